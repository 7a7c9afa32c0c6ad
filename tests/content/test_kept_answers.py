"""What was found out about a text is not found out again, and is never more than what asking anew would give."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from unisono.content import kept_answers
from unisono.content.kept_answers import PACKAGE, SHELVES, KeptAnswers, Question, version_of_code


class Asked:
    """Answers with the words of a text, one row a word, and remembers what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []

    def __call__(self, asked: pl.DataFrame) -> pl.DataFrame:
        self.texts += asked["text"].to_list()
        words = pl.DataFrame({"word": asked["text"].str.extract_all(r"\w+")}).with_row_index("row").explode("word")
        return words.drop_nulls("word").select("row", "word")


def question(asked: Asked, name: str = "words") -> Question:
    return Question(name, {"word": pl.String()}, asked)


def table(*texts: str | None) -> pl.DataFrame:
    return pl.DataFrame({"text": texts}, schema={"text": pl.String})


def ask(folder: Path | None, *texts: str | None) -> tuple[list[tuple[int, str]], list[str | None]]:
    """Ask in a scan of its own; return the answers, and the texts that had to be read."""
    asked = Asked()
    kept = KeptAnswers(folder)
    answers = kept.ask(question(asked), table(*texts))
    kept.keep()
    return list(answers.iter_rows()), asked.texts


def test_a_text_is_read_once(tmp_path: Path) -> None:
    first = ask(tmp_path / "answers", "one two", "", "three")
    assert first == ([(0, "one"), (0, "two"), (2, "three")], ["one two", "", "three"])
    again = ask(tmp_path / "answers", "three", "four", "one two", "")
    assert again == ([(0, "three"), (1, "four"), (2, "one"), (2, "two")], ["four"])
    assert ask(tmp_path / "answers", "four", "three")[1] == []


def test_without_a_folder_every_text_is_read() -> None:
    assert ask(None, "one")[1] == ask(None, "one")[1] == ["one"]


def test_nothing_is_written_before_the_scan_is_over(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path / "answers")
    kept.ask(question(Asked()), table("one"))
    assert not (tmp_path / "answers").exists()


def test_rows_of_several_columns_are_told_apart_wherever_their_letters_stand(tmp_path: Path) -> None:
    rows = [("a", "b"), ("ab", ""), ("", "ab"), ("ab", None), (None, "ab"), ("-", "ab"), ("1:a", "b")]
    asked = pl.DataFrame(rows, schema={"text": pl.String, "lang": pl.String}, orient="row")
    reader = Question(
        "both", {"said": pl.String()}, lambda own: own.select(pl.row_index("row"), said=pl.format("{}", "lang"))
    )
    for times in range(2):
        kept = KeptAnswers(tmp_path / "answers")
        found = kept.ask(reader, asked if times == 0 else asked[::-1])
        kept.keep()
        wanted = reader.answer(asked if times == 0 else asked[::-1])
        assert_frame_equal(found, wanted)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [cut, flip, Path.unlink, lambda file: file.write_bytes(b"{}")])
@pytest.mark.parametrize("which", ["about.json", "asked-*", "answers-*"])
def test_damaged_files_are_not_believed_but_found_out_again(
    tmp_path: Path, which: str, harm: Callable[[Path], object]
) -> None:
    ask(tmp_path, "one", "two")
    (file,) = tmp_path.rglob(which)
    harm(file)
    assert ask(tmp_path, "one", "three") == ([(0, "one"), (1, "three")], ["one", "three"])
    assert ask(tmp_path, "three", "one") == ([(0, "three"), (1, "one")], [])


def test_answers_of_another_version_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(tmp_path, "one")
    monkeypatch.setattr(kept_answers, "version_of_code", lambda: "another")
    assert ask(tmp_path, "one")[1] == ["one"]
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["words-another"]


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST_TEXTS", 2)
    ask(tmp_path, "one", "two")
    assert ask(tmp_path, "one", "three")[1] == ["three"]
    assert ask(tmp_path, "one", "three")[1] == ["three"]


def test_where_nothing_can_be_written_answers_are_only_given(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file in the place of the folder")
    assert ask(tmp_path / "answers", "one") == ([(0, "one")], ["one"])


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_change_of_any_file_that_answers_may_depend_on_changes_the_version(tmp_path: Path, shelf: str) -> None:
    for name in SHELVES:
        (tmp_path / name / "lists").mkdir(parents=True)
        (tmp_path / name / "lists" / "words.toml").write_text("before")
    before = version_of_code.__wrapped__(tmp_path)
    (tmp_path / shelf / "lists" / "words.toml").write_text("after")
    assert version_of_code.__wrapped__(tmp_path) != before


def test_a_change_of_a_library_changes_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version_of_code.__wrapped__(tmp_path)
    monkeypatch.setattr(kept_answers, "version", lambda name: "0.0" if name == "polars" else "1.0")
    assert version_of_code.__wrapped__(tmp_path) != before


def test_what_answers_depend_on_imports_from_no_other_shelf() -> None:
    lines = [
        line.split()[1].split(".")[1]
        for shelf in SHELVES
        for file in (PACKAGE / shelf).rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("from unisono.")
    ]
    assert set(lines) <= set(SHELVES)
