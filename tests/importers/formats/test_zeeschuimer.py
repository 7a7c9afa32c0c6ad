"""Zeeschuimer's files: what they are told by, and what becomes of a file of several platforms."""

import json
from pathlib import Path

import pytest

from tests.importers.table_sources import read_all, sample_source, written_source
from tests.importers.tweet_shapes import as_page_object, small_world
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.zeeschuimer import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.model.errors import DataRejectedError


def test_one_file_holds_posts_of_several_platforms(tmp_path: Path) -> None:
    source = sample_source("zeeschuimer.ndjson", tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    batch = read_all(IMPORTER, source)
    assert batch.posts.select("platform", "kind").rows() == [
        ("twitter", "post"),
        ("twitter", "repost"),
        ("twitter", "quote"),
        ("tiktok", "post"),
        ("tiktok", "quote"),
        ("instagram", "post"),
        ("instagram", "post"),
        ("threads", "post"),
        ("threads", "repost"),
    ]
    assert [item.row for item in batch.rejected] == [10]
    assert batch.read == 10


def test_objects_without_notes_may_be_another_tool_s_and_give_way_to_it(tmp_path: Path) -> None:
    bare = written_source(tmp_path, json.dumps(as_page_object(small_world()[0])) + "\n", "bare.jsonl")
    assert IMPORTER.recognise(bare) == 0.6
    others = [one.name for one in IMPORTERS if one is not IMPORTER and one.recognise(bare) > 0.5]
    assert others == []


@pytest.mark.parametrize("text", ['{"data": [1]}\n', '{"id": "1", "text": "x"}\n', "a,b\n1,2\n", ""])
def test_files_that_hold_no_items_are_not_taken_and_say_so(text: str, tmp_path: Path) -> None:
    source = written_source(tmp_path, text)
    assert IMPORTER.recognise(source) == 0
    with pytest.raises(DataRejectedError, match="holds no items of Zeeschuimer"):
        list(IMPORTER.read(source, ReadSettings()))


def test_columns_are_told_as_they_lie_in_the_file(tmp_path: Path) -> None:
    told = IMPORTER.map_columns(sample_source("zeeschuimer.ndjson", tmp_path), ReadSettings())
    assert told["collected_at"] == "timestamp_collected"
    assert told["post_id"].startswith("data.rest_id")
