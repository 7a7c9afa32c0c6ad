"""What files hold before they are imported, each good or bad one told."""

from pathlib import Path

from tests.importers.table_sources import SAMPLES
from unisono.cases import create_case
from unisono.web.uploads.kept import new_draft
from unisono.web.uploads.looking import look


def test_good_and_bad_files_are_told_side_by_side(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (tmp_path / "table.csv").write_text("Author;When\nana;2024-01-01\n")
    (tmp_path / "empty.csv").write_text("")
    files = [str(SAMPLES / "twitter_v1.jsonl"), str(tmp_path / "table.csv"), str(tmp_path / "empty.csv")]
    draft = new_draft(case.path, files)
    told = look(case, None, draft.id, {})
    first, table, empty = told["files"]
    assert (first["format"], first["rows"]) == ("twitter_v1", 20)
    assert "refused" in empty and "is empty" in empty["refused"]
    assert table["file"] == str(tmp_path / "table.csv") and {"Author", "When"} <= set(told["columns"])
    assert told["previews"][0]["rows"][0]["platform"] == "twitter"


def test_a_changed_mapping_changes_what_is_seen(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (tmp_path / "table.csv").write_text("Who;What;Day\nana;hello;03/04/2018\n")
    draft = new_draft(case.path, [str(tmp_path / "table.csv")])
    choice = {"map-handle": "Who", "map-text": "What", "map-created_at": "Day", "dates": "month-first", "platform": "x"}
    told = look(case, None, draft.id, choice)
    assert told["files"][0]["first_at"].startswith("2018-03-04")
    assert (told["previews"][0]["rows"][0]["handle"], told["previews"][0]["rows"][0]["text"]) == ("ana", "hello")
