"""The chance to meet at one account's own moments, against a slow definition and on its own null."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies
from numpy.typing import NDArray

from tests.engine.random_acts import ACCOUNTS, Act, act_table, common_objects, every_pair, times_of
from tests.engine.random_chances import (
    HOUR,
    MINUTE,
    WINDOWS,
    acts_of_days,
    part_of_spread,
    random_chances,
    shrunk,
    tail,
)
from unisono.engine.acts import sort_acts
from unisono.engine.given_moments import list_first_acts, tails_given_moments
from unisono.engine.measuring import acts_by_account
from unisono.engine.near_moments import OCCASION
from unisono.engine.timing_tails import DAY_MICROSECONDS, NO_ORIGIN, MeetingChances

Told = tuple[float, float, tuple[float, float]]
"""p, expected, and what of that is borrowed and assumed."""


@given(
    acts_of_days,
    strategies.lists(strategies.booleans(), min_size=ACCOUNTS, max_size=ACCOUNTS),
    strategies.integers(0, 2**32 - 1),
)
def test_tails_are_those_of_the_slow_definition(acts: list[Act], suspicious: list[bool], seed: int) -> None:
    chances, suspects = random_chances(np.random.default_rng(seed)), np.array(suspicious)
    table = act_table(acts)
    a, b = every_pair()
    wanted = np.random.default_rng(seed).random((len(a), len(WINDOWS))) < 0.8
    others = list_first_acts(table, suspects)
    tails, expected, unmeasured = tails_given_moments(acts_by_account(table), a, b, WINDOWS, chances, others, wanted)
    for pair, column in np.ndindex(wanted.shape):
        if not wanted[pair, column]:
            assert tails[pair, column] == 1.0
            assert math.isnan(expected[pair, column])
            continue
        one, other = int(a[pair]), int(b[pair])
        sides = [_slow(acts, *ends, column, chances, suspects) for ends in ((one, other), (other, one))]
        assert tails[pair, column] == pytest.approx(max(1e-300, *(side[0] for side in sides)), rel=1e-4)
        told = (expected[pair, column], *unmeasured[pair, column])
        # Where both sides are as likely, either's numbers do.
        fitting = [side for side in sides if side[0] >= tails[pair, column] * (1.0 - 1e-4)]
        assert any(told == pytest.approx((side[1], *side[2]), rel=1e-4, abs=1e-9) for side in fitting)


def test_first_acts_are_listed_once_for_each_account_that_is_no_suspect() -> None:
    table = act_table([(0, 0, 5), (1, 0, 3), (0, 0, 1), (2, 0, 2), (1, 3, 9)])
    others = list_first_acts(table, np.array([False, False, True, False, False, False]))
    assert others.times.tolist() == [1, 3, 9]
    assert others.start.tolist() == [0, 2, 2, 2, 3, 3]


@pytest.mark.parametrize("shared", [5, 20, 80])
def test_independent_moments_after_a_rush_are_not_called_rarer_than_they_are(shared: int) -> None:
    random = np.random.default_rng(shared)
    tails = _after_a_rush(random, pairs=2_000, shared=shared, together=False)
    for level in (0.2, 0.1, 0.05, 0.01):
        allowed = level + 3.0 * math.sqrt(level * (1.0 - level) / len(tails))
        assert (tails <= level).mean() <= allowed, level


def test_two_who_come_together_long_after_the_rush_are_called_rare() -> None:
    tails = _after_a_rush(np.random.default_rng(1), pairs=20, shared=8, together=True)
    assert tails.max() < 1e-6


def test_many_things_on_one_occasion_are_one_meeting() -> None:
    # Six objects in one quarter of an hour, long after all others.
    tails = _after_a_rush(np.random.default_rng(2), pairs=20, shared=6, together=True, occasions=1)
    assert tails.min() > 1e-3


def _after_a_rush(
    random: np.random.Generator, *, pairs: int, shared: int, together: bool, occasions: int | None = None
) -> NDArray[np.float64]:
    """Return p within ten minutes of pairs that share objects on which 200 others acted, most of them early."""
    crowd = 200
    begins = np.arange(shared) * (2 * DAY_MICROSECONDS if occasions is None else 2 * MINUTE)
    rush = np.minimum(random.lognormal(8, 2, (shared, crowd)), 160_000) * 1_000_000
    accounts = np.tile(np.arange(crowd), shared)
    objects, times = np.repeat(np.arange(shared), crowd), (begins[:, None] + rush).astype(np.int64).ravel()
    own = np.minimum(random.lognormal(8, 2, (2 * pairs, shared)), 160_000) * 1_000_000
    if together:
        own[:pairs] = 20 * HOUR if occasions else random.uniform(10, 40, (pairs, shared)) * HOUR
        own[pairs:] = own[:pairs] + random.uniform(-5, 5, (pairs, shared)) * MINUTE
    ends = np.repeat(np.arange(crowd, crowd + 2 * pairs), shared)
    table = sort_acts(
        np.concatenate([accounts, ends]).astype(np.int32),
        np.concatenate([objects, np.tile(np.arange(shared), 2 * pairs)]).astype(np.int32),
        np.concatenate([times, (begins + own).astype(np.int64).ravel()]),
        crowd + 2 * pairs,
        shared,
    )
    suspects = np.arange(crowd + 2 * pairs) >= crowd
    a = np.arange(crowd, crowd + pairs, dtype=np.int32)
    windows = np.array([10 * MINUTE], np.int64)
    tails, _, _ = tails_given_moments(
        acts_by_account(table),
        a,
        (a + pairs).astype(np.int32),
        windows,
        _by_others_alone(shared, crowd + 2 * pairs),
        list_first_acts(table, suspects),
        np.ones((pairs, 1), np.bool_),
    )
    return tails[:, 0]


def _by_others_alone(objects: int, accounts: int) -> MeetingChances:
    """Return chances in which nothing but the others' acts counts."""
    return MeetingChances(
        by_object=np.zeros((objects, 1), np.float32),
        borrowed=np.full(objects, 0.02, np.float32),
        assumed=np.zeros(objects, np.float32),
        lent=np.full((objects, 1), 0.006, np.float32),
        same_day=np.zeros(objects, np.float32),
        origins=np.full(objects, NO_ORIGIN),
        row_of=np.zeros(accounts, np.int32),
        rhythm=np.array([[0.0, 1.0]], np.float32),
        delay_shares=np.ones((1, 1), np.float32),
        delay_reach=np.zeros((1, 1, 1), np.float32),
        by_suspects=np.zeros(objects, np.bool_),
        usual_reach=np.zeros(1),
    )


def _slow(
    acts: list[Act], own: int, other: int, column: int, chances: MeetingChances, suspects: NDArray[np.bool_]
) -> Told:
    """Return what the docstring of tails_given_moments tells, given the moments of `own`."""
    times, window, common = times_of(acts), int(WINDOWS[column]), common_objects(acts, own, other)
    first = {end: {number: times[end, number][0] for number in common} for end in (own, other)}
    found, lent = {}, np.zeros(2)
    for number in common:
        weights = np.array([chances.borrowed[number], chances.assumed[number]], float)
        near = [
            abs(moments[0] - first[own][number]) <= window
            for (account, on), moments in times.items()
            if on == number and account not in (own, other) and not suspects[account]
        ]
        by_others = (1.0 - weights.sum()) * (float(np.mean(near)) if near else 0.0) + float(
            chances.lent[number, column]
        )
        habit = _by_habit(number, first[own], first[other], int(chances.row_of[other]), column, chances)
        found[number] = min(1.0, max(by_others, habit))
        if by_others >= habit:
            lent += float(chances.lent[number, column]) * weights / weights.sum()
    occasions: list[list[int]] = []
    for number in sorted(common, key=lambda one: first[own][one]):
        if occasions and first[own][number] - first[own][occasions[-1][-1]] <= OCCASION:
            occasions[-1].append(number)
        else:
            occasions.append([number])
    met = sum(any(abs(first[own][one] - first[other][one]) <= window for one in occasion) for occasion in occasions)
    flips = [1.0 - math.prod(1.0 - found[one] for one in occasion) for occasion in occasions]
    return tail(flips, met), sum(found.values()), (float(lent[0]), float(lent[1]))


def _by_habit(
    number: int, left: dict[int, int], right: dict[int, int], row: int, column: int, chances: MeetingChances
) -> float:
    window, rest = int(WINDOWS[column]), [one for one in left if one != number]
    bins = chances.rhythm.shape[1] - 1
    if 2 * window >= DAY_MICROSECONDS:
        by_hour = 1.0
    else:
        hour = (left[number] % DAY_MICROSECONDS) / DAY_MICROSECONDS
        ends = [hour + sign * window / DAY_MICROSECONDS for sign in (1, -1)]
        grid, cumulative = np.arange(bins + 1) / bins, chances.rhythm[row].astype(float)
        late, early = (math.floor(end) + float(np.interp(end - math.floor(end), grid, cumulative)) for end in ends)
        apart = [abs(left[number] - right[one]) % DAY_MICROSECONDS for one in rest]
        near = [float(min(gap, DAY_MICROSECONDS - gap) <= window) for gap in apart]
        by_hour = min(1.0, shrunk(near, late - early))
    habit = float(chances.same_day[number]) * by_hour
    if chances.by_suspects[number]:
        return max(habit, float(chances.usual_reach[column]))
    if chances.origins[number] == NO_ORIGIN:
        return habit
    delay = left[number] - int(chances.origins[number])
    place = min(chances.delay_reach.shape[2] - 1, int(2.0 * math.log2(max(delay, 0) / 1e6 + 1.0)))
    waits = [right[one] - int(chances.origins[one]) for one in rest if chances.origins[one] != NO_ORIGIN]
    near = [part_of_spread(abs(delay - wait), window, max(delay, wait, 0) // 4) for wait in waits]
    return max(habit, shrunk(near, float(chances.delay_reach[column, row, place])))
