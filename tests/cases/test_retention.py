"""A case says until when it may be kept, and when that day is over."""

from datetime import date
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.retention import keep_retention, read_retention, reminder
from unisono.model.errors import DataRejectedError


def test_a_case_is_due_from_the_day_after(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_retention(case, date(2027, 1, 31), "until the vote")
    told = read_retention(case)
    assert told is not None
    assert (told.because, told.is_due(date(2027, 1, 31)), told.is_due(date(2027, 2, 1))) == (
        "until the vote",
        False,
        True,
    )


def test_nobody_is_reminded_of_a_case_without_a_date_or_before_it(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    assert reminder(case) is None
    keep_retention(case, date(2999, 1, 1), "for good")
    assert reminder(case) is None


def test_a_case_whose_time_is_over_says_what_to_type(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_retention(case, date(2020, 1, 1), "a study")
    assert f"unisono purge {case} --due --yes" in str(reminder(case))


def test_a_damaged_date_is_an_error_that_says_what_to_type(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    (case / "retention.json").write_text('{"keep_until": "soon"}')
    with pytest.raises(DataRejectedError, match="--keep-until"):
        read_retention(case)
