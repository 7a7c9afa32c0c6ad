"""Files of items: several platforms in one, items that nobody can read, and what is never kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.json_fuzz import assert_same, check_batch, check_holds_up, files
from tests.importers.table_sources import written_source
from tests.importers.tweet_shapes import as_page_object, collected, kept_by_4cat, small_world
from tests.importers.zeeschuimer.site_samples import ITEMS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.zeeschuimer import IMPORTER
from unisono.importers.json_files import declared
from unisono.importers.zeeschuimer.items import ENVELOPE, platform_by_signs, wrapping_of
from unisono.model.batches import Batch

EVERY = [collected(item, name) for name, items in ITEMS.items() for item in items]
MIXED = [collected(as_page_object(post)) for post in small_world()] + EVERY
KEPT = [kept_by_4cat(line) for line in MIXED]
BY_PLATFORM: dict[str, list[Any]] = {}
for line in MIXED:
    BY_PLATFORM.setdefault(line["source_platform"], []).append(line)


def read(lines: list[Any], folder: Path) -> Batch:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    (batch,) = IMPORTER.read(written_source(folder, text, "items.ndjson"), ReadSettings())
    check_batch(batch)
    return batch


@pytest.mark.parametrize("lines", [MIXED[::-1], KEPT], ids=["backwards", "kept by 4CAT"])
def test_a_file_of_all_platforms_gives_what_files_of_each_give(
    lines: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_platform: dict[str, list[Any]] = {}
    for line in lines:
        by_platform.setdefault(line.get("__import_meta", line)["source_platform"], []).append(line)
    alone = [read(part, tmp_path) for part in by_platform.values()]
    readings = []
    for least in (0, 1 << 40):
        monkeypatch.setattr(declared, "LEAST_IN_PLACE", least)
        readings.append(read(lines, tmp_path))
    assert_same(*readings)
    together = readings[0]
    key = ["platform", "post_id", "account_id", "created_at", "text", "kind", "ref_post_id", "hashtags", "urls"]
    assert sorted(map(str, together.posts.select(key).rows())) == sorted(
        str(row) for batch in alone for row in batch.posts.select(key).rows()
    )
    assert sum(item.rows for item in together.rejected) == sum(item.rows for batch in alone for item in batch.rejected)


def test_what_cannot_be_read_is_rejected_by_name(tmp_path: Path) -> None:
    lines = [
        collected({"id": "1"}, "bilibili.com"),
        collected({"id": "2"}, "bilibili.com"),
        {"source_platform": "twitter.com", "data": None},
        {"data": {"id": 3}},
        "[1]",
        collected(ITEMS["gab.com"][0], "gab.com"),
    ]
    batch = read(lines, tmp_path)
    assert [(item.reason, item.row, item.rows) for item in batch.rejected] == [
        ("items of bilibili.com are not read: nobody has told how its posts are built", 1, 2),
        ("no item: it holds no data of a platform", 3, 1),
        ("no item: nothing says which platform it is from", 4, 1),
        ("no JSON object", 5, 1),
    ]
    assert batch.posts["source_row"].to_list() == [6]


def test_the_investigator_s_browser_is_never_kept(tmp_path: Path) -> None:
    broken = json.dumps(collected({"id": "1"}, "gab.com"))
    lines = [*MIXED, collected({"x": 1}, "odd.example"), broken[: broken.index("Secret") + 3], "{"]
    batch = read(lines, tmp_path)
    said = [table.write_json() for table in (batch.posts, batch.accounts, batch.references)]
    said += [item.example for item in batch.rejected]
    assert any("pages.example" in text for text in said)
    assert not [text for text in said if "Investigator" in text or "Secret" in text or "user_agent" in text]


def test_items_without_any_notes_are_told_by_their_keys(tmp_path: Path) -> None:
    told = {name: {platform_by_signs(item) for item in items} for name, items in ITEMS.items()}
    for name in ("tiktok.com", "tiktok-comments", "facebook.com", "gab.com", "douyin.com", "linkedin.com"):
        assert name in told[name]
        assert told[name] <= {name, None}
    bare = written_source(tmp_path, json.dumps(ITEMS["tiktok.com"][0]) + "\n", "bare.ndjson")
    assert IMPORTER.recognise(bare) == 0.6
    (batch,) = IMPORTER.read(bare, ReadSettings())
    assert batch.posts["post_id"].to_list() == ["7086000000000000001"]
    assert batch.posts["collected_at"].to_list() == [None]


def test_how_items_are_wrapped_is_told_by_the_first_lines(tmp_path: Path) -> None:
    assert wrapping_of(written_source(tmp_path, json.dumps(MIXED[0]) + "\n")) == ENVELOPE
    kept = wrapping_of(written_source(tmp_path, json.dumps(KEPT[0]) + "\n"))
    assert kept is not None
    assert (kept.item, kept.notes) == ("", "__import_meta.")
    assert wrapping_of(written_source(tmp_path, '{"data": {"id": "1"}}\n')) is None


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(BY_PLATFORM)).flatmap(lambda name: files(BY_PLATFORM[name])))
def test_any_values_in_items_of_any_platform_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)


@settings(max_examples=1, deadline=None)
@given(files(KEPT))
def test_any_values_in_items_of_all_platforms_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, b"\n".join([json.dumps(KEPT[0]).encode(), raw]))
