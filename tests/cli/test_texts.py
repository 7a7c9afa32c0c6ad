"""The texts command lists what several accounts published, alike or nearly so."""

import json
from pathlib import Path

import pytest

from tests.dossiers.written_case import forms_case, put_in_network, texts_case, write_case
from unisono.cli import main

FIELDS = [
    "text",
    "posts",
    "accounts",
    "template",
    "texts",
    "texts_that_fit",
    "posts_that_fit",
    "testimony",
    "languages",
]
FIELDS += ["variants", "first_at", "last_at"]


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["texts", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(texts_case(tmp_path / "case").path)


def test_json_has_the_fields_and_the_posts_where_they_are_asked_for(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows(capsys, folder)
    assert [row["accounts"] for row in found] == [5, 5, 2, 2]
    assert list(found[0]) == [*FIELDS, "networked_share"]
    assert found[0]["networked_share"] is None
    assert found[0]["first_at"] == "2018-06-01T13:00:00Z"
    with_posts = rows(capsys, folder, "--posts", "--top", "1")
    assert [len(row["post_ids"]) for row in with_posts] == [6]


def test_a_table_says_how_many_there_are_and_how_to_go_on(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["texts", folder, "--top", "2"]) == 0
    printed = capsys.readouterr()
    assert "⟨farmer 1 · nurse 1 · 3 more⟩" in printed.out
    assert "networked" not in printed.out
    assert "4 texts in 15 of the 16 posts that say something in words of their own" in printed.out
    assert f"unisono show {folder} text t-" in printed.out
    assert "2 of 4 texts shown" in printed.err
    assert f"unisono scan {folder}" in printed.err


def test_spans_and_least_accounts_choose(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(rows(capsys, folder, "--least-accounts", "1")) == 5
    assert len(rows(capsys, folder, "--least-accounts", "3")) == 2
    assert [row["posts"] for row in rows(capsys, folder, "--since", "2018-06-02")] == [3]
    assert main(["texts", folder, "--least-accounts", "0"]) == 2
    assert main(["texts", folder, "--since", "yesterday"]) == 2


def test_after_a_scan_the_share_by_networks_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = texts_case(tmp_path / "case")
    put_in_network(case, ["b0", "b4"])
    assert rows(capsys, str(case.path))[0]["networked_share"] == 0.5
    assert main(["texts", str(case.path)]) == 0
    printed = capsys.readouterr()
    assert " 50%" in printed.out
    assert "unisono scan" not in printed.err


def test_nothing_to_list_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = write_case(tmp_path / "empty", [])
    assert main(["texts", str(empty.path)]) == 0
    assert "the case has no posts yet. Add some: unisono import" in capsys.readouterr().out
    silent = write_case(tmp_path / "silent", [{"account": "a", "text": "ok"}])
    assert main(["texts", str(silent.path)]) == 0
    assert "none of the 1 post (in this span) says something" in capsys.readouterr().out
    alone = write_case(tmp_path / "alone", [{"account": "a", "text": "Nobody else wrote of my pickled turnips"}])
    assert main(["texts", str(alone.path)]) == 0
    assert "--least-accounts 1" in capsys.readouterr().out
    assert rows(capsys, str(empty.path)) == []


def test_what_hides_or_acts_in_a_text_reaches_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\x1b[31mThe harbour bridge \u202e must be opened \u2066 before the winter comes\u200b to our town"
    case = write_case(tmp_path / "case", [{"account": account, "text": text} for account in "ab"])
    for arguments in ([], ["--json"]):
        assert main(["texts", str(case.path), *arguments]) == 0
        printed = capsys.readouterr().out
        assert not set(printed) & set("\x1b\u202e\u2066")


def test_the_similarity_decides_what_is_nearly_the_same_and_that_of_the_latest_scan_stays(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(rows(capsys, folder, "--least-accounts", "1", "--similarity", "1")) > 5
    assert main(["scan", folder, "--similarity", "1", "--quiet"]) == 0
    capsys.readouterr()
    assert len(rows(capsys, folder, "--least-accounts", "1")) > 5
    assert len(rows(capsys, folder, "--least-accounts", "1", "--similarity", "0.7")) == 5
    assert main(["texts", folder, "--similarity", "0.2"]) == 2
    assert "Type for example: --similarity 0.8" in capsys.readouterr().err


def test_it_is_said_which_texts_follow_for_their_form_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = forms_case(tmp_path / "forms")
    assert main(["texts", str(case.path)]) == 0
    printed = capsys.readouterr()
    assert "9 texts of fewer accounts, at the end, are put together from the words of other testimonies." in printed.err
    assert printed.out.count("yes") == 9
