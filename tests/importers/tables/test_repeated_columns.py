"""Columns of one name: which one is read is said, unless the user has chosen."""

from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.generic import IMPORTER
from unisono.importers.problems import Problem

TABLE = "user,created_at,text,text\nann,2020-05-04,hello,you\nbob,2020-05-05,good,day\n"


def found_in(folder: Path, text: str, settings: ReadSettings | None = None) -> list[Problem]:
    found = IMPORTER.find_problems(written_source(folder, text), settings or ReadSettings())
    return [problem for problem in found if problem.code == "duplicate_column"]


def test_the_column_that_is_used_is_named_with_what_to_type_for_the_other(tmp_path: Path) -> None:
    (problem,) = found_in(tmp_path, TABLE)
    assert (problem.rows, problem.example) == (2, "text, text_2")
    assert "text was read from text, and text_2 is left out" in problem.advice
    assert problem.advice.endswith("Rename them in the file, or say which is meant: --map text=text_2")


@pytest.mark.parametrize("column", ["text", "text_2"])
def test_whoever_says_which_is_meant_is_told_no_more(column: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, TABLE, ReadSettings(mapping={"text": column})) == []


@pytest.mark.parametrize(
    "header",
    ["user,created_at,text,note", "user,created_at,text,text_2", "user,created_at,text,", "user,created_at,text,Text"],
)
def test_columns_of_other_names_are_no_problem(header: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, f"{header}\nann,2020-05-04,hello,you\n") == []


def test_columns_that_give_no_field_may_share_a_name(tmp_path: Path) -> None:
    assert found_in(tmp_path, "user,created_at,text,note,note\nann,2020-05-04,hello,a,b\n") == []
