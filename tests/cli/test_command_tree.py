"""Only the commands that are called are loaded; the others stand in by name."""

import typer

from unisono.cli import COMMANDS
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
