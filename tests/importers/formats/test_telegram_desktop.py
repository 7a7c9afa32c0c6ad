"""Telegram Desktop's export: names of messages and accounts, forwards, pieces of text, times of both kinds."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.formats.telegram_desktop import EARLIER_FIELDS, FIELDS, IMPORTER, find_problems, lacks_pieces
from unisono.importers.guessing import rate_importers
from unisono.importers.json_files import declared
from unisono.importers.opening import open_source
from unisono.model.batches import Batch


def message(number: int, text: Any, **fields: Any) -> dict[str, Any]:
    pieces = text if isinstance(text, list) else [text]
    entities = [piece if isinstance(piece, dict) else {"type": "plain", "text": piece} for piece in pieces]
    about = {
        "id": number, "type": "message", "date": "2023-05-01T14:00:00", "date_unixtime": "1682942400", "from": "Оля",
        "from_id": "user77", "text": text, "text_entities": entities,
    }  # fmt: skip
    return about | fields


LINK = {"type": "text_link", "text": "here", "href": "https://example.org/a"}
MESSAGES = [
    {"id": 1, "type": "service", "date": "2023-05-01T13:00:00", "actor": "Оля", "action": "create_channel"},
    message(2, "Привіт #Київ @oleh"),
    message(3, "далі", forwarded_from="News", forwarded_from_id="channel55"),
    message(4, "так", reply_to_message_id=2, photo="photos/photo_1.jpg"),
    message(5, ["see ", LINK], file="(File not included. Change data exporting settings to download.)", from_id=None),
]  # fmt: skip
CHAT = {"name": "Канал", "type": "public_channel", "id": 9001}


def opened(folder: Path, document: object) -> Source:
    path = folder / "result.json"
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
    return open_source(str(path), folder / "scratch")


def read_one(source: Source, zone: str | None = None) -> Batch:
    (batch,) = IMPORTER.read(source, ReadSettings(zone=zone))
    return batch


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["kernels", "objects"])
def test_messages_of_a_chat_become_posts(least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
    source = opened(tmp_path, {**CHAT, "messages": MESSAGES})
    assert rate_importers(source)[0][0].name == "telegram_desktop"
    batch = read_one(source)
    assert batch.posts.select("post_id", "account_id", "kind", "ref_post_id", "ref_account_id").rows() == [
        ("9001/2", "77", "post", None, None),
        ("9001/3", "77", "repost", None, "55"),
        ("9001/4", "77", "reply", "9001/2", None),
        ("9001/5", "9001", "post", None, None),
    ]
    assert batch.posts.select("text", "urls", "media").row(3) == ("see here", ["https://example.org/a"], [])
    assert batch.posts.select("hashtags", "mentions", "community_id").row(0) == (["Київ"], ["oleh"], "9001")
    assert batch.posts["created_at"].unique().to_list() == [datetime(2023, 5, 1, 12, tzinfo=UTC)]
    assert batch.accounts["display_name"].to_list()[0] == "Оля"
    assert [(item.row, item.rows) for item in batch.rejected] == [(1, 1)]
    assert batch.read == 5


def test_a_whole_account_s_chats_are_told_apart(tmp_path: Path) -> None:
    chats = [{**CHAT, "messages": [message(2, "a")]}, {**CHAT, "id": 9002, "messages": [message(2, "b")]}]
    source = opened(tmp_path, {"about": "x", "chats": {"about": "y", "list": chats}})
    assert read_one(source).posts.select("post_id", "text").rows() == [("9001/2", "a"), ("9002/2", "b")]


def test_exports_before_2022_have_other_texts_and_the_exporter_s_times(tmp_path: Path) -> None:
    early = [
        {name: value for name, value in one.items() if name not in ("text_entities", "date_unixtime")}
        for one in MESSAGES
    ]
    source = opened(tmp_path, {**CHAT, "messages": early})
    posts = read_one(source, zone="Europe/Kyiv").posts
    assert posts["text"].to_list()[-1] == "see here"
    assert posts["created_at"].unique().to_list() == [datetime(2023, 5, 1, 11, tzinfo=UTC)]
    (problem,) = find_problems(source, ReadSettings())
    assert problem.code == "no_time_zone"
    assert "--tz" in problem.advice
    assert find_problems(source, ReadSettings(zone="Europe/Kyiv")) == ()


USUAL = {"type": "message", "id": 7, "date": "2023-05-01T14:00:00", "from_id": "user7", "_chat": {"id": 3}}


@TEN_FILES
@given(files_of(FIELDS, USUAL))
def test_no_line_whatever_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)


@TEN_FILES
@given(files_of(EARLIER_FIELDS, USUAL))
def test_no_line_of_an_earlier_export_is_lost_or_breaks_the_reader(raw: bytes) -> None:
    check_lines_hold_up(IMPORTER, raw)


def test_a_text_that_no_pieces_tell_is_read_from_the_message_itself(tmp_path: Path) -> None:
    told = [("плоский", []), (["see ", LINK], []), ("", []), ("both", [{"type": "plain", "text": "both"}]), ("n", None)]
    messages = [message(number, text, text_entities=pieces) for number, (text, pieces) in enumerate(told, start=1)]
    source = opened(tmp_path, {**CHAT, "messages": messages})
    assert read_one(source).posts["text"].to_list() == ["плоский", "see here", None, "both", "n"]


def test_a_large_file_is_read_by_its_pieces_alone_where_no_message_lacks_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unisono.importers.formats.telegram_desktop.LEAST_IN_PLACE", 0)
    whole = opened(tmp_path, {**CHAT, "messages": [message(1, "a"), message(2, "", text_entities=[], photo="p.jpg")]})
    assert not lacks_pieces(whole)
    assert read_one(whole).posts["text"].to_list() == ["a", None]
    lacking = opened(tmp_path, {**CHAT, "messages": [message(1, "a"), message(2, "b", text_entities=[])]})
    assert lacks_pieces(lacking)
    assert read_one(lacking).posts["text"].to_list() == ["a", "b"]
