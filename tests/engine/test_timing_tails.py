"""The chance of meetings, against a slow definition, against random times of day, and on its own null."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, strategies
from numpy.typing import NDArray

from tests.engine.random_acts import ANY_TIME, Act, act_table, common_objects, every_pair, times_of
from tests.engine.random_chances import (
    HOUR,
    MINUTE,
    WINDOWS,
    acts_of_days,
    part_of_spread,
    random_chances,
    rhythm,
    shrunk,
    tail,
    within,
)
from unisono.engine.acts import sort_acts
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.engine.own_timing import MOST_CROSSED
from unisono.engine.timing_tails import DAY_MICROSECONDS, NO_ORIGIN, MeetingChances, meet_by_rhythm, timing_tails

PAIRS = 3000


@given(acts_of_days, strategies.integers(0, 2**32 - 1))
def test_tails_and_expected_meetings_are_those_of_the_slow_definition(acts: list[Act], seed: int) -> None:
    random = np.random.default_rng(seed)
    chances = random_chances(random)
    a, b = every_pair()
    own = acts_by_account(act_table(acts))
    met = count_meetings(own, a, b, WINDOWS)[:, :-1].copy()
    wanted = random.random(met.shape) < 0.8
    tails, expected, unmeasured = timing_tails(own, a, b, met, WINDOWS, chances, wanted)
    for pair, column in np.ndindex(met.shape):
        if not wanted[pair, column]:
            assert tails[pair, column] == 1.0
            assert math.isnan(expected[pair, column])
            assert not unmeasured[pair, column].any()
            continue
        slow = _slow_chances(acts, int(a[pair]), int(b[pair]), column, chances)
        assert expected[pair, column] == pytest.approx(sum(slow), rel=1e-5, abs=1e-12)
        assert tails[pair, column] == pytest.approx(max(1e-300, tail(slow, met[pair, column])), rel=1e-4)


def test_what_the_objects_others_did_not_show_is_told_apart_from_what_they_did() -> None:
    times = np.tile(np.arange(4, dtype=np.int64) * DAY_MICROSECONDS, (2, 1, 1))
    objects = np.tile(np.arange(4, dtype=np.int32), 2)
    accounts = np.repeat(np.arange(2, dtype=np.int32), 4)
    own = acts_by_account(sort_acts(accounts, objects, times.ravel(), 2, 4))
    chances = MeetingChances(
        by_object=np.full((4, 1), 0.5, np.float32),
        borrowed=np.array([0.0, 0.25, 0.0, 0.0], np.float32),
        assumed=np.array([1.0, 0.5, 0.0, 1.0], np.float32),
        lent=np.zeros((4, 1), np.float32),
        same_day=np.array([0.0, 0.0, 0.0, 1.0], np.float32),
        origins=np.full(4, NO_ORIGIN),
        row_of=np.zeros(2, np.int32),
        rhythm=np.array([[0.0, 1.0]], np.float32),
        delay_shares=np.ones((1, 1), np.float32),
        delay_reach=np.zeros((1, 1, 1), np.float32),
        by_suspects=np.zeros(4, np.bool_),
        usual_reach=np.zeros(1),
    )
    a, b, windows = np.array([0], np.int32), np.array([1], np.int32), np.array([12 * HOUR], np.int64)
    met = count_meetings(own, a, b, windows)[:, :1].copy()
    _, expected, unmeasured = timing_tails(own, a, b, met, windows, chances, np.ones((1, 1), np.bool_))
    # The fourth object's chance is that of the two accounts' own times of day: nothing in it is assumed.
    assert expected[0, 0] == pytest.approx(3 * 0.5 + 1.0)
    assert unmeasured[0, 0].tolist() == pytest.approx([0.5 * 0.25, 0.5 * 1.0 + 0.5 * 0.5])
    # What suspects made is judged by everybody's delays: those are borrowed.
    lent = replace(chances, by_suspects=np.array([True, False, False, False]), usual_reach=np.array([0.75]))
    _, expected, unmeasured = timing_tails(own, a, b, met, windows, lent, np.ones((1, 1), np.bool_))
    assert expected[0, 0] == pytest.approx(0.75 + 2 * 0.5 + 1.0)
    assert unmeasured[0, 0].tolist() == pytest.approx([0.75 + 0.5 * 0.25, 0.5 * 0.5])


@pytest.mark.parametrize("window", [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR])
def test_times_of_day_meet_as_often_as_drawn_ones(window: int) -> None:
    random = np.random.default_rng(window)
    left, right = rhythm(random, 96), rhythm(random, 96)
    draws = 400_000
    moments = [np.interp(random.random(draws), rhythm, np.arange(97) / 96) for rhythm in (left, right)]
    difference = np.abs(moments[0] - moments[1])
    met = (np.minimum(difference, 1.0 - difference) <= window / DAY_MICROSECONDS).mean()
    error = math.sqrt(met * (1.0 - met) / draws)
    assert meet_by_rhythm(left, right, window) == pytest.approx(met, abs=4.0 * error, rel=0.02)


@given(strategies.integers(0, 2**32 - 1), strategies.integers(1, 96), strategies.integers(0, 13 * HOUR))
def test_times_of_day_meet_the_same_way_round_and_oftener_in_longer_windows(seed: int, bins: int, window: int) -> None:
    random = np.random.default_rng(seed)
    left, right = rhythm(random, bins), rhythm(random, bins)
    chance = meet_by_rhythm(left, right, window)
    assert chance == pytest.approx(meet_by_rhythm(right, left, window), rel=1e-4, abs=1e-6)
    assert 0.0 <= chance <= meet_by_rhythm(left, right, window + MINUTE) + 1e-6
    assert meet_by_rhythm(left, right, 12 * HOUR) == meet_by_rhythm(left, right, ANY_TIME) == 1.0


@pytest.mark.parametrize("shared", [5, 20, 100])
def test_moments_spread_over_an_object_are_not_called_rarer_than_they_are(shared: int) -> None:
    random = np.random.default_rng(shared)
    for window in (MINUTE, HOUR):
        starts = np.arange(shared) * 10 * DAY_MICROSECONDS
        times = starts + random.integers(0, 6 * HOUR, (2, PAIRS, shared))
        tails = _own_null(times, window, by_object=_met_within(window, 6 * HOUR))
        _assert_not_too_small(tails, (0.2, 0.1, 0.05, 0.01, 0.001))


@pytest.mark.parametrize("shared", [5, 20, 100])
def test_own_delays_of_hours_are_not_called_rarer_within_an_hour_than_they_are(shared: int) -> None:
    random = np.random.default_rng(shared)
    origins = np.arange(shared) * 10 * DAY_MICROSECONDS + random.integers(0, DAY_MICROSECONDS, shared)
    times = origins + random.integers(0, 6 * HOUR, (2, PAIRS, shared))
    tails = _own_null(times, HOUR, by_delay=_met_within(HOUR, 6 * HOUR), origins=origins)
    _assert_not_too_small(tails, (0.2, 0.1, 0.05, 0.01))


def test_own_delays_are_not_called_rarer_within_a_minute_than_they_are() -> None:
    random = np.random.default_rng(5)
    times = np.arange(5) * 10 * DAY_MICROSECONDS + random.integers(0, 6 * HOUR, (2, PAIRS, 5))
    origins = np.arange(5) * 10 * DAY_MICROSECONDS
    tails = _own_null(times, MINUTE, by_delay=_met_within(MINUTE, 6 * HOUR), origins=origins)
    _assert_not_too_small(tails, (0.01,))


def test_meeting_within_a_minute_on_twenty_scattered_objects_is_called_rare() -> None:
    random = np.random.default_rng(1)
    times = np.arange(20) * 10 * DAY_MICROSECONDS + random.integers(0, 6 * HOUR, (2, 1, 20))
    times[1] = times[0] + MINUTE
    assert _own_null(times, MINUTE, by_object=_met_within(MINUTE, 6 * HOUR))[0] < 1e-30


def _met_within(window: int, span: int) -> float:
    """Return the chance that two moments spread evenly over a span are within the window."""
    return 1.0 - (1.0 - window / span) ** 2


def _own_null(
    times: NDArray[np.int64],
    window: int,
    *,
    by_object: float = 0.0,
    by_delay: float = 0.0,
    origins: NDArray[np.int64] | None = None,
) -> NDArray[np.float64]:
    """Return each pair's tail; times: int64 (2, pairs, shared objects), every pair with objects of its own."""
    _, pairs, shared = times.shape
    count = pairs * shared
    objects = np.tile(np.arange(count, dtype=np.int32), 2)
    a = np.arange(pairs, dtype=np.int32)
    accounts = np.concatenate([np.repeat(a, shared), np.repeat(a + pairs, shared)]).astype(np.int32)
    own = acts_by_account(sort_acts(accounts, objects, times.ravel(), 2 * pairs, count))
    windows = np.array([window], np.int64)
    chances = MeetingChances(
        by_object=np.full((count, 1), by_object, np.float32),
        borrowed=np.zeros(count, np.float32),
        assumed=np.zeros(count, np.float32),
        lent=np.zeros((count, 1), np.float32),
        same_day=np.zeros(count, np.float32),
        origins=np.full(count, NO_ORIGIN) if origins is None else np.tile(origins, pairs),
        row_of=np.zeros(2 * pairs, np.int32),
        rhythm=np.array([[0.0, 1.0]], np.float32),
        delay_shares=np.ones((1, 1), np.float32),
        delay_reach=np.full((1, 1, 1), by_delay, np.float32),
        by_suspects=np.zeros(count, np.bool_),
        usual_reach=np.zeros(1),
    )
    b = (a + pairs).astype(np.int32)
    met = count_meetings(own, a, b, windows)[:, :1].copy()
    tails, _, _ = timing_tails(own, a, b, met, windows, chances, np.ones((pairs, 1), np.bool_))
    return tails[:, 0]


def _assert_not_too_small(tails: NDArray[np.float64], levels: tuple[float, ...]) -> None:
    for level in levels:
        allowed = level + 3.0 * math.sqrt(level * (1.0 - level) / len(tails))
        assert (tails <= level).mean() <= allowed, level


def _slow_chances(acts: list[Act], a: int, b: int, column: int, chances: MeetingChances) -> list[float]:
    """Return the chance to meet on each common object, as the docstring of MeetingChances tells it."""
    times, window = times_of(acts), int(WINDOWS[column])
    common = common_objects(acts, a, b)
    first = {(account, number): times[account, number][0] for account in (a, b) for number in common}
    origin = {number: int(chances.origins[number]) for number in common}
    row_a, row_b = int(chances.row_of[a]), int(chances.row_of[b])
    by_delay = float(chances.delay_shares[row_a].astype(float) @ chances.delay_reach[column, row_b].astype(float))
    by_rhythm = meet_by_rhythm(chances.rhythm[row_a], chances.rhythm[row_b], window)
    crossings = [(one, other) for one in common[:MOST_CROSSED] for other in common[:MOST_CROSSED] if one != other]
    timed = [pair for pair in crossings if NO_ORIGIN not in (origin[pair[0]], origin[pair[1]])]
    waits = [(first[a, one] - origin[one], first[b, other] - origin[other]) for one, other in timed]
    delays = [part_of_spread(abs(own - theirs), window, max(own, theirs, 0) // 4) for own, theirs in waits]
    spread = [abs(first[a, one] - first[b, other]) % DAY_MICROSECONDS for one, other in crossings]
    of_day = [min(difference, DAY_MICROSECONDS - difference) for difference in spread]
    any_delay, any_hour = _slow_crossings_of_all_acts(acts, a, b, column, chances)
    any_delay, any_hour = shrunk(any_delay, by_delay), shrunk(any_hour, by_rhythm)
    by_delay, by_rhythm = shrunk(delays, by_delay), shrunk(within(of_day, window), by_rhythm)
    found = []
    for number in common:
        same_day, has_delay = float(chances.same_day[number]), False
        chance = max(float(chances.by_object[number, column]), same_day * by_rhythm)
        if chances.by_suspects[number]:
            chance = max(chance, float(chances.usual_reach[column]))
        elif origin[number] != NO_ORIGIN:
            has_delay, chance = True, max(chance, by_delay)
        tries = len(times[a, number]) * len(times[b, number])
        chance = 1.0 - (1.0 - min(1.0, chance)) ** tries
        if tries > 1:
            chance = max(chance, same_day * any_hour, any_delay if has_delay else 0.0)
        found.append(min(1.0, chance))
    return found


def _slow_crossings_of_all_acts(
    acts: list[Act], a: int, b: int, column: int, chances: MeetingChances
) -> tuple[list[float], list[float]]:
    """Return for each crossing how surely any of the delays, and whether any of the hours, are within the window."""
    times, window, common = times_of(acts), int(WINDOWS[column]), common_objects(acts, a, b)
    delays, hours = [], []
    for one, other in [(one, other) for one in common for other in common if one != other]:
        pairs = [(own, theirs) for own in times[a, one] for theirs in times[b, other]]
        apart = [abs(own - theirs) % DAY_MICROSECONDS for own, theirs in pairs]
        hours.append(max(within([min(each, DAY_MICROSECONDS - each) for each in apart], window)))
        begin, end = int(chances.origins[one]), int(chances.origins[other])
        if NO_ORIGIN not in (begin, end):
            waits = [(own - begin, theirs - end) for own, theirs in pairs]
            delays.append(max(part_of_spread(abs(x - y), window, max(x, y, 0) // 4) for x, y in waits))
    return delays, hours
