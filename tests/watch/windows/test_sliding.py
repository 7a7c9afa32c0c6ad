"""Windows hold what a plain reading of all posts says they hold, in any order of arrival, and no more than they may."""

from collections import defaultdict
from datetime import UTC, datetime

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.watch.live_posts import START, frame, moment, post
from unisono.model.tables import DELETIONS, conform
from unisono.watch.windows import Windows, WindowSettings, look_step
from unisono.watch.windows.chunks import LAYERS

SMALL = WindowSettings(reach_s=100.0, lateness_s=20.0, future_s=1_000.0)
ARRIVED = START.timestamp() + 500.0

ACTS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 5), st.sampled_from(["one", "two", "three"]), st.integers(0, 40)),
    min_size=1,
    max_size=40,
)
"""Seconds, account, hashtag, and the number that names the post."""


def _windows_of(acts: list[tuple[int, int, str, int]], parts: int, given_settings: WindowSettings) -> Windows:
    windows = Windows(given_settings)
    for part in np.array_split(np.arange(len(acts)), parts):
        rows = [
            post(float(acts[row][0]), f"a{acts[row][1]}", f"p{acts[row][3]}", hashtags=[acts[row][2]])
            for row in part.tolist()
        ]
        if rows:
            windows.add(frame(rows), ARRIVED)
    return windows


def _plainly(acts: list[tuple[int, int, str, int]], seconds: float) -> dict[str, tuple[int, int]]:
    """Return by tag the accounts and posts of the last seconds, each post as it came first within reach."""
    newest = -10_000
    kept: dict[int, tuple[int, int, str]] = {}
    for at, account, tag, name in acts:
        newest_before, newest = newest, max(newest, at)
        reached = at >= newest_before - 120
        if reached and (name not in kept or kept[name][0] < newest_before - 120):
            kept[name] = (at, account, tag)
    accounts: dict[str, set[int]] = defaultdict(set)
    posts: dict[str, int] = defaultdict(int)
    for at, account, tag in kept.values():
        if newest - seconds < at <= newest:
            accounts[tag].add(account)
            posts[tag] += 1
    return {tag: (len(accounts[tag]), posts[tag]) for tag in accounts}


def _looked(windows: Windows, seconds: float) -> dict[str, tuple[int, int]]:
    look = windows.look(seconds)
    if look is None:
        return {}
    tags = look.layers == LAYERS.index("hashtag")
    return {
        str(windows.evidence(look, key).name): (accounts, acts)
        for key, accounts, acts in zip(
            look.keys[tags].tolist(), look.accounts[tags].tolist(), look.acts[tags].tolist(), strict=True
        )
    }


@settings(max_examples=40, deadline=None)
@given(ACTS, st.sampled_from([10.0, 60.0, 100.0]))
def test_one_by_one_in_any_order_the_window_holds_what_a_plain_reading_says(
    acts: list[tuple[int, int, str, int]], seconds: float
) -> None:
    assert _looked(_windows_of(acts, len(acts), SMALL), seconds) == _plainly(acts, seconds)


@settings(max_examples=25, deadline=None)
@given(ACTS, st.integers(1, 6))
def test_distinct_posts_are_held_alike_however_they_are_parted(
    acts: list[tuple[int, int, str, int]], parts: int
) -> None:
    distinct = [(at, account, tag, place) for place, (at, account, tag, _) in enumerate(acts)]
    whole, parted = (_looked(_windows_of(distinct, number, SMALL), 60.0) for number in (1, parts))
    assert whole == parted == _plainly(distinct, 60.0)


@settings(max_examples=25, deadline=None)
@given(ACTS)
def test_no_more_acts_are_held_than_allowed_and_those_are_the_newest(acts: list[tuple[int, int, str, int]]) -> None:
    bounded = WindowSettings(reach_s=1_000.0, most_acts=10, future_s=1_000.0)
    distinct = [(at, account, tag, place) for place, (at, account, tag, _) in enumerate(acts)]
    windows = _windows_of(distinct, len(distinct), bounded)
    assert windows.now is not None
    assert windows.held_acts <= 10
    newest = max(at for at, *_ in distinct)
    assert sum(posts for _, posts in _looked(windows, 1.0).values()) in (
        0,
        sum(newest - 1 < at <= newest for at, *_ in distinct),
    )


def test_each_post_is_told_of_once_as_taken_late_too_late_from_the_future_or_a_duplicate() -> None:
    windows = Windows(WindowSettings(reach_s=100.0, lateness_s=20.0, future_s=50.0))
    arrived = START.timestamp() + 300.0
    windows.add(frame([post(float(second), f"a{second}") for second in range(250, 300)]), arrived)
    added = windows.add(
        frame(
            [
                post(299.5, "new"),
                post(299.0, "a299"),  # had that
                post(275.0, "late"),
                post(100.0, "gone"),
                post(400.0, "ahead"),
                {**post(299.0, "x"), "account_id": None},
            ]
        ),
        arrived,
    )
    assert (added.posts, added.late, added.duplicates) == (2, 1, 1)
    assert (added.too_late, added.from_future, added.without_time) == (1, 1, 1)
    assert windows.newest_at == moment(299.5)
    assert windows.watermark_at == moment(279.5)


def test_a_deleted_post_stays_and_is_said_to_be_gone() -> None:
    windows = Windows()
    windows.add(frame([post(1.0, f"a{number}", hashtags=["vote"]) for number in range(3)]), ARRIVED)
    gone = pl.DataFrame({"platform": ["bluesky"], "post_id": ["a1-1.0"], "at": [datetime(2026, 5, 4, tzinfo=UTC)]})
    windows.mark_deleted(conform(gone, DELETIONS))
    look = windows.look(10.0)
    assert look is not None
    evidence = windows.evidence(look, int(look.keys[0]))
    assert (evidence.accounts, evidence.deleted) == (3, 1)


def test_a_recording_of_years_ago_that_comes_at_once_is_stepped_through_with_nothing_lost() -> None:
    windows = Windows()
    rows = [post(30.0 * number, f"a{number % 7}", hashtags=["vote"]) for number in range(500)]
    added = windows.add(frame(rows), START.timestamp() + 3e8)
    assert (added.posts, added.too_late, added.late) == (500, 0, 0)
    ends = list(windows.steps())
    assert 32 <= len(ends) <= 65
    assert ends == sorted(ends)
    assert windows.newest_at == moment(30.0 * 499)


def test_windows_say_what_they_hold_and_what_moves() -> None:
    windows = Windows()
    for second in range(60):
        rows = [post(float(second), f"a{second}", text=f"quite other words each time {second}")]
        windows.add(frame(rows), START.timestamp() + second)
    pushed = [post(60.0, f"b{number}", hashtags=["vote"]) for number in range(9)]
    windows.add(frame(pushed), START.timestamp() + 61)
    told = windows.describe()
    assert told["10 s"]["acts"] <= told["1 min"]["acts"]
    assert told["1 min"]["reach_s"] == 60.0
    first = windows.movers(3)[0]
    assert (first["kind"], first["item"], first["accounts"]) == ("hashtag", "#vote", 9)


def test_short_windows_are_looked_at_more_often_than_long_ones() -> None:
    assert look_step(10.0) == 1.0
    assert look_step(600.0) == 20.0
