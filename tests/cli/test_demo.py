"""The demo, end to end: export, import, scan, report, and what it says."""

import contextlib
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.stories.played_guides import play_guide
from unisono.cases import open_case
from unisono.cli import main
from unisono.cli.demo import program_name
from unisono.worlds.stories import STORIES


@pytest.fixture(scope="module")
def demo() -> Path:
    """Return the demo that the guide of its story has built."""
    return play_guide("the-amplified-post.md").demo


@pytest.fixture(scope="module")
def pushed() -> Path:
    """Return the demo of the story that is built soonest."""
    return play_guide("the-pushed-hashtag.md").demo


@pytest.fixture(scope="module")
def again(pushed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a demo built over the first, and what was printed on the way."""
    folder = tmp_path_factory.mktemp("demo") / "pushed"
    shutil.copytree(pushed, folder)
    printed, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        assert main(["demo", "pushed-hashtag", "--out", str(folder), "--seed", "2018", "--json"]) == 0
    return folder, printed.getvalue(), said.getvalue()


def test_a_demo_leaves_an_export_a_case_its_truth_and_a_report(demo: Path) -> None:
    assert sorted(entry.name for entry in demo.iterdir()) == [
        "case",
        "demo.json",
        "posts.jsonl",
        "report.html",
        "truth.json",
    ]
    posts, _ = open_case(demo / "case").counts()
    assert posts == (demo / "posts.jsonl").read_bytes().count(b"\n") > 30_000
    assert "<html" in (demo / "report.html").read_text(encoding="utf-8")[:200].lower()


def test_the_hired_network_is_found_and_no_ordinary_account_is_accused(demo: Path) -> None:
    run = open_case(demo / "case").latest_run()
    assert run is not None
    planted = set(json.loads((demo / "truth.json").read_text())["networks"][0]["accounts"])
    members = run.table("members")
    found = set(members["account"].to_list()) & planted
    assert len(found) >= 0.95 * len(planted)
    homes = members["network"].filter(members["account"].is_in(sorted(planted))).unique().to_list()
    strangers = set(members["account"].filter(members["network"].is_in(homes)).to_list()) - planted
    assert strangers == set()


def test_a_demo_tells_what_was_planted_and_ends_with_the_report() -> None:
    printed = play_guide("the-amplified-post.md").filled_in
    assert "697 reposts" in printed
    assert "Ordinary accounts called likely inauthentic: 0." in printed
    assert "- hired network: 520 of 520 accounts found, in network 1." in printed
    (told,) = [block for block in printed.split("```") if "Built: " in block]
    assert told.rstrip().splitlines()[-1] == "amplified/report.html"


def test_a_demo_built_twice_is_the_same_and_says_that_it_is_built_anew(
    pushed: Path, again: tuple[Path, str, str]
) -> None:
    folder, _, said = again
    assert (folder / "posts.jsonl").read_bytes() == (pushed / "posts.jsonl").read_bytes()
    assert "anew" in said


def test_json_is_one_line_with_the_promised_fields(again: tuple[Path, str, str]) -> None:
    folder, printed, _ = again
    (line,) = printed.splitlines()
    told = json.loads(line)
    assert set(told) >= {"story", "case", "report", "networks", "findings"}
    assert told["story"] == "pushed-hashtag"
    assert told["networks"] >= 1
    assert Path(told["report"]) == folder / "report.html"
    assert json.loads((folder / "demo.json").read_text())["seed"] == 2018


def test_an_unknown_story_is_a_usage_error_that_lists_the_stories(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "moon-landing"]) == 2
    assert "Stories: amplified-post" in capsys.readouterr().err


def test_a_folder_of_somebody_else_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert "no demo made" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_the_help_names_every_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--help"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(story.name in printed for story in STORIES)
    assert "[default: amplified-post]" in printed


def test_what_to_type_next_works_also_where_the_program_is_not_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert program_name(".venv/bin/unisono") == ".venv/bin/unisono"
    assert program_name("/a b/unisono") == "'/a b/unisono'"
    assert program_name("/usr/lib/pytest/__main__.py") == "unisono"


def test_the_plain_name_is_enough_where_the_shell_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "unisono"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_name(str(program)) == "unisono"
