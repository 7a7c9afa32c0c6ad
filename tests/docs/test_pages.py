"""The pages written by hand: versions agree, links lead somewhere, commands exist."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from unisono import __version__
from unisono.cli import COMMANDS

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MOST_README_LINES = 100


def test_the_first_version_of_the_changelog_is_the_packages() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]?", text, flags=re.MULTILINE)
    assert versions[0] == __version__


def test_the_version_of_the_project_file_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_the_readme_fits_on_a_page_or_two() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") < MOST_README_LINES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    missing = [target for target in local if not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    names = {command.name for command in COMMANDS} | {"--help", "--version"}
    shown = re.findall(r"^(?:\$ )?unisono (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    unknown = [line for line in shown if shlex.split(line, comments=True)[0] not in names]
    assert not unknown


def test_every_page_of_the_docs_is_in_their_table_of_contents() -> None:
    contents = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    missing = [page for page in pages if page != "README.md" and f"({page})" not in contents]
    assert not missing
