"""A table that breaks off gives its whole rows, and says which one was cut."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import create_case
from unisono.importers.cut_rows import PIECE, leave_out_cut_row
from unisono.importers.importing import import_files
from unisono.importers.problems import EARLY_END, Problem

EARLY = (Problem(EARLY_END, 1, "9 bytes could be read", "Fetch it again."),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (b"id,text\n1,whole\n2,ha", b"id,text\n1,whole\n"),
        (b"id,text\r1,whole\r2,ha", b"id,text\r1,whole\r"),
        (b"id,text\n1," + b"x" * 3 * PIECE, b"id,text\n"),
    ],
)
def test_the_row_that_the_file_breaks_off_in_is_left_out_and_told(written: bytes, kept: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cut"
    file.write_bytes(written)
    (problem,) = leave_out_cut_row(file, "id,text", EARLY)
    assert file.read_bytes() == kept
    assert problem.example.startswith("9 bytes could be read; the last row is cut off and left out: ")
    assert leave_out_cut_row(file, "id,text", EARLY) == EARLY


@pytest.mark.parametrize(
    ("written", "problems"),
    [(b"id,text\n1,whole", ()), (b'{"id": 1}\n{"id"', EARLY), (b"only a header", EARLY), (b"id\n1\n", EARLY)],
)
def test_nothing_is_left_out_of_whole_files_of_json_and_of_single_lines(
    written: bytes, problems: tuple[Problem, ...], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(written)
    assert leave_out_cut_row(file, written.decode(), problems) == problems
    assert file.read_bytes() == written


def test_no_post_of_a_gzip_that_breaks_off_has_half_a_text(tmp_path: Path) -> None:
    texts = [f"words of post {number} and their end {number * 7919}" for number in range(2_000)]
    rows = (f"{number},a,2020-01-01T00:00:00Z,{text}\n" for number, text in enumerate(texts))
    packed = gzip.compress("".join(["post_id,account_id,created_at,text\n", *rows]).encode())
    for lost in (500, 501, 502):  # at least one of these breaks off inside a text
        file = tmp_path / f"cut-{lost}.csv.gz"
        file.write_bytes(packed[:-lost])
        case = create_case(tmp_path / f"case-{lost}")
        (line,) = import_files(case, [str(file)])
        stored = case.posts().select("post_id", "text").collect()
        assert line["read"] == stored.height
        assert stored.filter(pl.col("text") != pl.Series(texts).gather(stored["post_id"].cast(pl.Int64))).is_empty()
        assert "cut off and left out" in line["rejected"][0]["example"]
