"""The first posts of a file and why its format is taken for what it is."""

from pathlib import Path

from tests.importers.table_sources import SAMPLES
from unisono.importers.declaration import ReadSettings
from unisono.importers.previewing import preview


def test_the_first_posts_are_shown_with_the_reason_for_the_format() -> None:
    told = preview(str(SAMPLES / "twitter_v1.jsonl"), rows=3)
    assert (told.format, len(told.rows), told.problem) == ("twitter_v1", 3, "")
    assert told.because == "Twitter API v1.1, JSON lines: it has id_str, created_at."
    assert "as you say" in preview(str(SAMPLES / "twitter_v1.jsonl"), "twitter_v1").because


def test_a_table_shows_its_columns_even_where_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Who;What\nana;hello\n")
    told = preview(str(tmp_path / "t.csv"))
    assert told.columns == ("Who", "What") and "no time column" in told.problem and told.rows == ()
    mapped = preview(str(tmp_path / "t.csv"), settings=ReadSettings(mapping={"created_at": "Nowhere"}))
    assert mapped.problem and mapped.columns == ("Who", "What")


def test_what_is_no_file_is_a_problem_and_no_error(tmp_path: Path) -> None:
    assert preview(str(tmp_path / "gone.csv")).problem
