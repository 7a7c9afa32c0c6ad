"""Which lines of a manifest count, and how a torn tail is mended."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.cases import manifest
from unisono.cases.manifest import (
    ManifestLine,
    RejectionCount,
    SourceRecord,
    append_line,
    read_last_lines,
    read_manifest,
    read_manifest_from,
    torn_bytes,
)
from unisono.model.errors import DataRejectedError


def a_line(segment: int) -> ManifestLine:
    source = SourceRecord("posts.csv", "ab" * 32, "csv", {"zone": "UTC"})
    return ManifestLine(
        segment=segment,
        append=1,
        at="2026-01-01T00:00:00.000Z",
        source=source,
        tables={"posts": f"segments/{segment:06d}-posts.parquet"},
        rows={"posts": 2},
        bytes={"posts": 99},
        sha256={"posts": "cd" * 32},
        read=3,
        stored=2,
        rejected=(RejectionCount("no time", 1, "a,b"),),
    )


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    lines = [a_line(1), a_line(2)]
    for line in lines:
        append_line(tmp_path / "manifest.jsonl", line)
    assert read_manifest(tmp_path / "manifest.jsonl") == lines


def test_a_manifest_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "manifest.jsonl") == []
    assert torn_bytes(tmp_path / "manifest.jsonl") == 0


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(min_value=0, max_value=2_000))
def test_a_cut_anywhere_loses_only_the_lines_it_reaches(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("case") / "manifest.jsonl"
    for segment in (1, 2, 3):
        append_line(path, a_line(segment))
    content = path.read_bytes()
    kept = content[: max(0, len(content) - cut)]
    path.write_bytes(kept)
    whole = kept.count(b"\n")
    assert [line.segment for line in read_manifest(path)] == list(range(1, whole + 1))
    assert torn_bytes(path) == len(kept) - (kept.rfind(b"\n") + 1)
    append_line(path, a_line(9))
    assert [line.segment for line in read_manifest(path)] == [*range(1, whole + 1), 9]
    assert torn_bytes(path) == 0


def test_a_torn_tail_longer_than_a_block_is_found(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    append_line(path, a_line(1))
    with path.open("ab") as handle:
        handle.write(b"x" * 200_000)
    assert torn_bytes(path) == 200_000
    append_line(path, a_line(2))
    assert [line.segment for line in read_manifest(path)] == [1, 2]


def test_reading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    append_line(path, a_line(1))
    first, offset = read_manifest_from(path, 0)
    append_line(path, a_line(2))
    second, _ = read_manifest_from(path, offset)
    assert [line.segment for line in first] == [1]
    assert [line.segment for line in second] == [2]


@pytest.mark.parametrize("damage", [b"{not json}\n", b"{}\n", b"[1]\n", b'{"segment": 1}\n'])
def test_a_damaged_line_says_which_file_and_what_to_do(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(damage)
    with pytest.raises(DataRejectedError, match=r"manifest\.jsonl has a damaged line.*unisono doctor"):
        read_manifest(path)


def test_the_last_lines_are_those_at_the_end_however_the_manifest_is_cut_into_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "manifest.jsonl"
    assert read_last_lines(path, 3) == []
    for number in range(1, 8):
        append_line(path, a_line(number))
    with path.open("ab") as handle:
        handle.write(b"unfinished")
    for block in (7, 100, 1_000, 65_536):
        monkeypatch.setattr(manifest, "BLOCK", block)
        for most in (1, 3, 7, 20):
            assert read_last_lines(path, most) == read_manifest(path)[-most:]
