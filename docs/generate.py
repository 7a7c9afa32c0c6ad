"""Write docs/reference from the code: commands, source formats, detectors, columns. Run by `make docs`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from unisono.cli import COMMANDS, application
from unisono.cli.detectors import rows as detector_rows
from unisono.cli.importers import rows as importer_rows
from unisono.model import tables

FOLDER = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Written by docs/generate.py: change the code, then type `make docs`. -->\n"
TABLES = (
    "POSTS", "ACCOUNTS", "REFERENCES", "DELETIONS", "VERSIONS", "TRACES", "PAIRS", "NETWORKS", "MEMBERS", "ACTS",
    "FINDINGS",
)  # fmt: skip


def pages() -> dict[str, str]:
    """Return the text of every generated page by file name."""
    return {
        "commands.md": NOTE + "\n".join(command_lines()),
        "importers.md": NOTE + "\n".join(importer_lines()),
        "detectors.md": NOTE + "\n".join(detector_lines()),
        "columns.md": NOTE + "\n".join(column_lines()),
    }


def command_lines() -> Iterator[str]:
    """Yield the page of the commands."""
    yield "# Commands\n"
    yield "Data goes to stdout, talk and progress to stderr. Exit codes: 0 done, 2 usage, 3 data rejected,"
    yield "4 evidence does not verify. `NO_COLOR` is obeyed. With `--json`, stdout holds one JSON object a line"
    yield "and nothing else.\n"
    root: Any = typer.main.get_command(application())  # Any: typer's command classes differ between its versions
    for command in COMMANDS:
        found = root.commands[command.name]
        yield from _command_lines(f"unisono {command.name}", found)
        for name, part in getattr(found, "commands", {}).items():
            before = [parameter for parameter in found.params if parameter.param_type_name == "argument"]
            words = " ".join([command.name, *(_argument_text(argument) for argument in before), name])
            yield from _command_lines(f"unisono {words}", part)


def _command_lines(name: str, command: Any) -> Iterator[str]:  # Any: see command_lines
    is_group = hasattr(command, "commands")
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    words = [_argument_text(argument) for argument in arguments]
    usage = [name, *words, *(["COMMAND"] if is_group else []), *(["[options]"] if options else [])]
    yield f"## {name}\n"
    yield f"```\n{' '.join(usage)}\n```\n"
    yield f"{_paragraphs(command.help or '')}\n"
    for parameter in [*arguments, *options]:
        yield f"- `{_parameter_text(parameter)}`: {_cell(parameter.help or 'no help')}{_default_text(parameter)}"
    if arguments or options:
        yield ""


def _argument_text(argument: Any) -> str:  # Any: see command_lines
    text = (argument.metavar or argument.name.upper()).strip("[]").removesuffix("...")
    text += "…" if argument.nargs == -1 else ""
    return text if argument.required else f"[{text}]"


def _parameter_text(parameter: Any) -> str:  # Any: see command_lines
    if parameter.param_type_name == "argument":
        return _argument_text(parameter)
    return ", ".join([*parameter.opts, *parameter.secondary_opts])


def _default_text(parameter: Any) -> str:  # Any: see command_lines
    value = parameter.default
    shown = isinstance(value, str | int | float) and not isinstance(value, bool)
    return f" Default: `{value}`." if shown and value != "" else ""


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\b", "").strip().splitlines())


def importer_lines() -> Iterator[str]:
    """Yield the page of the source formats."""
    yield "# Source formats\n"
    yield "`unisono import` guesses the format from a file's content; `--format NAME` says it. Compressed files"
    yield "are opened as they are. The guide [Import your export](../guides/import-your-export.md) goes through one.\n"
    for row in importer_rows():
        yield f"## {row['importer']}\n"
        yield f"{row['title']} (platform: {row['platform']})\n"
        yield f"Needs: {', '.join(f'`{name}`' for name in row['columns']) or 'nothing in particular'}.\n"
        yield from (f"- {_cell(trap)}" for trap in row["traps"])
        yield ""


def detector_lines() -> Iterator[str]:
    """Yield the page of the detectors."""
    yield "# Detectors\n"
    yield "Each asks one question and names the innocent explanations to think of before its answer is used.\n"
    for row in detector_rows():
        yield f"## {row['detector']}\n"
        yield f"{row['question']}\n"
        yield f"Needs: {', '.join(f'`{name}`' for name in row['columns'])}.\n"
        yield "Innocent explanations:\n"
        yield from (f"- {_cell(reason)}" for reason in row["innocent"])
        yield ""


def column_lines() -> Iterator[str]:
    """Yield the page of the tables and their columns."""
    yield "# Columns\n"
    yield "What Unisono stores and hands out. Missing is null, never zero or empty. Times are UTC. In posts and"
    yield "accounts ids are bare and `platform` is a column of its own; everywhere else an id is `platform:id`.\n"
    for name in TABLES:
        yield f"## {name.lower()}\n"
        yield "| column | kind |\n|---|---|"
        yield from (f"| `{column}` | {kind} |" for column, kind in getattr(tables, name).items())
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
