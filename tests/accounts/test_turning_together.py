"""Networks and spells in which accounts change their subject together."""

import polars as pl
import pytest

from tests.accounts.turning_town import crowd
from unisono.accounts.known import KnownAccounts
from unisono.accounts.turning_together import TOGETHER, find_turned_cohorts, find_turned_networks


@pytest.fixture(scope="module")
def turned() -> KnownAccounts:
    town = crowd(people=90)
    for number in range(8):
        town.live(f"t{number}", "football", then="vote", since=34.0 + number / 4)
    for number in range(4):
        town.live(f"lone{number}", "football", then="baking", since=12.0 + 9 * number)
    return town.known()


def members_of(*networks: list[str]) -> pl.DataFrame:
    rows = [(number, f"here:{name}") for number, names in enumerate(networks, 1) for name in names]
    return pl.DataFrame(rows, schema={"network": pl.Int64, "account": pl.String}, orient="row")


def test_a_network_that_turned_is_found_and_one_that_did_not_is_not(turned: KnownAccounts) -> None:
    members = members_of([f"t{number}" for number in range(8)], [f"p{number}" for number in range(8)])
    found = find_turned_networks(members, turned.turns)
    assert dict(found.schema) == TOGETHER
    (row,) = found.to_dicts()
    assert row["network"] == 1
    assert len(row["accounts"]) >= 6
    assert row["tested"] == 8
    assert row["q"] < 1e-6
    assert (row["last_at"] - row["first_at"]).days <= 7


def test_members_who_turn_weeks_apart_did_not_turn_together(turned: KnownAccounts) -> None:
    members = members_of([f"lone{number}" for number in range(4)])
    assert find_turned_networks(members, turned.turns).height == 0


def test_a_spell_in_which_many_turned_is_found(turned: KnownAccounts) -> None:
    first = find_turned_cohorts(turned.turns).row(0, named=True)
    assert first["network"] is None
    assert {"here:t0", "here:t7"} <= set(first["accounts"])
    assert first["q"] < 1e-4


def test_steady_accounts_give_nothing() -> None:
    turns = crowd(3).known().turns
    assert find_turned_cohorts(turns).filter(pl.col("q") < 0.01).height == 0
    assert find_turned_networks(members_of([f"p{number}" for number in range(30)]), turns).height == 0
