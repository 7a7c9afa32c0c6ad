"""Segments come back as they went in, and damage is named before anything is computed."""

from pathlib import Path

import polars as pl
import pytest

from unisono.cases.manifest import ManifestLine, SourceRecord
from unisono.cases.segments import (
    SegmentFile,
    find_changed_bytes,
    find_damage,
    scan_segments,
    segment_files,
    write_segment,
)
from unisono.model.errors import DataRejectedError
from unisono.model.tables import POSTS, conform


def write_posts(folder: Path, name: str, *ids: str) -> SegmentFile:
    return write_segment(folder / name, conform(pl.DataFrame({"post_id": list(ids)}), POSTS))


def test_rows_come_back_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = [write_posts(tmp_path, "2.parquet", "b", "a"), write_posts(tmp_path, "1.parquet", "c")]
    table = scan_segments(files, POSTS).collect()
    assert table["post_id"].to_list() == ["b", "a", "c"]
    assert table.schema == pl.Schema(POSTS)


def test_no_files_are_an_empty_table_with_all_columns(tmp_path: Path) -> None:
    assert scan_segments([], POSTS).collect().schema == pl.Schema(POSTS)


def test_a_name_with_glob_characters_is_taken_literally(tmp_path: Path) -> None:
    folder = tmp_path / "case [1]*?"
    folder.mkdir()
    assert scan_segments([write_posts(folder, "1.parquet", "a")], POSTS).collect().height == 1


def test_files_of_a_table_follow_the_manifest() -> None:
    source = SourceRecord("f", "s")
    lines = [
        ManifestLine(1, 1, "", source, {"posts": "segments/1"}, {"posts": 1}, {"posts": 5}, {"posts": "x"}),
        ManifestLine(2, 1, "", source),
        ManifestLine(3, 1, "", source, {"posts": "segments/3"}, {"posts": 1}, {"posts": 6}, {"posts": "y"}),
    ]
    assert segment_files(Path("case"), lines, "posts") == [
        SegmentFile(Path("case/segments/1"), 5, "x"),
        SegmentFile(Path("case/segments/3"), 6, "y"),
    ]


def test_every_kind_of_damage_is_named(tmp_path: Path) -> None:
    file = write_posts(tmp_path, "1.parquet", "a", "b")
    content = file.path.read_bytes()
    assert find_damage(file) is None
    assert find_changed_bytes(file) is None
    file.path.write_bytes(content[:-10])
    assert "bytes" in str(find_damage(file))
    file.path.write_bytes(content[:-4] + b"XXXX")
    assert "Parquet" in str(find_damage(file))
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    file.path.write_bytes(flipped)
    assert find_damage(file) is None
    assert "SHA-256" in str(find_changed_bytes(file))
    file.path.unlink()
    assert "missing" in str(find_changed_bytes(file))


def test_reading_a_damaged_segment_says_which_and_what_to_type(tmp_path: Path) -> None:
    file = write_posts(tmp_path, "000001-posts.parquet", "a")
    file.path.write_bytes(b"")
    with pytest.raises(DataRejectedError, match=r"000001-posts\.parquet is damaged.*unisono doctor"):
        scan_segments([file], POSTS)
