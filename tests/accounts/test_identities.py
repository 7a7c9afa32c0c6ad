"""Changes of identity are read from dated profiles; what only looks changed is none."""

from datetime import UTC, datetime, timedelta

import polars as pl

from unisono.accounts.identities import CHANGES, IDENTITIES, identities_of, identity_changes
from unisono.model.tables import ACCOUNTS, conform

START = datetime(2017, 1, 1, tzinfo=UTC)


def seen(account: str, day: int | None, **said: str | None) -> dict[str, object]:
    """Return one profile of an account, seen on that day."""
    observed = None if day is None else START + timedelta(days=day)
    return {"platform": "twitter", "account_id": account, "observed_at": observed, **said}


def snapshots(*rows: dict[str, object]) -> pl.DataFrame:
    numbered = [{**row, "source_row": number} for number, row in enumerate(rows)]
    names = ("handle", "display_name", "bio", "avatar_url")
    schema = {name: ACCOUNTS[name] for name in ("platform", "account_id", "observed_at", "source_row", *names)}
    return conform(
        pl.DataFrame([{name: row.get(name) for name in schema} for row in numbered], schema=schema), ACCOUNTS
    )


def test_every_change_says_what_was_before_and_when_it_was_seen() -> None:
    table = snapshots(
        seen("1", 40, handle="Patriot_Jane", display_name="Jane", bio="free"),
        seen("1", 0, handle="lamp_shop", display_name="Lamps", bio="lamps, cheap"),
        seen("1", 30, handle="lamp_shop", display_name="Lamps", bio="lamps, cheap"),
        seen("2", 0, handle="calm"),
        seen("2", 30, handle="calm"),
    )
    changes = identity_changes(table)
    assert dict(changes.schema) == CHANGES
    assert set(changes["field"]) == {"handle", "display_name", "bio"}
    rename = changes.filter(pl.col("field") == "handle").row(0, named=True)
    assert (rename["account"], rename["before"], rename["after"]) == ("twitter:1", "lamp_shop", "Patriot_Jane")
    assert (rename["seen_at"], rename["at"]) == (START + timedelta(days=30), START + timedelta(days=40))
    identities = identities_of(table, changes)
    assert dict(identities.schema) == IDENTITIES
    assert identities.rows() == [("twitter:1", 3, 1, 3), ("twitter:2", 2, 0, 0)]


def test_what_is_not_stated_written_otherwise_or_undated_is_no_change() -> None:
    table = snapshots(
        seen(
            "1",
            0,
            handle="Jane",
            display_name="Jane  Doe",
            bio="my blog https://t.co/abc",
            avatar_url="http://p/a_normal.jpg",
        ),
        seen(
            "1",
            5,
            handle="jane",
            display_name="Jane Doe ",
            bio="my blog https://t.co/xyz",
            avatar_url="https://p/a_400x400.jpg",
        ),
        seen("1", 9, handle=None, display_name=None, bio="", avatar_url=None),
        seen("1", None, handle="other"),
    )
    changes = identity_changes(table)
    assert changes.height == 0
    assert identities_of(table, changes).rows() == [("twitter:1", 3, 0, 0)]


def test_a_silence_about_a_name_does_not_hide_its_change() -> None:
    table = snapshots(seen("1", 0, handle="a_one"), seen("1", 3, display_name="A"), seen("1", 6, handle="b_two"))
    (change,) = identity_changes(table).to_dicts()
    assert (change["before"], change["after"]) == ("a_one", "b_two")
    assert change["seen_at"] == START


def test_going_back_and_forth_counts_each_time() -> None:
    table = snapshots(*(seen("1", day, handle=f"name{day % 2}") for day in range(5)))
    changes = identity_changes(table)
    assert identities_of(table, changes)["renames"].to_list() == [4]


def test_no_profiles_have_no_changes() -> None:
    assert identity_changes(snapshots()).height == 0
    assert identities_of(snapshots(), identity_changes(snapshots())).height == 0
