"""Write a case's results as files for other tools."""

import sys
from typing import Annotated

import typer

from unisono.api.choices import require_choice
from unisono.cases import Case, open_case
from unisono.cases.custody import log_entry
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, OverwriteOption, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.exports import EXPORTS, Exporter, ExportSettings, export_case, exporter_named
from unisono.model.errors import UsageError
from unisono.traces import LAYER_READERS

_KINDS = ", ".join(exporter.name for exporter in EXPORTS)


def command(
    case: CaseArgument,
    to: Annotated[str, typer.Option("--to", metavar="KIND", help=f"What to write: {_KINDS}.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "--out", "-o", metavar="PATH", help="File, or folder for csv and parquet; - is stdout."
        ),
    ] = None,
    layer: Annotated[str, typer.Option("--layer", help="Layer whose traces to write (coortweet).")] = "repost",
    raw: Annotated[
        bool, typer.Option("--raw", help="Write CSV for machines, without the guard against formulas.")
    ] = False,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="WHO[,FORM]",
            help="Who reads it: internal, peer (pseudonyms) or public (no words of posts either); and for stix plain "
            "or opencti.",
        ),
    ] = "",
    overwrite: OverwriteOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a case's results as files for other tools.

    csv and parquet are folders of tables, xlsx is the same as one workbook; gexf, graphml and json are the graph of the
    networks; coortweet is the table of one layer's traces; disarm is which techniques of DISARM findings support; stix
    and misp tell platforms for threat intelligence of networks, for peers unless --profile says otherwise; bundle is
    the whole case in one archive. The same run gives the same bytes. A file that is there already is left as it is.
    """
    printer = Output(as_json, quiet)
    exporter = exporter_named(to)
    require_choice("--layer", layer, [reader.name for reader in LAYER_READERS])
    opened = open_case(case)
    run = opened.latest_run()
    if run is not None:
        warn_of_later_posts(printer, opened, run)
    if output == "-":
        _print_export(opened, exporter, exporter.settings(layer=layer, raw=raw, profile=profile), as_json=as_json)
        return
    place = output or case.resolve().name + (exporter.suffix or f"-{to}")
    written = export_case(opened, run, to, place, layer=layer, raw=raw, profile=profile, overwrite=overwrite)
    reader = exporter.settings(profile=profile).profile
    printer.line({**written, "profile": reader}, f"Wrote {place} ({written['rows']:,} rows, {reader}).")


def _print_export(case: Case, exporter: Exporter, settings: ExportSettings, *, as_json: bool) -> None:
    """Write the one file of an export to stdout, and nothing else."""
    if not exporter.suffix:
        raise UsageError(f"An export to {exporter.name} is a folder of files. Name it: -o FOLDER")
    if as_json:
        raise UsageError("-o - writes the export itself to stdout, where --json would write too. Give one of them.")
    (file,) = exporter.files(case, case.latest_run(), settings)
    sys.stdout.flush()
    file.write(sys.stdout.buffer)
    sys.stdout.buffer.flush()
    log_entry(case.path, "export", details={"what": exporter.name, "profile": settings.profile, "to": "stdout"})
