"""The command line: the list of commands, written out, and the door through which each is called.

Each command is one file of this folder and is imported only when it is called, so that `unisono --help` stays quick.
A plain command's module holds a function `command`; a module with subcommands holds a typer application `app`.
The first sentence of its docstring is the help in the list below.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer

from unisono.model.errors import UnisonoError


@dataclass(frozen=True)
class Command:
    """One command: what the user types, the file that does it, and one sentence that starts with a verb."""

    name: str
    module: str
    help: str
    has_subcommands: bool = False


COMMANDS = (
    Command("demo", "demo", "Build a story's synthetic case, scan it and write its report."),
    Command("inspect", "inspect_files", "Say what files hold and what is wrong with them; store nothing."),
    Command("import", "import_files", "Append files to a case; nothing is dropped silently."),
    Command("scan", "scan", "Find the accounts of a case that acted together, and test them against chance."),
    Command("networks", "networks", "Print the networks of a case, strongest first."),
    Command("pairs", "pairs", "Print the pairs of accounts that acted together, strongest first."),
    Command("findings", "findings", "Print the findings of a case."),
    Command("evidence", "evidence", "Print the posts that a finding rests on."),
    Command("show", "show", "Show everything known about one subject.", has_subcommands=True),
    Command("report", "report", "Write a case's report as one file that needs nothing else."),
    Command("export", "export", "Write a case's results as files for other tools."),
    Command("compat", "compat", "Print the tables of other tools, computed exactly as they do.", has_subcommands=True),
    Command("detectors", "detectors", "List the detectors: what each asks, needs and could be mistaken about."),
    Command("importers", "importers", "List the source formats that can be read, and their traps."),
    Command("doctor", "doctor", "Check that this machine, and a case, are in order."),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 usage, 3 data rejected, 4 evidence does not verify."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    called = next((word for word in given if not word.startswith("-")), None)
    try:
        # The peers' tables are timed as whole processes: an ordinary call needs no command line library.
        if given[:2] == ["compat", "cnt"] and import_module("unisono.cli.quick_compat").answer_quickly(given):
            return 0
        application({called} if called else set())(args=given, prog_name="unisono")
    except UnisonoError as error:
        sys.stderr.write(f"unisono: {_visible(str(error))}\n")
        return error.exit_code
    except BrokenPipeError:
        _leave_the_pipe()
        return 1
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return 0


def run() -> None:
    """Run the command line of this process and hand its exit code on."""
    speak_utf8()
    code = main()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_the_pipe()
    sys.exit(code)


def speak_utf8() -> None:
    """Make stdout and stderr write UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def application(loaded: set[str] | None = None) -> typer.Typer:
    """Return the typer application with these commands loaded (all when None); the others stand in by name and help."""
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
    for command in COMMANDS:
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
        from unisono import __version__

        typer.echo(f"unisono {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Find, test and document accounts that act as one in social-media posts."""


def _visible(text: str) -> str:
    """Return the text safe for a terminal, importing the means only when there is something to say."""
    from unisono.cli.output import visible

    return "\n".join(visible(line) for line in text.split("\n"))


def _leave_the_pipe() -> None:
    """Point stdout at nothing, so that Python's last flush does not complain about a reader that left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
