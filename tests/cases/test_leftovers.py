"""What interrupted writes left is found and removed, and nothing that counts."""

from pathlib import Path

import polars as pl

from unisono.cases import Case, SourceRecord, create_case, find_problems
from unisono.cases.leftovers import remove_leftovers
from unisono.model.batches import Batch


def a_case(folder: Path) -> Case:
    case = create_case(folder)
    case.append([Batch(posts=pl.DataFrame({"platform": ["x"], "post_id": ["1"]}))], SourceRecord("posts.csv", "aa"))
    case.write_run({}, {"pairs": pl.DataFrame({"a": ["x"]})})
    return case


def test_what_no_line_lists_is_removed_and_the_posts_stay(tmp_path: Path) -> None:
    case = a_case(tmp_path / "case")
    (case.path / "segments" / "000002-posts.parquet").write_bytes(b"half")
    (case.path / "segments" / ".writing-000003-posts.parquet").write_bytes(b"ha")
    (case.path / "runs" / ".writing-20260101T000000Z-0001").mkdir()
    with (case.path / "manifest.jsonl").open("ab") as manifest:
        manifest.write(b'{"segment": 2, "app')
    assert len(find_problems(case.path)) == 4
    assert len(remove_leftovers(case.path)) == 3
    assert find_problems(case.path) == []
    assert case.counts()[0] == 1 and len(case.runs()) == 1


def test_a_sound_or_new_case_loses_nothing(tmp_path: Path) -> None:
    assert remove_leftovers(a_case(tmp_path / "case").path) == []
    assert remove_leftovers(create_case(tmp_path / "new").path) == []
