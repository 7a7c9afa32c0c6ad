"""Batches are found among accounts made as usual; booms, weekends and coarse dates are none."""

import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from unisono.accounts.births import (
    BATCHES,
    births_of,
    births_of_networks,
    find_batches,
    running_mean,
    running_median,
    spread_of,
)
from unisono.model.tables import TIME

Days = NDArray[np.float64]


def made_on(days: Days, platform: str = "reddit") -> pl.DataFrame:
    """Return profiles of accounts a0, a1, … made on these days since 1970, fractions of a day included."""
    moments = (np.asarray(days) * 86_400e6).astype(np.int64)
    return pl.DataFrame(
        {"platform": platform, "account_id": [f"a{n}" for n in range(len(days))], "created_at": moments}
    ).with_columns(pl.col("created_at").cast(TIME))


def organic(rng: np.random.Generator, count: int) -> Days:
    """Return creation days spread over nine and a half years, as in the invented worlds."""
    return np.asarray(16_000 - rng.beta(1.2, 1.5, count) * 9.5 * 365)


def batches_in(profiles: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=BATCHES), *(find_batches(births) for births in births_of(profiles))])


def test_a_planted_batch_is_found_with_its_members_and_its_days() -> None:
    rng = np.random.default_rng(1)
    days = np.concatenate([organic(rng, 2_000), 15_000 + rng.uniform(0.0, 2.0, 40)])
    (batch,) = batches_in(made_on(days)).to_dicts()
    assert batch["first_at"] == datetime(2011, 1, 26, tzinfo=UTC)
    assert batch["days"] == 2
    members = set(batch["accounts"])
    assert {f"reddit:a{n}" for n in range(2_000, 2_040)} <= members
    assert len(members) <= 45
    assert batch["expected"] < 6
    assert batch["q"] < 1e-9
    assert batch["dated"] == 2_040


def test_accounts_made_as_usual_are_no_batch() -> None:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        assert batches_in(made_on(organic(rng, int(10 ** rng.uniform(1.5, 4.7))))).height == 0, seed


def test_a_month_of_ten_times_as_many_newcomers_is_a_boom_and_no_batch() -> None:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        count = int(10 ** rng.uniform(2.0, 4.7))
        boom = rng.uniform(13_000, 15_900) + rng.uniform(0.0, 30.0, rng.poisson(10 * 30 * count / 3_467))
        assert batches_in(made_on(np.concatenate([organic(rng, count), boom]))).height == 0, seed


def test_two_batches_of_neighbouring_days_share_none() -> None:
    rng = np.random.default_rng(2)
    days = np.concatenate([organic(rng, 500), 15_000 + rng.uniform(0, 1, 30), 15_004 + rng.uniform(0, 1, 300)])
    found = batches_in(made_on(days))
    assert found.height == 2
    assert found["accounts"].list.len().to_list()[0] >= 300
    assert found["accounts"].explode().n_unique() == found["accounts"].list.len().sum()


def test_dates_to_the_month_and_dates_that_stand_for_none_say_nothing() -> None:
    firsts = [(datetime(2012 + n % 6, 1 + n % 12, 1, tzinfo=UTC).timestamp() / 86_400) for n in range(400)]
    assert births_of(made_on(np.array(firsts))) == ()
    assert births_of(made_on(np.zeros(400))) == ()
    assert births_of(made_on(np.zeros(0))) == ()


def test_few_dates_say_nothing_and_platforms_are_looked_at_apart() -> None:
    rng = np.random.default_rng(3)
    many = made_on(organic(rng, 300))
    few = made_on(np.full(19, 15_000.5), platform="mastodon")
    (births,) = births_of(pl.concat([few, many]))
    assert (births.platform, len(births.accounts)) == ("reddit", 300)


def test_the_order_of_profiles_makes_no_difference() -> None:
    rng = np.random.default_rng(4)
    profiles = made_on(np.concatenate([organic(rng, 800), 15_000 + rng.uniform(0, 3, 60)]))
    assert batches_in(profiles).equals(batches_in(profiles.sample(fraction=1.0, shuffle=True, seed=1)))


def test_a_running_median_and_mean_leave_out_what_lies_beyond_the_ends() -> None:
    counts = np.array([1, 9, 2, 4, 7, 3])
    assert running_median(counts, 3).tolist() == [5.0, 2.0, 4.0, 4.0, 4.0, 5.0]
    assert running_mean(counts.astype(np.float64), 3).tolist() == pytest.approx([5, 4, 5, 13 / 3, 14 / 3, 5])
    assert running_median(np.array([4, 6]), 31).tolist() == [5.0, 5.0]


def test_restless_days_widen_what_is_usual() -> None:
    rng = np.random.default_rng(5)
    rates = np.full(1_000, 50.0)
    assert spread_of(rng.poisson(rates), rates) < 1.3
    assert spread_of(rng.poisson(rates * rng.lognormal(0, 0.5, 1_000)), rates) > 5
    assert spread_of(np.array([90, 1, 40]), np.full(3, 50.0)) == 1.0


def network(number: int, members: list[int]) -> pl.DataFrame:
    return pl.DataFrame({"network": [number] * len(members), "account": [f"reddit:a{n}" for n in members]})


def test_a_network_made_within_days_is_told_from_networks_of_any_age() -> None:
    rng = np.random.default_rng(6)
    profiles = made_on(np.concatenate([organic(rng, 1_000), 15_000 + rng.uniform(0, 2, 6)]))
    members = pl.concat([network(1, [1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 7]), network(2, list(range(20, 60)))])
    (row,) = births_of_networks(members, births_of(profiles)).to_dicts()
    assert (row["network"], row["first_at"]) == (1, datetime(2011, 1, 26, tzinfo=UTC))
    assert row["accounts"] == [f"reddit:a{n}" for n in range(1_000, 1_006)]
    assert row["dated"] == 7
    assert row["q"] < 1e-6


def test_networks_drawn_at_random_are_no_batch() -> None:
    rng = np.random.default_rng(7)
    births = births_of(made_on(organic(rng, 5_000)))
    members = pl.concat([network(n, rng.choice(5_000, 12, replace=False).tolist()) for n in range(60)])
    assert births_of_networks(members, births).height == 0


def test_a_network_without_dates_has_no_birth() -> None:
    rng = np.random.default_rng(8)
    births = births_of(made_on(organic(rng, 100)))
    assert births_of_networks(network(1, [900, 901, 902]), births).height == 0
    assert births_of_networks(network(1, [1, 2]), births).height == 0
    assert births_of_networks(network(1, [1, 2]).clear(), births).height == 0


DATA = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data")) / "reddit-ira"


@pytest.mark.skipif(not DATA.exists(), reason="The accounts named in 2018 are not here: set UNISONO_DATA")
def test_the_batch_of_may_2015_is_found_whole_and_alone() -> None:
    named = pl.read_parquet(DATA / "accounts.parquet").select(
        pl.lit("reddit").alias("platform"),
        pl.col("name").alias("account_id"),
        pl.from_epoch(pl.col("created_utc").cast(pl.Float64).cast(pl.Int64)).cast(TIME).alias("created_at"),
    )
    in_may = pl.col("created_at").dt.date().is_between(pl.date(2015, 5, 14), pl.date(2015, 5, 17))
    truth = {f"reddit:{name}" for name in named.filter(in_may)["account_id"]}
    found = batches_in(named)
    first = set(found["accounts"][0])
    precision, recall = len(first & truth) / len(first), len(first & truth) / len(truth)
    assert (precision, recall) == (1.0, 1.0), f"{len(truth)} accounts; batches: {found.height}"
