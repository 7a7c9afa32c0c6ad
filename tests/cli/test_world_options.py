"""Odd folders and seeds are answered with what to type, by both commands that invent worlds, and nothing is written."""

from pathlib import Path

import pytest

from unisono.api.settings import LARGEST_SEED as FIRST_SEED_TOO_LARGE
from unisono.cli import main
from unisono.cli.world_options import LARGEST_SEED, new_folder, require_seed

SIMULATE, DEMO = ["simulate", "quiet", "--posts", "1000"], ["demo"]


@pytest.mark.parametrize("called", [SIMULATE, DEMO])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", ""], "-o '' names no folder. Name a new one: unisono"),
        (["-o", "  "], "-o '  ' names no folder. Name a new one: unisono"),
        (["-o", "here", "--seed", "-1"], "--seed -1 is not a whole number from 0 to 9223372036854775807. Type one: "),
        (["-o", "here", "--seed", "9" * 40], "is not a whole number from 0 to"),
    ],
)
def test_what_cannot_be_written_is_said_with_what_to_type(
    called: list[str],
    options: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*called, *options]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_level_and_an_empty_story_are_shown_as_they_were_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*SIMULATE, "-o", "here", "--level", ""]) == 2
    assert "There is no level ''. Levels: easy, medium, hard." in capsys.readouterr().err
    assert main(["demo", ""]) == 2
    assert "There is no story called ''. Stories: amplified-post" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_world_that_is_no_story_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "quiet"]) == 2
    said = capsys.readouterr().err
    assert "quiet is a world without a story" in said
    assert "unisono simulate quiet -o NEW_FOLDER" in said


def test_the_largest_seed_is_that_of_a_scan() -> None:
    assert require_seed(LARGEST_SEED) + 1 == FIRST_SEED_TOO_LARGE
    assert new_folder("a b", "unisono demo") == Path("a b")
