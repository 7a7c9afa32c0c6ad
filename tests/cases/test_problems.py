"""Every kind of problem of a case folder is found and named, and a sound case has none."""

from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, SourceRecord, create_case, find_problems
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError


def a_case(folder: Path) -> Case:
    case = create_case(folder)
    posts = pl.DataFrame({"platform": ["twitter"] * 2, "post_id": ["1", "2"]})
    case.append([Batch(posts=posts)], SourceRecord("posts.csv", "aa"))
    case.write_run({}, {"pairs": pl.DataFrame({"a": ["x"]})})
    return case


def codes(case: Case) -> list[str]:
    return [problem["code"] for problem in find_problems(case.path)]


def test_a_sound_case_has_no_problems(tmp_path: Path) -> None:
    assert codes(a_case(tmp_path / "case")) == []


def test_a_changed_byte_is_reported(tmp_path: Path) -> None:
    case = a_case(tmp_path / "case")
    segment = case.path / "segments" / "000001-posts.parquet"
    content = bytearray(segment.read_bytes())
    content[20] ^= 255
    segment.write_bytes(content)
    (problem,) = find_problems(case.path)
    assert problem["code"] == "damaged_segment"
    assert problem["file"] == str(segment)
    assert "SHA-256" in problem["problem"]
    assert "copy of the case" in problem["advice"]


def test_a_missing_segment_is_reported_and_reading_is_a_clear_error(tmp_path: Path) -> None:
    case = a_case(tmp_path / "case")
    (case.path / "segments" / "000001-posts.parquet").unlink()
    assert codes(case) == ["damaged_segment"]
    with pytest.raises(DataRejectedError, match="is damaged: it is missing"):
        case.posts()


def test_leftovers_and_torn_lines_are_reported_but_not_read(tmp_path: Path) -> None:
    case = a_case(tmp_path / "case")
    (case.path / "segments" / ".writing-000002-posts.parquet").write_bytes(b"half")
    (case.path / "segments" / "000003-posts.parquet").write_bytes(b"never acknowledged")
    (case.path / "runs" / ".writing-20260101T000000Z-0001").mkdir()
    with (case.path / "manifest.jsonl").open("ab") as handle:
        handle.write(b'{"segment": 2')
    assert codes(case) == ["leftover", "leftover", "leftover", "torn_line"]
    assert case.posts().collect().height == 2
    assert len(case.runs()) == 1


def test_a_damaged_run_and_a_damaged_manifest_are_reported(tmp_path: Path) -> None:
    case = a_case(tmp_path / "case")
    (case.runs()[0].path / "pairs.parquet").write_bytes(b"")
    assert codes(case) == ["damaged_run"]
    (case.path / "manifest.jsonl").write_bytes(b"nonsense\n")
    assert codes(case) == ["damaged_manifest"]
