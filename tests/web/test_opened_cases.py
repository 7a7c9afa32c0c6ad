"""Open cases: names that fit an address, each case once, and a sentence for a name that nobody has."""

from pathlib import Path

import pytest

from unisono.model.errors import UsageError
from unisono.web.opened_cases import OpenedCases


def test_a_case_is_open_once_however_its_folder_is_written(tmp_path: Path) -> None:
    opened = OpenedCases.of([tmp_path / "one", str(tmp_path / "two" / ".." / "one")])
    assert list(opened) == ["one"] and len(opened) == 1


def test_two_cases_of_one_name_are_told_apart(tmp_path: Path) -> None:
    assert list(OpenedCases.of([tmp_path / "a" / "one", tmp_path / "b" / "one"])) == ["one", "one-2"]


def test_a_folder_that_is_not_there_becomes_an_empty_case(tmp_path: Path) -> None:
    opened = OpenedCases.of([tmp_path / "new"])
    assert opened.case("new").counts() == (0, 0)


@pytest.mark.parametrize("folder", ["a b", "<img src=x>", "..a", "ä", "'\""])
def test_the_name_of_any_folder_fits_an_address(tmp_path: Path, folder: str) -> None:
    (name,) = OpenedCases.of([tmp_path / folder])
    assert name and not set(name) & set(" <>/\\?#&%'\"=") and not name.startswith(".")


def test_a_case_that_is_not_open_is_told_with_those_that_are(tmp_path: Path) -> None:
    opened = OpenedCases.of([tmp_path / "one"])
    with pytest.raises(UsageError, match=r"No case 'two' is open here\. Open are: one\."):
        opened.case("two")
