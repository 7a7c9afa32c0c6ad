"""The typer application: the commands that are called, loaded from their files, and stand-ins for the others."""

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from unisono.cli import Command


def build_application(commands: Iterable[Command], loaded: set[str] | None = None) -> typer.Typer:
    """Return the application with the commands of these names loaded (all when None)."""
    root = typer.Typer(
        name="unisono",
        help="Find, test and document accounts that act as one in social-media posts.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    root.callback()(_options)
    for command in commands:
        if loaded is None or command.name in loaded:
            _load(root, command)
        else:
            root.command(command.name, short_help=command.help)(_not_loaded)
    return root


def _load(root: typer.Typer, command: Command) -> None:
    """Import a command's module and add it to the application."""
    module = import_module(f"unisono.cli.{command.module}")
    if command.has_subcommands:
        root.add_typer(module.app, name=command.name, short_help=command.help, no_args_is_help=True)
    else:
        root.command(command.name, short_help=command.help)(module.command)


def _not_loaded() -> None:
    """Stand in for a command that was not called."""
    raise AssertionError("a command was called that had not been loaded")


def _print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from unisono.model.version import __version__

        typer.echo(f"unisono {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Find, test and document accounts that act as one in social-media posts."""
