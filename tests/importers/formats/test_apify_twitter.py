"""Apify's objects: an array or lines, the scraper's own notes, posts inside posts."""

import json
from pathlib import Path

from hypothesis import given

from tests.importers.json_fuzz import EIGHT_FILES, check_holds_up, files
from tests.importers.table_sources import SAMPLES, read_all, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.apify_twitter import IMPORTER
from unisono.importers.guessing import choose_importer

OBJECTS = json.loads((SAMPLES / "apify_twitter.json").read_text(encoding="utf-8"))


def test_an_array_is_read_and_the_scraper_s_notes_are_rejected_by_name(tmp_path: Path) -> None:
    source = sample_source("apify_twitter.json", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    batch = read_all(IMPORTER, source)
    assert batch.posts["kind"].to_list() == ["post", "reply", "repost", "quote", "repost", "repost", "quote"]
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("the scraper's mark for a search without results", 8),
        ("a note of the scraper, not a post", 9),
    ]
    assert batch.read == 9


def test_the_whole_text_is_taken_and_a_quoted_post_that_is_gone_keeps_its_id(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("apify_twitter.json", tmp_path)).posts
    assert posts["text"].to_list()[0] == "صباح الخير #ورد and <b> & more @person_2 https://t.co/a"
    assert posts["ref_post_id"].to_list()[-1] == "999"


def test_a_file_of_nothing_but_notes_gives_no_post(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"noResults": true}\n' * 3, "none.jsonl")
    assert IMPORTER.recognise(source) > 0.9
    batch = read_all(IMPORTER, source)
    assert batch.posts.is_empty()
    assert [(item.reason, item.rows) for item in batch.rejected] == [
        ("the scraper's mark for a search without results", 3)
    ]


def test_objects_of_other_tools_are_not_taken(tmp_path: Path) -> None:
    other = json.dumps({"id": "1", "author": {"username": "a"}, "text": "b", "created_at": "2020-01-01"})
    assert IMPORTER.recognise(written_source(tmp_path, other + "\n")) == 0


@EIGHT_FILES
@given(files(OBJECTS))
def test_any_values_in_objects_of_apify_are_told_of(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
