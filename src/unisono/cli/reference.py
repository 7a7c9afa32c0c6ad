"""Write what accounts usually do to a file, to compare those of other cases with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from unisono.accounts.known import KnownAccounts
from unisono.accounts.percentiles import Group, Sketch, reference_of
from unisono.accounts.reference_files import ReferenceFile, read_reference, write_reference
from unisono.accounts.signals.measuring import measure_signals, read_known
from unisono.cases import open_case
from unisono.cli.output import CaseArgument, JsonOption, Output, OverwriteOption, QuietOption
from unisono.exports.writing import require_free
from unisono.model.counting import counted
from unisono.model.tables import TIME
from unisono.model.times import time_text
from unisono.model.version import __version__

app = typer.Typer(
    help="Write what accounts usually do to a file, to compare those of other cases with it.", rich_markup_mode=None
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The reference file.", show_default=False)]


@app.command("build")
def build(
    case: CaseArgument,
    path: Annotated[Path, typer.Option("-o", metavar="FILE", help="Where to write it.", show_default=False)],
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write what the accounts of a case do as a file, by platform, main language and time, without any names.

    Of each signal, it keeps how its values are spread over groups of at least 200 accounts. Take a case of ordinary
    accounts, gathered as the case was that you want to compare: of what a single hashtag brought together, hardly
    anything is usual elsewhere.
    """
    output = Output(as_json, quiet)
    require_free([path], overwrite=overwrite)
    opened = open_case(case)
    with output.progress("Measuring accounts"):
        known = read_known(opened)
        table = measure_signals(known)
    content = ReferenceFile(
        reference_of(table),
        made_by=__version__,
        posts=len(known.timelines.times),
        accounts=len(table.accounts),
        **_span(known),
    )
    groups = write_reference(path, content)
    told = {"reference": str(path), "accounts": content.accounts, "posts": content.posts, "groups": groups}
    output.line(
        told,
        f"{path}: {counted(groups, 'group')} out of {counted(content.accounts, 'account')}. "
        f"Use it: unisono accounts CASE --reference {path}",
    )


@app.command("show")
def show(file: FileArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the groups of a reference file: whose signals it holds, and of how many accounts."""
    output = Output(as_json, quiet)
    content = read_reference(file)
    rows = [_group_row(group, sketches) for group, sketches in content.reference.sketches.items()]
    output.rows(rows, ("platform", "language", "period", "accounts", "signals"))
    output.text(
        f"Built by Unisono {content.made_by} from {counted(content.posts, 'post')} of "
        f"{counted(content.accounts, 'account')}, {content.first_at} to {content.last_at}."
    )


def _span(known: KnownAccounts) -> dict[str, Any]:  # Any: texts or None
    times = known.timelines.times
    moments = pl.Series([times.min(), times.max()] if len(times) else [], dtype=pl.Int64).cast(TIME).to_list()
    first, last = [time_text(moment) for moment in moments] or (None, None)
    return {"first_at": first, "last_at": last}


def _group_row(group: Group, sketches: Mapping[str, Sketch]) -> dict[str, object]:
    platform, language, year, quarter = group
    return {
        "platform": "all" if platform is None else platform or "not known",
        "language": "all" if language is None else language or "not known",
        "period": "all" if year is None else f"{year} Q{quarter}" if quarter else str(year),
        "accounts": max(sketch.n for sketch in sketches.values()),
        "signals": len(sketches),
    }
