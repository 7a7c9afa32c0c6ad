"""The times of day of accounts, shrunk to those of everybody, are what numpy makes of a histogram."""

import numpy as np

from unisono.engine.acts import sort_acts
from unisono.engine.measuring import acts_by_account
from unisono.engine.rhythms import cumulative_shares_of_day

HOUR = 3_600_000_000


def test_shares_add_up_to_those_of_a_histogram_also_before_1970() -> None:
    rng = np.random.default_rng(3)
    times, accounts = rng.integers(-90 * HOUR, 900 * HOUR, 4_000), rng.integers(0, 30, 4_000).astype(np.int32)
    table = sort_acts(accounts, np.arange(4_000, dtype=np.int32), times, 30, 4_000)
    row_of = np.where(np.arange(30) % 3 == 0, np.arange(30) // 3, -1).astype(np.int32)
    found = cumulative_shares_of_day(acts_by_account(table), row_of, 10, parts=24, lent_acts=5.0)
    hour = (times // HOUR) % 24
    everyone = np.bincount(hour, minlength=24) + 1.0
    for row, account in enumerate(range(0, 30, 3)):
        counts = np.bincount(hour[accounts == account], minlength=24)
        shares = (counts + 5.0 * (everyone / everyone.sum())) / (counts.sum() + 5.0)
        assert (found[row] == np.concatenate([[0.0], np.cumsum(shares)]).astype(np.float32)).all()


def test_an_account_that_acts_in_one_hour_leans_to_it() -> None:
    table = sort_acts(np.zeros(95, np.int32), np.arange(95, dtype=np.int32), np.full(95, HOUR), 2, 95)
    (found,) = cumulative_shares_of_day(acts_by_account(table), np.array([0, -1], np.int32), 1, parts=24, lent_acts=5.0)
    assert found[0] == 0.0
    assert found[2] - found[1] > 0.95
    assert abs(found[-1] - 1.0) < 1e-6
