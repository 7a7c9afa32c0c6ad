"""Pieces of a file become batches in file order, whatever a piece does."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.importers.table_sources import written_source
from unisono.engine.json_lines import Chunk, JsonLines, Span
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.json_files.batches import join_batches, read_json_batches
from unisono.importers.seen_bytes import SPANS
from unisono.model.batches import Batch, Rejection
from unisono.model.tables import POSTS, conform


def read_ids(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
    ids = reader.select(chunk, {"id": "varchar", "other": "varchar"}, "select id as post_id from lines")
    posts = conform(ids.with_columns(pl.Series("source_row", chunk.rows(ids.height))), POSTS)
    return Batch(posts=posts, read=posts.height)


def test_batches_are_filled_from_pieces_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unisono.engine.json_lines.read_chunks.__defaults__", (100,))
    source = written_source(tmp_path, "".join(f'{{"id": "{n}"}}\n' for n in range(1, 301)))
    batches = list(read_json_batches(source, ReadSettings(rows_per_batch=40), read_ids))
    assert len(batches) > 3
    assert all(batch.read >= 40 for batch in batches[:-1])
    posts = pl.concat([batch.posts for batch in batches])
    assert posts["post_id"].to_list() == [str(n) for n in range(1, 301)]
    assert posts["source_row"].to_list() == list(range(1, 301))


def test_a_file_is_cut_where_its_opening_saw_lines_end(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"id": "1"}\n{"id": "2"}\n{"id": "3"}\n')
    source.noticed[SPANS] = (source.path, (Span(1, 1, 0, 12), Span(2, 2, 12, 36)))
    seen: list[tuple[int, int, list[bytes]]] = []

    def note(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
        seen.append((chunk.first_line, chunk.lines, chunk.raw_lines()[: chunk.lines]))
        return Batch()

    list(read_json_batches(source, ReadSettings(), note, in_place=True))
    assert sorted(seen) == [(1, 1, [b'{"id": "1"}']), (2, 2, [b'{"id": "2"}', b'{"id": "3"}'])]
    (tmp_path / "other").write_bytes(b'{"id": "4"}\n')
    list(read_json_batches(replace(source, path=tmp_path / "other"), ReadSettings(), note, in_place=True))
    assert seen[-1] == (1, 1, [b'{"id": "4"}'])


def test_an_error_in_a_piece_comes_out_and_leaves_nothing_behind(tmp_path: Path) -> None:
    seen: list[Path] = []

    def fail(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
        seen.append(chunk.path)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(read_json_batches(written_source(tmp_path, '{"id": "1"}\n'), ReadSettings(), fail))
    assert [path.parent.exists() for path in seen] == [False]


def test_joined_batches_add_up() -> None:
    one = Batch(rejected=(Rejection("a", 1, ""),), read=3)
    two = Batch(rejected=(Rejection("b", 9, ""),), read=4)
    joined = join_batches([one, two])
    assert (joined.read, [found.row for found in joined.rejected]) == (7, [1, 9])
