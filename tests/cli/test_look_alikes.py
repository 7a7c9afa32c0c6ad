"""Import and doctor tell accounts that only a handle names, with a command that can be typed."""

import json
import shlex
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.same_persons import kept_links
from unisono.cli import main
from unisono.cli.look_alikes import look_alikes_text


def write_both(folder: Path) -> list[str]:
    """Write a table of handles and one of ids, of the same account."""
    named, numbered = folder / "named.csv", folder / "numbered.csv"
    named.write_text("id,author,created_at,text\n1,Ann,2024-03-01T10:00:00Z,hello\n")
    numbered.write_text("id,author,author_id,created_at,text\n2,ann,11,2024-03-01T11:00:00Z,again\n")
    return [str(named), str(numbered)]


def test_the_advice_of_an_import_declares_the_account_when_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "my case"
    assert main(["import", str(case), *write_both(tmp_path), "--platform", "twitter"]) == 0
    said = capsys.readouterr().out
    assert "1 account known only by handle looks like one with an id, such as: twitter:Ann" in said
    command = shlex.split(next(line for line in said.splitlines() if "declare it: " in line).partition("it: ")[2])
    assert main(["doctor", str(case), "--json"]) == 0
    told = {row["check"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert not told["accounts"]["ok"]
    assert main(command[1:]) == 0
    assert [link.accounts for link in kept_links(case)] == [("twitter:Ann", "twitter:11")]
    capsys.readouterr()
    assert main(["doctor", str(case)]) == 0
    assert "known only by handle" not in capsys.readouterr().out


def test_a_case_without_any_has_nothing_to_tell(tmp_path: Path) -> None:
    assert look_alikes_text(create_case(tmp_path / "case"), "case") is None
