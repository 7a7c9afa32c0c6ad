"""Few snapshots say of changes of identity what all of them say."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.changing_profiles import READ, changing_profiles
from unisono.accounts.identities import identities_of, identity_changes
from unisono.model.tables import ACCOUNTS, conform, empty

START = datetime(2018, 6, 1, tzinfo=UTC)
NAMES = st.sampled_from(["ann", "Ann", "bob", None])
ROWS = st.tuples(
    st.sampled_from(["1", "2", "3", None]), st.one_of(st.none(), st.integers(0, 4)), NAMES, NAMES, NAMES, NAMES
)


def snapshots_of(
    rows: list[tuple[str | None, int | None, str | None, str | None, str | None, str | None]],
) -> pl.DataFrame:
    told = [
        {
            "platform": "x",
            "account_id": account,
            "observed_at": None if day is None else START + timedelta(days=day),
            "handle": handle,
            "display_name": name,
            "bio": bio,
            "avatar_url": picture,
            "source_row": number,
        }
        for number, (account, day, handle, name, bio, picture) in enumerate(rows)
    ]
    return conform(pl.DataFrame(told, schema={name: ACCOUNTS[name] for name in told[0]}), ACCOUNTS)


@given(st.lists(ROWS, min_size=1, max_size=30), st.integers(1, 11))
def test_changes_and_identities_are_those_of_all_snapshots(rows, size) -> None:  # type: ignore[no-untyped-def]  # drawn
    every = snapshots_of(rows)
    few = changing_profiles(lambda: every.select(READ).iter_slices(size))
    assert few.schema == every.schema
    changes = identity_changes(every)
    assert identity_changes(few).equals(changes)
    counted, told = (identities_of(one, changes) for one in (every, few))
    assert told.drop("profiles").equals(counted.drop("profiles"))
    changed = pl.col("account").is_in(changes["account"].unique().implode())
    assert told.filter(changed).equals(counted.filter(changed))


def test_accounts_that_never_change_leave_two_rows() -> None:
    same = snapshots_of([("1", day, "ann", None, None, None) for day in range(9)])
    assert changing_profiles(lambda: same.select(READ).iter_slices(2)).height == 2
    assert changing_profiles(lambda: iter(())).equals(empty(ACCOUNTS))
