"""Messages of Telegram in 4CAT's tables."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.fourcat import IMPORTER
from unisono.importers.fourcat_fields.telegram_messages import bare

CHANNEL = "1234567890"


def message(number: int, chat: str = "Lamp_News", **cells: Any) -> dict[str, Any]:
    known = {"id": f"{chat}-{number}", "chat": chat, "thread_id": chat, "author": f"-100{CHANNEL}"}
    return row(
        "telegram", **{**known, "author_username": "lamp_news", "is_reply": "False", "author_is_bot": "no", **cells}
    )


@pytest.mark.parametrize("size", [1, 100])
def test_messages_are_named_by_the_id_of_their_chat_and_their_number(size: int, tmp_path: Path) -> None:
    person = {"author": "55555", "author_username": "ann"}
    rows = [
        message(1, **person, is_reply="True", reply_to="7"),
        message(2, id="2"),
        message(3, author=""),
        message(4, chat="Small Group", **person),
        message(5, chat="-1009876543210", **person),
        message(6, author_forwarded_from_id="channel4444444444", author_forwarded_from_username="street",
                timestamp_forwarded_from="2024-05-01 10:00:00", is_reply="True", reply_to="1"),
    ]  # fmt: skip
    source = written_source(tmp_path, table("telegram", *rows))
    posts = read_whole(IMPORTER, source, ReadSettings(rows_per_batch=size)).posts
    assert posts.select("post_id", "account_id", "kind", "ref_post_id").rows() == [
        (f"{CHANNEL}/1", "55555", "reply", f"{CHANNEL}/7"),
        (f"{CHANNEL}/2", CHANNEL, "post", None),
        (f"{CHANNEL}/3", CHANNEL, "post", None),
        ("small group/4", "55555", "post", None),
        ("9876543210/5", "55555", "post", None),
        (f"{CHANNEL}/6", CHANNEL, "repost", None),
    ]
    forward = posts.row(5, named=True)
    assert (forward["ref_account_id"], forward["ref_handle"], forward["ref_created_at"].hour) == (
        "4444444444",
        "street",
        10,
    )
    assert set(posts["community_id"]) == {CHANNEL, "small group", "9876543210"}
    (found,) = IMPORTER.find_problems(source, ReadSettings())
    assert (found.code, found.rows) == ("chats_without_id", 1)


def test_links_views_and_what_an_account_says_of_itself(tmp_path: Path) -> None:
    rows = [
        message(
            1, body="see https://a.example #tag", link_attached="https://b.example/x", views="12", author_is_bot="yes"
        )
    ]
    batch = read_whole(IMPORTER, written_source(tmp_path, table("telegram", *rows)))
    post = batch.posts.row(0, named=True)
    assert (post["urls"], post["hashtags"], post["view_count"]) == (
        ["https://a.example", "https://b.example/x"],
        ["tag"],
        12,
    )
    assert batch.accounts["is_bot_declared"].to_list() == [True]


def test_ids_lose_the_mark_of_their_kind() -> None:
    marked = pl.Series(
        ["-1001234567890", "channel1234567890", "user1234567890", "1234567890", "1234567890.0", "ann", None]
    )
    assert bare(marked).to_list() == ["1234567890"] * 5 + ["ann", None]
