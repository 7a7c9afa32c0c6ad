"""Say what files hold and what is wrong with them; store nothing."""

from typing import Annotated, Any

import typer

from unisono.cli.import_files import (
    FormatOption,
    MapOption,
    PlatformOption,
    ZoneOption,
    problem_text,
    read_settings,
    require_files,
)
from unisono.cli.output import JsonOption, Output, QuietOption, cell_text
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Files to look into; - is stdin.", show_default=False)
]


def command(
    files: FilesArgument,
    format: FormatOption = None,
    map: MapOption = None,
    tz: ZoneOption = None,
    platform: PlatformOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what files hold and what is wrong with them; store nothing.

    Names the format, which column gives which field, the dates, and what would be lost or misread, with advice.
    """
    output = Output(as_json, quiet)
    settings = read_settings(map, tz, platform)
    require_files(files)
    from unisono.importers.inspecting import inspect_file

    refused = []
    for file in files:
        found = inspect_file(file, format, settings)
        output.line(found, inspect_text(found))
        refused += [file for problem in found["problems"] if problem["code"] == "refused"]
    if refused:
        raise DataRejectedError(f"{', '.join(refused)} cannot be imported as it is. Its problems say what to do.")


def inspect_text(found: dict[str, Any]) -> str:  # Any: the fields of one inspected file
    """Return what a file holds, one fact a line."""
    span = f"{cell_text(found['first_at'])} to {cell_text(found['last_at'])}" if found["first_at"] else "no times"
    lines = [f"{found['file']}: {found['format']}, {counted(found['rows'], 'row')}, {span}"]
    lines.append("  Columns, our field from the file's:" if found["columns"] else "  No column is recognised.")
    width = max((len(field) for field in found["columns"]), default=0)
    lines += [f"    {field:<{width}}  {column}" for field, column in found["columns"].items()]
    sound = "  No problems found." if found["rows"] or found.get("profiles") else "  No post was found."
    lines.append("  Problems:" if found["problems"] else sound)
    lines += ["  " + problem_text(problem).replace("\n", "\n  ") for problem in found["problems"]]
    return "\n".join(lines)
