"""Times of day are counted for everybody, and for the accounts that have a row."""

import numpy as np

from unisono.engine.acts import sort_acts
from unisono.engine.rhythms import count_times_of_day

HOUR = 3_600_000_000


def test_acts_are_counted_by_the_hour_also_before_1970() -> None:
    times = np.array([0, 23 * HOUR + 1, -1, 25 * HOUR], np.int64)
    table = sort_acts(np.array([0, 1, 1, 2], np.int32), np.arange(4, dtype=np.int32), times, 3, 4)
    everyone, counts = count_times_of_day(table, np.array([-1, 0, 1], np.int32), 2, 24)
    assert {hour: int(count) for hour, count in enumerate(everyone) if count} == {0: 1, 1: 1, 23: 2}
    assert counts[0].sum() == counts[0, 23] == 2
    assert counts[1].sum() == counts[1, 1] == 1
