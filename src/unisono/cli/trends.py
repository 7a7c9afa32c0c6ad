"""Say which hashtags trended, from lists that you import."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import polars as pl
import typer

from unisono.cases import open_case
from unisono.cases.trends import TrendList, keep_trends, kept_trends, remove_trends
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.dossiers.trend_files import COLUMNS, read_trends
from unisono.importers.zones import check_zone
from unisono.model.counting import counted
from unisono.model.errors import UsageError

app = typer.Typer(help="Say which hashtags trended, from lists that you import.", rich_markup_mode=None)

FIELDS = ", ".join(COLUMNS)


@app.command("add")
def add(
    case: CaseArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, JSON or JSON lines of trends.", show_default=False)
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", help="Name of the list within the case; else the file's.", show_default=False),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Who collected the list, and how.", show_default=False)
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help=f"Read a field ({FIELDS}) from this column; repeatable."),
    ] = None,
    zone: Annotated[str, typer.Option("--tz", metavar="ZONE", help="Zone of times that state none.")] = "UTC",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep a list of trends in the case: time, rank, tag, and place and volume where it has them.

    Columns are found by their names. Every row left out is counted with its reason.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    called = name or file.stem
    trends = read_trends(file, name=called, source=source, zone=check_zone(zone), mapping=_parse(mapping or []))
    keep_trends(opened.path, trends)
    about = _about(trends)
    said = f"Added {called}: {counted(trends.entries.height, 'entry', 'entries')}, {_span_words(trends)}."
    output.line({"added": called, **about}, said)
    columns = ", ".join(f"{field} from {column}" for field, column in trends.columns)
    remove_it = f"unisono trends remove {quote(str(case))} {quote(called)}"
    output.say(f"Read {columns}. A wrong one? Type {remove_it} and add it again with --map FIELD=COLUMN")
    if trends.duplicates:
        output.say(f"{counted(trends.duplicates, 'row')} repeated another.")
    for part in trends.rejected:
        output.say(f"{counted(part.rows, 'row')} left out: {part.reason}. The first: {part.example!r}")
    output.say(f"Pages of hashtags say now whether a tag trended: unisono show {quote(str(case))} hashtag TAG")


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the trend lists that the case keeps."""
    rows = ({"list": each.name, **_about(each)} for each in kept_trends(open_case(case).path))
    Output(as_json, quiet).rows(
        rows,
        columns=("list", "entries", "tags", "places", "first_at", "last_at", "source", "added_at"),
        none="No trend lists: unisono trends add CASE FILE --source TEXT",
    )


@app.command("remove")
def remove(
    case: CaseArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the list within the case.", show_default=False)],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take a trend list out of the case."""
    remove_trends(open_case(case).path, name)
    Output(as_json, quiet).line({"removed": name}, f"Removed {name}.")


def _parse(pairs: list[str]) -> dict[str, str]:
    """Return field and column of each --map; raises UsageError where one is no pair."""
    for pair in pairs:
        if "=" not in pair.strip("="):
            raise UsageError(f"--map {pair} is not FIELD=COLUMN. Type for example: --map tag=trend")
    return dict(pair.split("=", 1) for pair in pairs)


def _about(trends: TrendList) -> dict[str, object]:
    entries = trends.entries
    return {
        "entries": entries.height,
        "tags": entries["tag"].drop_nulls().n_unique(),
        "topics": int(entries["tag"].null_count()),
        "places": entries["place"].drop_nulls().unique().sort().to_list(),
        "first_at": entries["at"].min(),
        "last_at": entries["at"].max(),
        "source": trends.source,
        "file": trends.file,
        "sha256": trends.sha256,
        "added_at": trends.added_at,
        "columns": dict(trends.columns),
        "duplicates": trends.duplicates,
        "rejected": [{"reason": one.reason, "rows": one.rows, "example": one.example} for one in trends.rejected],
    }


def _span_words(trends: TrendList) -> str:
    first, last = trends.entries.select(pl.col("at").min(), last=pl.col("at").max()).row(0)
    return f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC"
