"""Only the commands that are called are loaded; the others stand in by name."""

from collections.abc import Iterator
from typing import Any

import typer

from unisono.cli import COMMANDS, application
from unisono.cli.command_tree import build_application


def test_commands_that_are_not_called_stand_in_by_name_and_help() -> None:
    application = build_application(COMMANDS, {"detectors"})
    named = {info.name: info for info in application.registered_commands}
    assert set(named) == {command.name for command in COMMANDS}
    assert named["detectors"].callback is not named["importers"].callback
    assert named["importers"].callback is named["doctor"].callback
    assert all(named[command.name].short_help == command.help for command in COMMANDS)


def test_all_commands_load_where_none_are_named() -> None:
    application = build_application(COMMANDS)
    groups = {info.name for info in application.registered_groups}
    assert groups == {command.name for command in COMMANDS if command.has_subcommands}
    assert isinstance(application, typer.Typer)


def test_every_command_speaks_json_and_can_be_quiet() -> None:
    root: Any = typer.main.get_command(application())  # Any: typer's command classes differ between its versions
    lacking = {
        name: missing
        for name, command in called_commands(root)
        if (missing := {"--json", "--quiet"} - {option for parameter in command.params for option in parameter.opts})
    }
    assert not lacking


def called_commands(command: Any, *names: str) -> Iterator[tuple[str, Any]]:
    """Yield every command that does something by its names, those of groups too."""
    parts = getattr(command, "commands", {})
    if not parts:
        yield " ".join(names), command
    for name, part in parts.items():
        yield from called_commands(part, *names, name)
