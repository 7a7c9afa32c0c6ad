"""Sources keep what became of each file."""

from pathlib import Path

import polars as pl

from unisono.cases import SourceRecord, create_case
from unisono.cases.sources import SOURCES, summarise_sources
from unisono.model.batches import Batch, Rejection


def a_batch(*ids: str, rejected: int = 0) -> Batch:
    posts = pl.DataFrame({"platform": ["twitter"] * len(ids), "post_id": list(ids)})
    return Batch(posts=posts, rejected=tuple(Rejection("no time", row, "a,b") for row in range(rejected)))


def test_no_lines_are_an_empty_table() -> None:
    assert summarise_sources([]).schema == pl.Schema(SOURCES)


def test_each_append_is_one_row_whatever_the_number_of_batches(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.append([a_batch("1", "2"), a_batch("3", rejected=2)], SourceRecord("one.csv", "aa", "csv"))
    case.append([a_batch("3", "4")], SourceRecord("two.csv", "bb", "csv"))
    columns = ("file", "sha256", "format", "rows", "stored", "duplicates", "rejected")
    assert case.sources().select(columns).rows() == [
        ("one.csv", "aa", "csv", 5, 3, 0, 2),
        ("two.csv", "bb", "csv", 2, 1, 1, 0),
    ]


def test_a_file_that_was_read_twice_is_two_rows(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for name in ("one.csv", "copy.csv"):
        case.append([a_batch("1", "2")], SourceRecord(name, "aa", "csv"))
    assert case.sources().select("file", "rows", "stored", "duplicates").rows() == [
        ("one.csv", 2, 2, 0),
        ("copy.csv", 2, 0, 2),
    ]
