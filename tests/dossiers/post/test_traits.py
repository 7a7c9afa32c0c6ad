"""Traits of accounts, as far as the case says them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from tests.dossiers.written_case import START, write_case
from unisono.dossiers.post.traits import DISTRIBUTIONS, TRAITS, read_known, read_names, read_traits


def traits_of(tmp_path: Path, posts: list[dict[str, object]], profiles: list[dict[str, object]]) -> pl.DataFrame:
    case = write_case(tmp_path / "case", posts, profiles)
    accounts = pl.Series("account", sorted({f"twitter:{post['account']}" for post in posts}))
    return read_traits(read_names(case), read_known(case, accounts), START + timedelta(days=1))


def profile(account: str, **columns: object) -> dict[str, object]:
    blank = {"display_name": None, "location_text": None, "created_at": None, "observed_at": START}
    return {"account_id": account, **blank, **columns}


def test_names_places_and_ages_are_read(tmp_path: Path) -> None:
    profiles = [
        profile("a", display_name="Аnnа Lee", location_text="Caracas, Venezuela"),
        profile("b", display_name="Мария Иванова", created_at=datetime(2010, 1, 1, tzinfo=UTC)),
        profile("c", display_name="мария иванова", created_at=START - timedelta(days=20)),
        profile("d", display_name="山田太郎", location_text="the moon"),
    ]
    posts = [{"account": account, "text": "hola", "lang": "es"} for account in "abcde"]
    rows = {row["account"]: row for row in traits_of(tmp_path, posts, profiles).to_dicts()}
    assert rows["twitter:a"]["mixed_scripts"] is True
    assert rows["twitter:a"]["place"] == "Venezuela"
    assert rows["twitter:d"]["place"] == "the moon"
    assert [rows[f"twitter:{one}"]["shared_name"] for one in "abcd"] == [False, True, True, None]
    assert [rows[f"twitter:{one}"]["young"] for one in "abc"] == [None, False, True]
    assert [rows[f"twitter:{one}"]["script"] for one in "bd"] == ["Cyrillic", "Han"]
    assert rows["twitter:b"]["foreign_script"] is True
    assert rows["twitter:e"]["shared_name"] is None
    assert rows["twitter:b"]["language"] == "Spanish"


def test_what_nobody_can_say_is_null(tmp_path: Path) -> None:
    (row,) = traits_of(tmp_path, [{"account": "a", "text": "hola"}], []).to_dicts()
    told = {trait.name for trait in TRAITS if row.get(trait.name) is not None}
    assert told <= {"digits_handle", "scrambled_handle"}


def test_accounts_that_only_repost_are_told_from_ten_posts_on(tmp_path: Path) -> None:
    posts = [
        {"account": account, "text": "RT @z: x", "kind": "repost", "ref_post_id": f"o{number}"}
        for account, count in (("a", 12), ("b", 9))
        for number in range(count)
    ]
    rows = {row["account"]: row for row in traits_of(tmp_path, posts, []).to_dicts()}
    assert (rows["twitter:a"]["mostly_reposts"], rows["twitter:b"]["mostly_reposts"]) == (True, None)


def test_every_trait_has_a_column_but_those_of_the_acts(tmp_path: Path) -> None:
    found = traits_of(tmp_path, [{"account": "a", "text": "hola"}], [])
    wanted = {trait.name for trait in TRAITS} - {"alike_timeline", "fast"} | set(DISTRIBUTIONS)
    assert wanted <= set(found.columns)
    assert all(trait.caveat.endswith(".") and len(trait.label) <= 37 for trait in TRAITS)
