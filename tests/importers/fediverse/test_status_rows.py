"""Statuses become posts; names get their server; deletions need a post that the file holds."""

from typing import Any

import polars as pl

from unisono.engine.json_objects import read_objects
from unisono.importers.fediverse.known_numbers import ACCOUNTS, POSTS, KnownNumbers
from unisono.importers.fediverse.status_fields import FIELDS
from unisono.importers.fediverse.status_rows import (
    accounts_in,
    deletions_in,
    is_account,
    is_status,
    name_status_columns,
)

NOBODY = KnownNumbers(pl.DataFrame(schema=POSTS), pl.DataFrame(schema=ACCOUNTS), None)
ANN = {"id": "1", "acct": "ann", "url": "https://one.example/@ann"}


def rows_of(*found: dict[str, Any]) -> pl.DataFrame:
    return read_objects(found, FIELDS.wanted).with_row_index("source_row", 1)


def status(**more: Any) -> dict[str, Any]:
    return {"id": "5", "uri": "https://one.example/5", "account": ANN, "content": "<p>x</p>", **more}


def named(*found: dict[str, Any], known: KnownNumbers = NOBODY) -> pl.DataFrame:
    return name_status_columns(rows_of(*found), known, is_live=False)


def test_a_number_goes_with_the_server_that_was_asked() -> None:
    away = {**ANN, "acct": "ann@one.example"}
    rows = named(status(in_reply_to_id="7"), status(account=away, in_reply_to_id="7"))
    assert rows["ref_post_id"].to_list() == ["one.example:7", None]
    asked = KnownNumbers(NOBODY.posts, NOBODY.accounts, "three.example")
    assert named(status(account=away, in_reply_to_id="7"), known=asked)["ref_post_id"].to_list() == ["three.example:7"]


def test_names_get_their_server_once() -> None:
    accounts = [ANN, {**ANN, "acct": "ann@one.example"}, {"url": "https://one.example/@ann"}]
    handles = named(*(status(account=account) for account in accounts))["handle"].to_list()
    assert handles == ["ann@one.example", "ann@one.example", None]


def test_an_account_without_a_page_is_named_by_its_own_address() -> None:
    account = {"acct": "ann", "url": None, "uri": "https://one.example/users/ann"}
    assert named(status(account=account))["account_id"].to_list() == ["https://one.example/users/ann"]


def test_a_warning_stands_above_the_words_and_a_repost_has_those_of_the_original() -> None:
    original = status(spoiler_text="Food", uri="https://one.example/4")
    rows = named(original, status(content="", reblog=original), status(spoiler_text="only this", content=""))
    assert rows["text"].to_list() == ["Food\n\nx", "Food\n\nx", "only this"]
    assert rows["kind"].to_list() == ["post", "repost", "post"]


def test_quotes_of_servers_that_quoted_before_mastodon_are_known() -> None:
    other = {"id": "4", "uri": "https://two.example/4", "account": {"url": "https://two.example/@bea"}}
    rows = named(status(quote=other), status(quote={"state": "accepted", "quoted_status": other}), status(quote_id="4"))
    assert rows["kind"].to_list() == ["quote"] * 3
    assert rows["ref_post_id"].to_list() == ["https://two.example/4", "https://two.example/4", "one.example:4"]


def test_statuses_accounts_and_other_lines_are_told_apart() -> None:
    rows = rows_of(status(), {**ANN, "note": "<b>hi</b>", "bot": True}, {"acct": "x"}, {"event": "delete"})
    assert rows.select(is_status()).to_series().to_list() == [True, False, False, False]
    assert rows.select(is_account()).to_series().to_list() == [False, True, False, False]
    (account,) = accounts_in(rows, "0").to_dicts()
    assert (account["handle"], account["bio"], account["is_bot_declared"]) == ("ann@one.example", "hi", True)


def test_a_deletion_names_a_post_that_the_file_holds() -> None:
    posts = pl.DataFrame([("5", "https://one.example/5", "https://one.example/@ann")], schema=POSTS, orient="row")
    rows = rows_of({"event": "delete", "payload": "5"}, {"event": "delete", "payload": "6"}, {"event": "update"})
    (notice,) = deletions_in(rows, KnownNumbers(posts, NOBODY.accounts, None), "0").to_dicts()
    assert {name: value for name, value in notice.items() if value is not None} == {
        "platform": "mastodon", "post_id": "https://one.example/5", "account_id": "https://one.example/@ann",
        "reason": "deleted", "source_sha256": "0", "source_row": 1,
    }  # fmt: skip


def test_a_deletion_of_any_other_post_goes_by_the_server_that_was_asked() -> None:
    rows = rows_of({"event": "delete", "payload": "6"})
    asked = KnownNumbers(NOBODY.posts, NOBODY.accounts, "one.example")
    assert deletions_in(rows, asked, "0").select("platform", "post_id", "account_id", "reason").rows() == [
        ("mastodon", "one.example:6", None, "deleted")
    ]
    of_gab = KnownNumbers(NOBODY.posts, NOBODY.accounts, "gab.com")
    assert deletions_in(rows, of_gab, "0").select("platform", "post_id").rows() == [("gab", "6")]
    assert deletions_in(rows, NOBODY, "0").is_empty()


def test_a_deletion_that_names_its_post_and_its_server_needs_no_file_that_holds_them() -> None:
    known = {"event": "delete", "payload": "5", "server": "one.example", "uri": "https://one.example/users/ann/5"}
    unknown = {"event": "delete", "payload": "6", "server": "one.example"}
    rows = deletions_in(rows_of(known, unknown), NOBODY, "ab")
    assert rows["post_id"].to_list() == ["https://one.example/users/ann/5", "one.example:6"]
