"""List the source formats."""

from collections.abc import Iterator
from typing import Annotated

import typer

from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.importers import IMPORTERS, importer_named
from unisono.importers.declaration import Importer

NameArgument = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="One format, with its traps.", show_default=False)
]


def command(name: NameArgument = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the source formats that can be read; of one, what it needs and its traps."""
    output = Output(as_json, quiet)
    found = IMPORTERS if name is None else (importer_named(name),)
    if as_json:
        output.rows(rows(found), ("importer", "title"))
        return
    if name is None:
        width = max(len(importer.name) for importer in found)
        for importer in found:
            output.text(f"{importer.name:<{width}}  {importer.title}")
        output.text("\nWhat one needs, and its traps: unisono importers NAME")
        return
    for row in rows(found):
        output.text(f"{row['importer']} ({row['platform']})\n  {row['title']}")
        more = len(set(row["reads"]) - set(row["columns"]))
        output.text(f"  Needs: {', '.join(row['columns'])}{f', and {more} more that it reads' if more else ''}.")
        for trap in row["traps"]:
            output.text(f"  - {trap}")


def rows(importers: tuple[Importer, ...] = IMPORTERS) -> Iterator[dict[str, str | list[str]]]:
    """Yield one row for each importer, in the order of the list."""
    for importer in importers:
        yield {
            "importer": importer.name,
            "title": importer.title,
            "platform": importer.platform,
            "columns": list(importer.columns),
            "reads": list(importer.reads),
            "traps": list(importer.traps),
        }
