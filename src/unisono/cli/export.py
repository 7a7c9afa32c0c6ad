"""Write a case's results as files for other tools."""

from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.exports import EXPORTS, export_case, exporter_named
from unisono.model.errors import UsageError

_KINDS = ", ".join(exporter.name for exporter in EXPORTS)


def command(
    case: CaseArgument,
    to: Annotated[str, typer.Option("--to", metavar="KIND", help=f"What to write: {_KINDS}.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="File, or folder for csv and parquet; - is stdout."),
    ] = None,
    layer: Annotated[str, typer.Option("--layer", help="Layer whose traces to write (coortweet).")] = "repost",
    raw: Annotated[
        bool, typer.Option("--raw", help="Write CSV for machines, without the guard against formulas.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a case's results as files for other tools.

    csv and parquet are folders of tables; gexf, graphml and json are the graph of the networks; coortweet is the
    table of one layer's traces. The same run gives the same bytes.
    """
    printer = Output(as_json, quiet)
    exporter = exporter_named(to)
    opened = open_case(case)
    place = output or case.resolve().name + (exporter.suffix or f"-{to}")
    if place == "-" and as_json:
        raise UsageError("-o - writes the export itself to stdout, where --json would write too. Give one of them.")
    written = export_case(opened, opened.latest_run(), to, place, layer=layer, raw=raw)
    if place == "-":
        return
    printer.line(written, f"Wrote {place} ({written['rows']:,} rows).")
