"""Telethon's messages: channels, groups and people, forwards with their originals' names, links inside texts."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.telethon import FIELDS, IMPORTER
from unisono.importers.guessing import rate_importers
from unisono.importers.json_files import declared


def message(number: int, text: str, **fields: Any) -> dict[str, Any]:
    about = {
        "_": "Message", "id": number, "peer_id": {"_": "PeerChannel", "channel_id": 9001}, "message": text,
        "date": "2023-05-01T12:00:00+00:00", "from_id": None, "views": 100, "forwards": 3, "entities": [],
        "_chat": {"id": 9001, "username": "kanal", "title": "Канал"},
    }  # fmt: skip
    return about | fields


LINES = [
    message(1, "Усі сюди #зараз", media={"_": "MessageMediaPhoto", "photo": {"id": 44}}),
    message(2, "далі", fwd_from={"from_id": {"channel_id": 55}, "channel_post": 8, "date": "2023-05-01T11:00:00Z"}),
    message(3, "так", from_id={"user_id": 77}, reply_to={"reply_to_msg_id": 1},
            _sender={"id": 77, "username": "olya", "first_name": "Оля", "last_name": "К.", "bot": True}),
    message(4, "hier", entities=[{"_": "MessageEntityTextUrl", "offset": 0, "length": 4, "url": "https://example.org/a"}]),
    {"_": "MessageService", "id": 5, "peer_id": {"channel_id": 9001}, "date": "2023-05-01T12:00:00+00:00"},
]  # fmt: skip


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_messages_become_posts_of_people_and_channels(
    least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    source = written_source(tmp_path, "".join(orjson.dumps(line).decode() + "\n" for line in LINES))
    assert rate_importers(source)[0][0].name == "telethon"
    (batch,) = IMPORTER.read(source, ReadSettings())
    posts = batch.posts
    assert posts.select("post_id", "account_id", "handle", "kind", "ref_post_id", "ref_account_id").rows() == [
        ("9001/1", "9001", "kanal", "post", None, None),
        ("9001/2", "9001", "kanal", "repost", "55/8", "55"),
        ("9001/3", "77", "olya", "reply", "9001/1", None),
        ("9001/4", "9001", "kanal", "post", None, None),
    ]
    assert posts["ref_created_at"].to_list()[1] == datetime(2023, 5, 1, 11, tzinfo=UTC)
    assert posts["repost_count"].to_list() == [3, None, 3, 3]
    assert posts["urls"].to_list()[3] == ["https://example.org/a"]
    assert posts["media"].to_list()[0] == ["photo44"]
    assert batch.accounts.select("account_id", "display_name", "is_bot_declared").rows() == [
        ("77", "Оля К.", True),
        ("9001", "Канал", None),
    ]
    assert [(item.row, item.rows) for item in batch.rejected] == [(5, 1)]


@TEN_FILES
@given(files_of(FIELDS, {"_": "Message", "id": 7}))
def test_no_line_whatever_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)
