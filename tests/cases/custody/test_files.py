"""Files are named with their hash; very many segments of one import are one listing."""

import hashlib
from pathlib import Path

from unisono.cases.custody.entry import FileRecord
from unisono.cases.custody.files import MOST_LISTED, file_record, listing_record, record_of_bytes, segment_records
from unisono.cases.manifest import ManifestLine, SourceRecord


def a_line(number: int) -> ManifestLine:
    tables = {"posts": f"segments/{number}-posts.parquet"}
    return ManifestLine(
        number, 1, "", SourceRecord("a", "b"), tables=tables, bytes={"posts": 7}, sha256={"posts": f"{number:064}"}
    )


def test_a_file_and_its_bytes_have_the_same_record(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert file_record(tmp_path / "a", "x") == record_of_bytes(b"abc", "x")
    assert record_of_bytes(b"abc", "x") == FileRecord("x", 3, hashlib.sha256(b"abc").hexdigest())


def test_segments_are_listed_one_by_one() -> None:
    assert segment_records([a_line(1), a_line(2)]) == [
        FileRecord(f"segments/{number}-posts.parquet", 7, f"{number:064}") for number in (1, 2)
    ]


def test_very_many_segments_are_one_listing_that_the_manifest_gives_again() -> None:
    lines = [a_line(number) for number in range(MOST_LISTED + 1)]
    (one,) = segment_records(lines)
    listing = "".join(f"{line.sha256['posts']}  {line.tables['posts']}\n" for line in lines)
    assert one.sha256 == hashlib.sha256(listing.encode()).hexdigest()
    assert one.name.startswith(f"listing of {MOST_LISTED + 1} files, segments/0-posts")
    assert listing_record(segment_records(lines[:2])).sha256 != one.sha256
