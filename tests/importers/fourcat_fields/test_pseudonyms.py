"""Accounts whose names the tool has replaced."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.fourcat_fields.pseudonyms import (
    describe_pseudonyms,
    hashes_of_nothing,
    is_hash,
    scope_accounts,
)

ANN, BO, NOTHING = "a1" * 24, "b2" * 24, "00" * 24


def posts(*accounts: str | None, sha256: str = "f" * 64) -> pl.DataFrame:
    ids = pl.Series("account_id", accounts, dtype=pl.String)
    return pl.DataFrame({"account_id": ids, "handle": ids, "ref_handle": ids, "source_sha256": [sha256] * len(ids)})


@given(st.text(alphabet="0123456789abcdefg", min_size=46, max_size=50))
def test_a_hash_has_48_hexadecimal_digits(name: str) -> None:
    assert is_hash(pl.Series([name, "ann", None])).to_list() == [len(name) == 48 and "g" not in name, False, False]


def test_hashed_accounts_carry_the_mark_of_their_file() -> None:
    rows = pl.DataFrame({"author": [ANN, "ann", None, "REDACTED"]})
    scoped = scope_accounts(posts(ANN, "ann", None, "REDACTED"), rows)
    assert scoped["account_id"].to_list() == [f"{'f' * 12}/{ANN}", "ann", None, None]
    assert scoped["handle"].to_list() == [None, "ann", None, None]
    assert scoped["ref_handle"][0] == scoped["account_id"][0]
    other = scope_accounts(posts(ANN, sha256="e" * 64), rows.head(1))
    assert other["account_id"][0] != scoped["account_id"][0]


def test_the_hash_of_nothing_is_nobodys_account() -> None:
    rows = pl.DataFrame({"author": [ANN, NOTHING], "author_avatar_url": [NOTHING, BO]})
    assert hashes_of_nothing(rows) == [NOTHING]
    assert scope_accounts(posts(ANN, NOTHING), rows)["account_id"][1] is None
    assert hashes_of_nothing(rows.drop("author_avatar_url")) == []


def test_replaced_authors_are_described() -> None:
    codes = {found.code: found.rows for found in describe_pseudonyms(pl.Series([ANN, BO, "REDACTED", "ann", None]))}
    assert codes == {"pseudonymised_accounts": 2, "anonymised_accounts": 1}
    assert describe_pseudonyms(pl.Series(["ann"])) == []
