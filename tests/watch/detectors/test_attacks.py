"""Posts against a target beyond what its hours expect are told, as soon as a day of its hours is known."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from tests.watch.live_posts import START, frame, moment, post
from unisono.cases.targets import Target, Targets
from unisono.watch.claims import Claim
from unisono.watch.detectors.attacks import LiveAttacks
from unisono.watch.detectors.declaration import Asked, LiveCase
from unisono.watch.windows import Windows

ASKED = Asked((60.0, 600.0, 3600.0), 10, 0.01)
CASE = LiveCase(targets=Targets((Target("mayor", aliases=("Ann Harbour",), hashtags=("annout",)),)), changed=1)
HOUR = 3600.0


def _before(hours: int) -> list[dict[str, Any]]:
    """Return the posts of the hours before: about the target, and against it now and then."""
    draw = np.random.default_rng(1)
    rows = []
    for hour in range(hours):
        rows += [
            post(hour * HOUR + 100.0 * number, f"c{hour}-{number}", text="Ann Harbour opened the bridge")
            for number in range(int(draw.poisson(3)))
        ]
        if draw.random() < 0.5:
            rows.append(post(hour * HOUR + 900.0, f"h{hour}", text="Ann Harbour #annout", hashtags=["annout"]))
    return rows


def _attack(accounts: int, begin: float) -> list[dict[str, Any]]:
    return [
        post(begin + number, f"x{number}", text="Ann Harbour must go #annout", hashtags=["annout"])
        for number in range(accounts)
    ]


def _claims(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[Claim]:
    windows, finder = Windows(), LiveAttacks(ASKED)
    found: list[Claim] = []
    for rows in (before, now):
        windows.add(frame(rows), (START + timedelta(days=9)).timestamp())
        for _ in windows.steps():
            found += finder.find(windows, CASE)
    return found


def test_forty_posts_against_a_target_in_a_minute_are_told_with_what_its_hours_expect() -> None:
    claims = _claims(_before(40), _attack(40, 40 * HOUR + 200.0))
    assert claims
    last = claims[-1]
    assert (last.subject_kind, last.subject, last.measure) == ("target", "mayor", "posts_against")
    assert last.value > 10 * last.expected
    assert last.event_at >= moment(40 * HOUR)
    assert "against mayor" in last.because


def test_the_usual_posts_of_its_hours_are_not_told() -> None:
    draw = np.random.default_rng(3)
    usual = [
        post(at, f"y{number}", text="Ann Harbour must go #annout", hashtags=["annout"])
        for number, at in enumerate(np.sort(draw.random(700) * 62 * HOUR).tolist())
    ]
    assert _claims(usual[:650], usual[650:]) == []


def test_nothing_is_said_before_a_day_of_its_hours_is_known() -> None:
    assert _claims(_before(10), _attack(40, 10 * HOUR + 200.0)) == []


def test_posts_about_a_target_that_attack_nobody_are_no_attack() -> None:
    praise = [post(40 * HOUR + number, f"x{number}", text="Ann Harbour opened the bridge") for number in range(60)]
    assert _claims(_before(40), praise) == []


def test_without_targets_nothing_is_looked_for(tmp_path: Path) -> None:
    windows = Windows()
    windows.add(frame(_attack(20, 0.0)), START.timestamp() + 100)
    assert LiveAttacks(ASKED).find(windows, LiveCase(path=tmp_path)) == []
