"""Numbers of one server become addresses where the file says which, and only there."""

from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.importers.fediverse.known_numbers import KnownNumbers, find_known_numbers
from unisono.importers.json_files import declared


def status(number: str, user: str, acct: str, **more: Any) -> dict[str, Any]:
    account = {"id": f"9{number}", "url": f"https://{user}", "acct": acct}
    return {"id": number, "uri": f"https://{user}/{number}", "account": account, **more}


def known_in(tmp_path: Path, *rows: dict[str, Any]) -> KnownNumbers:
    return find_known_numbers(written_source(tmp_path, "\n".join(orjson.dumps(row).decode() for row in rows)))


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_posts_and_accounts_that_are_asked_for_are_kept(
    least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    first = status("1", "one.example/@ann", "ann")
    reply = status("2", "two.example/@bea", "bea@two.example", in_reply_to_id="1", in_reply_to_account_id="91")
    boost = status("3", "one.example/@ann", "ann", reblog=status("4", "three.example/@cem", "cem@three.example"))
    known = known_in(tmp_path, first, reply, boost, {"event": "delete", "payload": "4"})
    numbers = pl.Series(["1", "2", "4", None])
    assert known.post_addresses(numbers).to_list() == [
        "https://one.example/@ann/1", None, "https://three.example/@cem/4", None,
    ]  # fmt: skip
    assert known.post_authors(numbers).to_list()[2] == "https://three.example/@cem"
    assert known.account_addresses(pl.Series(["91", "92"])).to_list() == ["https://one.example/@ann", None]
    assert known.host == "one.example"


def test_a_number_with_two_meanings_names_nothing(tmp_path: Path) -> None:
    rows = [status("1", "one.example/@ann", "ann"), status("1", "two.example/@bea", "bea")]
    known = known_in(tmp_path, *rows, status("2", "one.example/@ann", "ann", in_reply_to_id="1"))
    assert known.post_addresses(pl.Series(["1"])).to_list() == [None]
    assert known.host is None


def test_the_last_author_of_an_address_counts_each_time(tmp_path: Path) -> None:
    one = status("1", "one.example/@ann", "ann")
    rows = [{**one, "account": {**one["account"], "url": f"https://one.example/@ann{place}"}} for place in range(50)]
    asking = status("2", "one.example/@ann", "ann", in_reply_to_id="1")
    found = {known_in(tmp_path, *rows, asking).post_authors(pl.Series(["1"]))[0] for _ in range(5)}
    assert found == {"https://one.example/@ann49"}


def test_a_file_without_statuses_knows_nothing(tmp_path: Path) -> None:
    known = known_in(tmp_path, {"event": "delete", "payload": "4"})
    assert (known.posts.height, known.accounts.height, known.host) == (0, 0, None)
