"""A line that the bulk reader cannot take is rewritten and read again, and keeps its row."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.engine.json_lines import Chunk, JsonLines, read_chunks
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.json_files.second_look import dump_object, read_with_second_look
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform


def read_ids(chunk: Chunk) -> tuple[Batch, list[int]]:
    with JsonLines(threads=1) as reader:
        found = reader.select(chunk, {"id": "varchar", "text": "varchar"}, "select id as post_id, text from lines")
    found = found.with_columns(pl.Series("source_row", chunk.rows(found.height)))
    posts = conform(found.filter(pl.col("post_id").is_not_null()), POSTS)
    return Batch(posts=posts, read=posts.height), found.filter(pl.col("post_id").is_null())["source_row"].to_list()


def unwrap(value: dict[str, Any]) -> dict[str, Any] | None:
    return value.get("inner")


def test_rewritten_lines_stand_where_they_stood_and_the_rest_is_rejected(tmp_path: Path) -> None:
    lines = ['{"id": "1"}', '{"inner": {"id": "2"}}', "oops", '{"id": "4"}', '{"inner": {"none": 1}}', '{"id": "6"}']
    source = written_source(tmp_path, "\n".join(lines) + "\n")
    [chunk] = read_chunks(source.path, tmp_path)
    batch = read_with_second_look(chunk, read_ids, read_ids, unwrap)
    assert batch.posts.select("post_id", "source_row").rows() == [("1", 1), ("2", 2), ("4", 4), ("6", 6)]
    assert [(found.row, found.example) for found in batch.rejected] == [(3, "oops"), (5, lines[4])]
    assert batch.read == 6


@pytest.mark.parametrize("line", [b"oops", b"[1]", b"5", b"\xff", b"[" * 100_000, b'{"a":' * 100_000])
def test_what_is_no_object_loads_as_nothing(line: bytes) -> None:
    assert load_object(line) is None


def test_halved_characters_load_and_are_written_as_replaced() -> None:
    loaded = load_object(b'{"text": "a \\ud83d b"}')
    assert loaded is not None
    assert json.loads(dump_object(loaded)) == {"text": "a \ufffd b"}
    assert json.loads(dump_object({"text": "a \ud83d b"})) == {"text": "a \ufffd b"}
    assert json.loads(dump_object({"n": 10**30})) == {"n": 10**30}
