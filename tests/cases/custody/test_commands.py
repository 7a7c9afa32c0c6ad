"""The log tells settings and paths of a command, and never whom it named; each option is one or the other."""

from pathlib import Path
from typing import Any

import pytest
import typer

from unisono.cases import create_case
from unisono.cases.custody import check_log
from unisono.cases.custody.commands import PLAIN, SUBCOMMANDS, command_without_names, digest_of
from unisono.cases.custody.entry import FILE
from unisono.cases.suppressed import case_key
from unisono.cli import COMMANDS, application, main
from unisono.model.doing import LONGEST

KEY = bytes(32)
_NAMING = (
    "--account --post --because --reason --note --alias --hashtag --source --added-by --track --dids --evidence --name "
    "--age --webhook --token --remove --membership --compress --posts"
)
NAMING = frozenset(_NAMING.split())
"""Options whose values may name somebody, or are secrets; or that have a value in one command and none in another."""


def told(*words: str) -> str:
    return command_without_names(words, KEY)


def is_flag(option: Any) -> bool:  # Any: typer has no public type for it
    return bool(getattr(option, "is_flag", False))


def commands_of(group: Any) -> list[Any]:  # Any: as above
    inner = getattr(group, "commands", None)
    return [group] if inner is None else [one for command in inner.values() for one in commands_of(command)]


@pytest.fixture(scope="module")
def tree() -> Any:  # Any: as above
    return typer.main.get_command(application({command.name for command in COMMANDS}))


def test_of_each_option_it_is_decided_whether_its_value_is_told(tree: Any) -> None:  # Any: as above
    options = [one for command in commands_of(tree) for one in command.params if one.param_type_name == "option"]
    taking = {name for option in options if not is_flag(option) for name in option.opts}
    assert taking - PLAIN - NAMING == set()
    assert not PLAIN & NAMING
    assert {name for option in options if is_flag(option) for name in option.opts} & PLAIN == set()
    assert taking >= PLAIN | NAMING


def test_every_subcommand_is_told(tree: Any) -> None:  # Any: as above
    groups = [command for command in getattr(tree, "commands", {}).values() if hasattr(command, "commands")]
    assert {name for group in groups for name in group.commands} == SUBCOMMANDS


def test_names_are_told_by_their_digest_however_they_are_typed() -> None:
    digest = digest_of("twitter:1", KEY)
    assert told("purge", "--account", "twitter:1", "--yes") == f"unisono purge --account {digest} --yes"
    assert told("purge", "--account=twitter:1") == f"unisono purge --account={digest}"
    assert told("show", "account", "twitter:1") == f"unisono show account {digest}"
    assert told("show", "account", "--", "-dash").endswith(f" -- {digest_of('-dash', KEY)}")
    assert told("import", "--quiet", "Ana") == f"unisono import --quiet {digest_of('Ana', KEY)}"
    assert digest != digest_of("twitter:1", bytes([1] * 32))


def test_settings_and_paths_are_told_as_typed(tmp_path: Path) -> None:
    (tmp_path / "a b.csv").touch()
    file = str(tmp_path / "a b.csv")
    assert told("import", file, "--tz", "UTC", "-oout.csv", "-") == f"unisono import '{file}' --tz UTC -oout.csv -"


def test_words_that_no_file_can_have_and_long_commands_are_told_too() -> None:
    assert told("show", "text", "a\0b").startswith("unisono show text named-")
    assert told("show", "text", "x" * 5_000).startswith("unisono show text named-")
    assert len(told("purge", *["--account=ana"] * 500)) == LONGEST + 1


def test_a_command_that_names_somebody_leaves_no_name_in_the_log(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    words = ["same-person", "add", str(case), "Zoraida", "--account", "twitter:987654321", "--account", "x:123456789"]
    assert main([*words, "--because", "her own words", "--quiet"]) in (0, 2)
    watched = ["event", "add", str(case), "Zoraida", "--at", "2018-06-01", "--quiet"]
    assert main(watched) == 0
    content = (case / FILE).read_text(encoding="utf-8").casefold()
    assert not [name for name in ("zoraida", "987654321", "her own words") if name in content]
    last = check_log(case).entries[-1]
    digest = digest_of("Zoraida", case_key(case))
    assert last["command"] == f"unisono event add {case} {digest} --at 2018-06-01 --quiet"
