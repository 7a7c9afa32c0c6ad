"""What two accounts' own times say, step by step."""

import numpy as np
import pytest

from unisono.engine.own_timing import (
    DAY_MICROSECONDS,
    NO_ORIGIN,
    PRIOR_CROSSINGS,
    add_near_in_day,
    add_unmeasured,
    chance_of_tries,
    crossed_days,
    crossed_delays,
    own_chance,
    part_within,
    rhythms_meet,
    share_before,
    shared_objects,
    shares_unmeasured,
    summed_products,
    write_edges,
    write_hours,
)

NUMBERS = np.array([0, 1, 2], np.int32)
LEFT, RIGHT = np.array([0, 10, 20], np.int64), np.array([5, 500, 25], np.int64)


def test_shared_objects_are_listed_with_their_tries_and_first_acts() -> None:
    start = np.array([0, 3, 6], np.int64)
    objects, times = np.array([0, 2, 2, 1, 2, 3], np.int32), np.arange(6, dtype=np.int64)
    common, tries, left, right = np.empty(3, np.int32), *(np.empty(3, np.int64) for _ in range(3))
    assert shared_objects(start, objects, times, 0, 1, common, tries, left, right) == 1
    assert (common[0], tries[0], left[0], right[0]) == (2, 2, 1, 4)


def test_delays_cross_between_objects_of_known_origin_alone() -> None:
    known = np.array([0, 0, 0], np.int64)
    # Of six crossings three are within 25 for sure: 10-5, 10-25, 20-5; 0-25, which varies by 6, in half of all cases.
    assert crossed_delays(NUMBERS, LEFT, RIGHT, 3, known, 25, 0.1) == (3.5 + 0.1 * PRIOR_CROSSINGS) / (
        6 + PRIOR_CROSSINGS
    )
    unknown = np.array([NO_ORIGIN, 0, NO_ORIGIN], np.int64)
    assert crossed_delays(NUMBERS, LEFT, RIGHT, 3, unknown, 25, 0.1) == 0.1


def test_times_of_day_cross_over_midnight() -> None:
    late, early = np.array([DAY_MICROSECONDS - 1, 0], np.int64), np.array([DAY_MICROSECONDS // 2, 1], np.int64)
    assert crossed_days(late, early, 2, 2, 0, 0.0) == 1 / (2 + PRIOR_CROSSINGS)


def test_times_of_day_that_may_as_well_have_come_later_or_earlier_cross_in_part() -> None:
    first, second = np.array([0, 10_000], np.int64), np.array([10_000, 150], np.int64)
    # The crossings differ by 150 and by nothing: of -50 ... 350 three quarters lie within 250, of -200 ... 200 all.
    assert crossed_days(first, second, 2, 250, 200, 0.0) == pytest.approx((0.75 + 1.0) / (2 + PRIOR_CROSSINGS))


def test_accounts_of_other_halves_of_the_day_do_not_meet() -> None:
    morning, evening = np.array([0.0, 1.0, 1.0], np.float32), np.array([0.0, 0.0, 1.0], np.float32)
    edges = np.empty((2, 3, 2, 2))
    write_edges(np.array([0, DAY_MICROSECONDS // 2]), edges)
    assert rhythms_meet(morning, evening, 0, edges[0]) == 0.0
    assert rhythms_meet(morning, morning, DAY_MICROSECONDS // 2, edges[1]) == 1.0
    assert summed_products(morning, evening) == 1.0


def test_edges_of_windows_are_looked_up_as_shares_before_a_place_are() -> None:
    shares = np.random.default_rng(5).random(96, np.float32)
    cumulative = np.concatenate([[0.0], np.cumsum(shares) / shares.sum()]).astype(np.float32)
    edges, window = np.empty((1, 3, 2, 96)), 17_123_456_789
    write_edges(np.array([window]), edges)
    days, bin_of, rest = edges[0]
    reach = window / DAY_MICROSECONDS * 96
    for place in range(96):
        for side, edge in enumerate((place + 0.5 - reach, place + 0.5 + reach)):
            number = int(bin_of[side, place])
            found = cumulative[number] + rest[side, place] * (cumulative[number + 1] - cumulative[number])
            assert days[side, place] + found == pytest.approx(share_before(cumulative, edge), abs=1e-6)


@pytest.mark.parametrize("spread", [0, 3_000_000_000])
def test_times_of_day_near_one_are_counted_as_one_by_one(spread: int) -> None:
    random = np.random.default_rng(6)
    hours, hour, window = random.integers(0, DAY_MICROSECONDS, 300), 1_000_000_000, 5_000_000_000
    apart = [min(abs(hour - other), DAY_MICROSECONDS - abs(hour - other)) for other in hours.tolist()]
    by_hand = sum(part_within(one, window, spread) for one in apart)
    assert add_near_in_day(2.0, hour, hours, window, spread) == pytest.approx(2.0 + by_hand)


def test_the_time_of_day_of_a_moment_before_1970_is_after_midnight() -> None:
    hours = np.empty((1, 2), np.int64)
    write_hours(np.array([[-1, DAY_MICROSECONDS + 5, 7]], np.int64), 2, hours)
    assert hours.tolist() == [[DAY_MICROSECONDS - 1, 5]]


def test_a_delay_counts_beside_the_hour_where_there_is_one() -> None:
    assert own_chance(0.5, 0.5, 0.75, True) == 0.75
    assert own_chance(0.5, 0.5, 0.75, False) == own_chance(0.5, 0.5, 0.125, True) == 0.25


def test_what_is_lent_is_borrowed_and_own_timing_is_measured() -> None:
    assert shares_unmeasured(0.1, 0.2, 0.3, 0.5, 0.25) == (1.0, 0.0)
    assert shares_unmeasured(0.2, 0.2, 0.1, 0.5, 0.25) == (0.5, 0.25)
    assert shares_unmeasured(0.1, 0.2, 0.0, 0.5, 0.25) == (0.0, 0.0)


def test_several_tries_succeed_more_often() -> None:
    assert chance_of_tries(0.5, 1) == 0.5
    assert chance_of_tries(0.5, 3) == 0.875


def test_of_each_chance_what_is_borrowed_and_assumed_is_summed() -> None:
    sums = np.array([1.0, 0.0])
    add_unmeasured(sums, 0.5, 0.2, 0.1, 0.0, (0.5, 0.25))
    assert sums.tolist() == [1.25, 0.125]
