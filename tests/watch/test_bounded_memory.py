"""What watching holds is bounded by its windows and its caps: it does not grow with the length of the stream."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.watch.held import Held, held_by, total
from tests.watch.live_posts import START, frame, moment, post, words
from unisono.cases.live.alerts import Alert
from unisono.cases.targets import Target, add_target
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.model.tables import DELETIONS, conform
from unisono.watch import alarms, looking
from unisono.watch.detectors import attacks, copied_text, few_accounts, surprises
from unisono.watch.looking import Looking, LookingSettings, only
from unisono.watch.rules import Rules
from unisono.watch.windows import WindowSettings, past, sliding

WINDOW_S = 60
WINDOWS = 20
EARLY = 5
"""Windows of a stream after which all that has a bound has come up to it."""

ROOM = 1.25
"""Times what an early window held, for tables that are made anew when they are full."""

RULES = Rules.parse(
    "[rising]\nwindows = [10, 60]\n"
    + "\n".join(f"[{name}]\nwindows = [60]\n" for name in ("few_accounts", "copied_text", "together", "watchlist"))
)
SETTINGS = WindowSettings(reach_s=float(WINDOW_S), most_texts=200, lateness_s=2.0)
POSTS = 100
WINDOWED = ("rising", "few_accounts", "copied_text", "watchlist", "together")
"""Detectors that look at windows; `attacks` takes most of the time, and keeps the posts of its targets itself."""


def _step(draw: np.random.Generator, begin: int) -> Iterator[dict[str, Any]]:
    """Yield what accounts that were never seen before do with things that never were, and copies of some new words.

    All of it is of two seconds, so that not many moments are to be looked at.
    """
    for number in range(POSTS):
        at, who = begin + number / POSTS, f"a{begin}-{number}"
        more = {"kind": "repost", "ref_post_id": f"o{begin}-{number % 9}"} if number % 3 else {"text": words(draw, 8)}
        yield post(at, who, f"p{begin}-{number}", handle=f"h{who}", hashtags=[f"t{begin}-{number}"], **more)
    said = f"Ann Harbour {words(draw, 12)}"
    for number in range(12):
        at, who = begin + 1 + number / 20, f"x{begin}-{number}"
        yield post(at, who, f"x{begin}-{number}", handle=f"m{number}", text=said, hashtags=[f"push{begin}", "annout"])


def _deleted(second: int) -> pl.DataFrame:
    told = {"platform": "bluesky", "post_id": [f"p{second}-0"], "at": [moment(second)]}
    return conform(pl.DataFrame(told), DELETIONS)


def _watched(looker: Looking, windows: int) -> Iterator[list[Alert]]:
    """Show a stream to what looks at it, and yield the alerts of each window."""
    draw = np.random.default_rng(7)
    for begin in range(0, windows * WINDOW_S, WINDOW_S):
        arrived = START.timestamp() + begin + 2
        looker.add(frame(list(_step(draw, begin))), _deleted(begin), arrived)
        yield list(looker.look(arrived))


def _looking(case: Path, settings: WindowSettings = SETTINGS, rules: Rules = RULES) -> Looking:
    case.mkdir(exist_ok=True)
    add_target(case, Target("mayor", aliases=("Ann Harbour",), hashtags=("annout",)))
    keep_watchlist(case, Watchlist("list", tuple(Member(handle=f"m{one}", reason="named") for one in range(12))))
    return Looking(case, LookingSettings(rules, settings, None))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every cap so small that a few minutes of a stream come up to it."""
    for module, name, most in (
        (past, "MOST_OBJECTS", 500), (sliding, "MOST_DELETED", 20), (sliding, "MOST_WHOLE", 300),
        (surprises, "KEPT", 20), (copied_text, "MOST_REMEMBERED", 10), (few_accounts, "MOST_REMEMBERED", 10),
        (attacks, "MOST_MOMENTS", 100), (attacks, "MOST_KEPT", 100), (alarms, "MOST_REMEMBERED", 20),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, most)
    monkeypatch.setattr(looking, "KEEP_S", 1e9)


@pytest.mark.usefixtures("small")
def test_what_is_held_of_ever_new_accounts_and_things_does_not_grow_after_a_few_windows(tmp_path: Path) -> None:
    looker = _looking(tmp_path)
    held: list[Held] = []
    told = 0
    for alerts in _watched(looker, WINDOWS):
        held.append(total(held_by(looker)))
        told += len(alerts)
    most = max(held[:EARLY], key=lambda one: one.bytes)
    assert told >= WINDOWS
    for late in held[EARLY:]:
        assert late.bytes <= ROOM * most.bytes
        assert late.entries <= ROOM * most.entries


def test_letting_go_of_what_is_older_than_the_windows_changes_no_alert(tmp_path: Path) -> None:
    (letting_go, keeping) = (tmp_path / name for name in ("let_go", "keeping"))
    without = only(RULES, WINDOWED)
    all_posts = WindowSettings(reach_s=1e9, most_texts=SETTINGS.most_texts, lateness_s=SETTINGS.lateness_s)
    told = [
        [
            [replace(alert, waited_s=None) for alert in alerts]
            for alerts in _watched(_looking(case, settings, without), 6)
        ]
        for case, settings in ((letting_go, SETTINGS), (keeping, all_posts))
    ]
    assert told[0] == told[1]
    assert sum(map(len, told[0])) >= 3
