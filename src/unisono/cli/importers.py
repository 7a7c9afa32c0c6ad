"""List the source formats."""

from collections.abc import Iterator

from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.importers import IMPORTERS


def command(as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the source formats that can be read, and their traps."""
    output = Output(as_json, quiet)
    if as_json:
        output.rows(rows(), ("importer", "title"))
        return
    for row in rows():
        output.text(f"{row['importer']} ({row['platform']})\n  {row['title']}")
        output.text(f"  Needs: {', '.join(row['columns'])}.")
        for trap in row["traps"]:
            output.text(f"  - {trap}")
        output.text("")


def rows() -> Iterator[dict[str, str | list[str]]]:
    """Yield one row for each importer, in the order of the list."""
    for importer in IMPORTERS:
        yield {
            "importer": importer.name,
            "title": importer.title,
            "platform": importer.platform,
            "columns": list(importer.columns),
            "traps": list(importer.traps),
        }
