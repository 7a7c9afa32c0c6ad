"""Accounts that keep taking up the same things together are told; those who like the same at leisure are not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tests.watch.live_posts import START, post, watch
from unisono.cases.live.alerts import Alert
from unisono.watch.alarms import Alarms
from unisono.watch.detectors.together import every
from unisono.watch.looking import only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules
from unisono.watch.windows import Windows

RULES = only(Rules(), ["together"])
SECONDS = 70


def _crowds(seconds: int, rate: int = 100, seed: int = 3) -> Iterator[tuple[list[dict[str, Any]], float]]:
    """Yield a stream in which five things a second go round for some ten seconds among accounts more and less busy."""
    draw = np.random.default_rng(seed)
    activity = draw.lognormal(0.0, 1.2, 2000)
    activity /= activity.sum()
    for second in range(seconds):
        who = draw.choice(2000, rate, p=activity)
        which = np.maximum(0, 5 * (second - draw.exponential(6.0, rate))).astype(int)
        at = second + draw.random(rate)
        rows = [
            post(
                float(moment), f"a{account}", f"r{second}-{number}", **_act("repost" if crowd % 2 else "hashtag", crowd)
            )
            for number, (moment, account, crowd) in enumerate(zip(at, who, which, strict=True))
        ]
        yield rows, START.timestamp() + second + 1


def _act(layer: str, thing: int) -> dict[str, Any]:
    return {"kind": "repost", "ref_post_id": f"o{thing}"} if layer == "repost" else {"hashtags": [f"h{thing}"]}


def _acts(spread_s: float, layers: tuple[str, ...] = ("repost",)) -> list[dict[str, Any]]:
    """Return what 14 accounts take up: ten things, one every four seconds, each within so many seconds."""
    draw = np.random.default_rng(5)
    rows = []
    for turn in range(10):
        layer = layers[turn % len(layers)]
        for account in range(14):
            at = min(SECONDS - 1.0, 15.0 + 4 * turn * (spread_s < 10) + float(draw.random()) * spread_s)
            rows.append(post(at, f"m{account}", f"m{account}-{turn}", **_act(layer, 9_000 + turn)))
    return rows


def _alerts(pushed: list[dict[str, Any]], folder: Path) -> list[Alert]:
    return watch(_crowds(SECONDS), pushed, lookout=Lookout(folder, RULES), alarms=Alarms(RULES))


def test_accounts_that_repost_one_post_after_the_other_together_are_told_while_they_do(tmp_path: Path) -> None:
    alerts = _alerts(_acts(2.0), tmp_path)
    assert {one.detector for one in alerts} == {"together"} and len(alerts) <= 2
    first = alerts[0]
    assert first.subject_kind == "network" and first.subject.startswith("network-")
    assert 10 <= first.accounts <= 14 and first.value == first.accounts > first.expected
    assert all(name.startswith("bluesky:m") for name in first.posts)
    assert first.chance_per_day <= 0.01
    assert (first.event_at - START).total_seconds() < 15.0 + 4 * 10
    assert "within 10 s on 3 things or more" in first.because


def test_what_they_do_in_several_layers_adds_up(tmp_path: Path) -> None:
    assert _alerts(_acts(2.0, ("repost", "hashtag")), tmp_path)


def test_a_stream_of_crowds_in_which_nobody_agrees_gives_no_alert(tmp_path: Path) -> None:
    assert _alerts([], tmp_path) == []


def test_who_takes_up_the_same_things_at_leisure_is_not_told(tmp_path: Path) -> None:
    assert _alerts(_acts(54.0), tmp_path) == []


def test_before_the_first_post_and_between_looks_nothing_is_looked_at(tmp_path: Path) -> None:
    lookout = Lookout(tmp_path, RULES)
    assert lookout.look(Windows()) == []
    assert (every(60.0), every(600.0)) == (5.0, 20.0)
