"""The page of a target on the terminal."""

from pathlib import Path

import pytest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.cases import create_case
from unisono.cases.targets import Target, add_target
from unisono.cli import main


def test_the_page_says_who_attacked_when_and_what_else_explains_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attacked_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "target", "Ilva"]) == 0
    said = capsys.readouterr().out
    for words in (
        "Target Ilva: coordinated.",
        "1 of the 2 massive episodes against the 2 targets of this case hit it (50%; 95 %: 1% to 99%).",
        "a threat of violence, or private details of a person",
        "First more often than chance: @h500 (12 followers, 2017-05-29T18:00:00Z).",
        "A small account launches, larger ones carry on: holds",
        "Hashtags against it: 4 (0 given, 4 found)",
        "Rosa: 20 accounts of the 40 here and the 30 there; chance would share 13",
        "What else could explain it",
        "--page attack.html",
        "network 1",
    ):
        assert words in said
    assert "I will kill you" not in said


def test_a_case_without_posts_says_what_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_target(create_case(tmp_path / "case").path, Target("Ilva"))
    assert main(["show", str(tmp_path / "case"), "target", "Ilva"]) == 0
    said = capsys.readouterr().out
    assert "Target Ilva: cannot say." in said
    assert "More names for it: unisono target add" in said
    assert "The case has no posts with an account and a time." in said
    assert "They came in no burst." not in said
