"""What `unisono languages` prints and writes."""

import json
from pathlib import Path

import pytest

from tests.dossiers.test_case_languages import NAMES, POSTS
from tests.dossiers.written_case import put_in_network, write_case
from unisono.cli import main


@pytest.fixture
def case(tmp_path: Path) -> str:
    """Return the folder of a case of three accounts, one of them in a network."""
    made = write_case(tmp_path / "case", POSTS, NAMES)
    put_in_network(made, ["bob"])
    return str(made.path)


def test_languages_are_counted_in_lines_of_json(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", case, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["language"], row["posts"]) for row in rows] == [("en", 7), ("ru", 6), ("de", 1), (None, 1)]
    assert main(["languages", case, "--accounts", "--json"]) == 0
    accounts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["account_id"] for row in accounts] == ["twitter:ann", "twitter:bob", "twitter:cem"]


def test_the_tables_name_languages_and_say_what_has_none(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", case]) == 0
    shown = capsys.readouterr().out
    assert "English" in shown
    assert "15 posts with a text, 1 of them in no language" in shown
    assert "1 more have no text" in shown
    assert main(["languages", case, "--accounts"]) == 0
    assert "en 50%, ru 50%" in capsys.readouterr().out
    assert main(["languages", case, "--posts"]) == 0
    assert "platform language" in capsys.readouterr().out


def test_a_network_and_a_span_narrow_the_posts(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["languages", case, "--network", "h_bob", "--posts", "--json"])
    assert {json.loads(line)["account_id"] for line in capsys.readouterr().out.splitlines()} == {"twitter:bob"}
    main(["languages", case, "--until", "2018-06-01"])
    assert "no post (in this choice) has a text" in capsys.readouterr().out


def test_rows_are_written_to_a_file_once(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.jsonl"
    assert main(["languages", case, "--posts", "-o", str(file)]) == 0
    assert "15 rows" in capsys.readouterr().out
    assert len(file.read_text(encoding="utf-8").splitlines()) == 15
    assert main(["languages", case, "-o", str(file)]) == 2
    assert "is left as it is" in capsys.readouterr().err
    assert main(["languages", case, "-o", str(file), "--overwrite"]) == 0
    assert len(file.read_text(encoding="utf-8").splitlines()) == 4
    assert list(tmp_path.glob(".*")) == []


def test_two_lists_at_once_and_a_bad_place_are_refused(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", case, "--posts", "--accounts"]) == 2
    assert "are two lists" in capsys.readouterr().err
    assert main(["languages", case, "-o", str(tmp_path / "nowhere" / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err
