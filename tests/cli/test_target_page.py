"""The page of a target on the terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.detectors.targets.planted_attacks import START, Row, write_posts
from tests.dossiers.target.attacked_case import attacked_case
from unisono.cases import SourceRecord, create_case
from unisono.cases.targets import Target, add_target
from unisono.cli import main
from unisono.model.batches import Batch


def test_the_page_says_who_attacked_when_and_what_else_explains_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attacked_case(tmp_path / "case")
    assert main(["show", str(tmp_path / "case"), "target", "Ilva"]) == 0
    said = capsys.readouterr().out
    for words in (
        "Posts against Ilva: coordinated.",
        "1 of the 2 massive episodes against the 2 targets of this case hit it.",
        "a threat of violence, or private details of a person",
        "First more often than chance: @h500 (12 followers, 2017-05-29T18:00:00Z).",
        "A small account launches, larger ones carry on: holds",
        "Hashtags against it: 4 (0 given, 4 found)",
        "Accounts that posted against other targets, too",
        "They came in 1 massive episode.",
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
    assert "Posts against Ilva: cannot say." in said
    assert "More names for it: unisono target add" in said
    assert "The case has no posts with an account and a time." in said
    assert "They came in no burst." not in said


def test_the_largest_episodes_are_detailed_in_order_of_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = create_case(tmp_path / "case")
    rows: list[Row] = [
        {"account": hour % 40, "at": START + timedelta(hours=hour), "text": f"Ilva speaks at {hour}"}
        for hour in range(24 * 14)
    ]
    for day, posts in ((5, 60), (8, 90)):
        start = START + timedelta(days=day)
        rows += [
            {"account": 500 + n % 30, "at": start + timedelta(seconds=40 * n), "text": f"Ilva you idiot {day} {n}"}
            for n in range(posts)
        ]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva"))
    assert main(["show", str(case.path), "target", "Ilva"]) == 0
    said = capsys.readouterr().out
    assert said.index("Episode 1: ") < said.index("Episode 2: ")
    assert "Which accounts acted together, and so the verdict: known after a scan." in said
