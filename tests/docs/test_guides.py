"""The commands that the README and the guides show run, in the order in which they show them."""

import gzip
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.docs.test_examples import write_small_export
from tests.house.sources import ROOT
from tests.stories.played_guides import play_guide
from unisono.cli import main

AMPLIFIED = ROOT / "docs" / "guides" / "the-amplified-post.md"
GUIDES = ("the-amplified-post", "first-report", "import-your-export", "export-to-gephi", "export-to-stix-and-misp")
PAGES = [ROOT / "README.md", *(ROOT / "docs" / "guides" / f"{name}.md" for name in GUIDES)]
BLOCK = re.compile(r"^```(?:sh|text)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
CALL = re.compile(r"^(?:\S*/)?unisono (.+)$", flags=re.MULTILINE)
NEEDS_A_SCAN = {"export-to-gephi.md", "export-to-stix-and-misp.md"}
ABOUT = 0.03


def calls_of(page: Path) -> list[list[str]]:
    """Return the calls of a page's blocks as lists of words."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [shlex.split(call, comments=True) for block in blocks for call in CALL.findall(block)]


def first_finding(case: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a reader takes from the first column of the findings."""
    capsys.readouterr()
    assert main(["findings", case, "--json"]) == 0
    return str(json.loads(capsys.readouterr().out.splitlines()[0])["finding"])


def write_files(folder: Path) -> None:
    """Write the files that the pages' readers have."""
    export = folder / "posts.jsonl"
    write_small_export(export)
    for name in ("export", "timelines"):
        (folder / f"{name}.jsonl").write_bytes(export.read_bytes())
    (folder / "posts.jsonl.gz").write_bytes(gzip.compress(export.read_bytes()))
    (folder / "posts.csv").write_text(
        "user,date,content\nann,2020-01-01T00:00:00Z,hello\nbob,2020-01-01T00:00:05Z,hi\n"
    )
    (folder / "exports").mkdir()
    shutil.copy(folder / "posts.csv", folder / "exports" / "part1.csv")
    (folder / "exports" / "README.txt").write_text("Two parts.\n")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_run_one_after_the_other(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path)
    if page.name in NEEDS_A_SCAN:
        assert main(["import", "mycase", "posts.jsonl"]) == 0
        assert main(["scan", "mycase"]) == 0
    calls = calls_of(page)
    assert calls, "a page shows commands"
    printed = ""
    if page == AMPLIFIED:
        # Its first command takes longest, and has been run for what the page says it prints.
        played = play_guide(page.name)
        assert calls.pop(0) == ["demo", "amplified-post", "--out", played.demo.name]
        shutil.copytree(played.demo, tmp_path / played.demo.name)
        printed = played.filled_in
    for call in calls:
        words = [first_finding(call[1], capsys) if word == "FINDING" else word for word in call]
        assert main(words) == 0, (words, capsys.readouterr().err)
        printed += capsys.readouterr().out
    if page == AMPLIFIED:
        require_true_numbers(page.read_text(encoding="utf-8"), printed)


def require_true_numbers(guide: str, printed: str) -> None:
    """Compare what the guide says of the demo with what the demo prints."""
    built = re.search(r"Built: ([\d,]+) posts of ([\d,]+) accounts", printed)
    reposts = re.search(r"has ([\d,]+) reposts", printed)
    planted = re.search(r"Planted: ([\d,]+) accounts", printed)
    assert built and reposts and planted
    said = re.search(r"about ([\d,]+) posts of about ([\d,]+) accounts", guide)
    assert said is not None
    for told, counted in zip(said.groups(), built.groups(), strict=True):
        assert number(told) == pytest.approx(number(counted), rel=ABOUT)
    assert f"gets {reposts.group(1)} reposts" in " ".join(guide.split())
    assert f"{planted.group(1)} accounts are hired" in " ".join(guide.split())


def number(text: str) -> int:
    """Read a number with commas."""
    return int(text.replace(",", ""))
