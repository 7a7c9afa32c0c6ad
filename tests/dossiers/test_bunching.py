"""Posts in bunches are told from posts that each come in their own time."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from unisono.dossiers.bunching import measure_bunching

START = datetime(2021, 3, 1, tzinfo=UTC)


def posts(seconds: np.ndarray, accounts: np.ndarray) -> pl.DataFrame:
    times = [START + timedelta(seconds=float(one)) for one in seconds]
    return pl.DataFrame({"account": accounts.astype(str), "at": times})


@pytest.mark.parametrize("count", [12, 60, 400])
def test_readers_over_a_day_come_each_in_their_own_time(count: int) -> None:
    rng = np.random.default_rng(count)
    slow = posts(14_400.0 * np.exp(rng.normal(0.0, 0.9, count)), np.arange(count))
    assert measure_bunching(slow).excess < 0.4


@pytest.mark.parametrize("jitter", [10.0, 60.0, 600.0])
def test_accounts_that_act_on_command_come_in_bunches(jitter: float) -> None:
    rng = np.random.default_rng(0)
    at = np.concatenate([command + np.abs(rng.normal(0.0, jitter, 20)) for command in (0.0, 9_000.0, 90_000.0)])
    found = measure_bunching(posts(at, np.tile(np.arange(20), 3)))
    assert found.excess > 0.8
    assert found.bunched > found.likely


def test_one_account_makes_no_bunch_of_its_own() -> None:
    found = measure_bunching(posts(np.arange(30) * 2.0, np.zeros(30)))
    assert (found.bunched, found.excess) == (0, 0.0)


def test_without_posts_nothing_is_bunched() -> None:
    assert measure_bunching(posts(np.zeros(0), np.zeros(0)).cast({"at": pl.Datetime("us", "UTC")})).excess == 0.0
