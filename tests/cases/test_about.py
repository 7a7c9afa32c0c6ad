"""The question and the scope of a case are kept as they were written."""

from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.about import FILE, MOST_LETTERS, About, keep_about, read_about
from unisono.cases.custody import check_log
from unisono.model.errors import DataRejectedError, UsageError


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    assert read_about(case) == About()
    kept = keep_about(case, "  Who carries #harbour?\r\nSince when? ", "June 2018")
    assert kept.question == "Who carries #harbour?\nSince when?"
    assert read_about(case) == kept
    assert kept.written_at.endswith("Z")


def test_a_text_that_is_too_long_is_refused_and_the_former_one_stays(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_about(case, "Who?", "")
    with pytest.raises(UsageError, match="scope has 4,001 letters"):
        keep_about(case, "", "x" * (MOST_LETTERS + 1))
    assert read_about(case).question == "Who?"


@pytest.mark.parametrize("content", ["{", "{}", '{"question": 1, "scope": "", "written_at": ""}'])
def test_a_damaged_file_is_named(content: str, tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    (case / FILE).write_text(content)
    with pytest.raises(DataRejectedError, match=r"about\.json is damaged"):
        read_about(case)


def test_that_a_question_was_written_is_entered_into_the_log_without_its_words(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_about(case, "Who pushes this?", "")
    entry = check_log(case).entries[-1]
    assert entry["details"] == {"what": "question and scope"}
    assert b"Who pushes" not in (case / "custody.jsonl").read_bytes()
