"""Mark when something happened, so that scans count who woke around it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from shlex import quote
from typing import Annotated, Any

import polars as pl
import typer

from unisono.accounts.around_events import EVENT_DAYS
from unisono.api.spans import parse_moment
from unisono.cases import Case, open_case
from unisono.cases.events import Event, keep_event, kept_events, remove_event
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption

app = typer.Typer(help="Mark when something happened, so that scans count who woke around it.", rich_markup_mode=None)

Row = dict[str, Any]  # Any: JSON of a run's record

NETWORKS_TOLD = 5
"""Networks of each side of an event that are told at most, the most surprising first; --json has all."""

DOUBTFUL = 0.05
"""Chance of as many from which on a window that is no finding is nothing unusual."""

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the event within the case.", show_default=False)
]


@app.command("add")
def add(
    case: CaseArgument,
    name: NameArgument,
    at: Annotated[
        str, typer.Option("--at", help="Day or time, in UTC: 2018-06-30 or 2018-06-30T18:00:00Z.", show_default=False)
    ],
    source: Annotated[
        str | None, typer.Option("--source", help="Where it can be looked up.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep an event in the case: a vote, a verdict, an attack.

    The next scan counts the accounts that woke within 14 days before and after it.
    """
    event = Event(name, parse_moment(at), source)
    opened, output = open_case(case), Output(as_json, quiet)
    keep_event(opened.path, event)
    told = {"added": name, "at": event.at, "source": source}
    scan = f"A scan tests who woke around it: unisono scan {quote(str(case))}"
    output.line(told, f"Added {name}, {event.at:%Y-%m-%d %H:%M} UTC. {scan}")
    outside = _outside_text(opened, event.at)
    if outside:
        output.say(outside)


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the events that the case keeps, earliest first, and what the latest scan tested of each."""
    opened, output = open_case(case), Output(as_json, quiet)
    run = opened.latest_run()
    tested = run.record.get("events", []) if run else []
    rows: list[Row] = []
    for row in kept_events(opened.path).rename({"name": "event"}).iter_rows(named=True):
        own = [one for one in tested if one["event"] == row["event"] and datetime.fromisoformat(one["at"]) == row["at"]]
        rows.append({**row, "result": result_text(own, str(case)), "windows": own})
    columns = ("event", "at", "source", "result")
    output.rows(rows, columns, none="No events: unisono event add CASE NAME --at DATE --source TEXT")


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take an event out of the case."""
    remove_event(open_case(case).path, name)
    Output(as_json, quiet).line({"removed": name}, f"Removed {name}.")


def result_text(windows: Sequence[Row], case: str) -> str:
    """Return what a scan found around an event, also where nothing was unusual; windows: of a run's record."""
    if not windows:
        return f"not tested by the latest scan: unisono scan {quote(case)}"
    sides = list(dict.fromkeys(one["side"] for one in windows))
    return " ".join(_side_text([one for one in windows if one["side"] == side]) for side in sides)


def _side_text(windows: Sequence[Row]) -> str:
    """Return the sentence of one side of an event: the case, then its networks, those that are unusual first."""
    whole, networks = windows[0], sorted(windows[1:], key=lambda one: (not one["unusual"], one["p"]))
    if whole["cannot_say"]:
        return f"{whole['days']} days {whole['side']}: not tested, {whole['cannot_say']}."
    told = [
        f"{whole['woke']:,} accounts woke within {whole['days']} days {whole['side']}, expected "
        f"{whole['expected']:,.3g}: {_verdict(whole)}."
    ]
    unusual = [one for one in networks if one["unusual"]]
    told += [
        f"Network {one['network']}: {one['woke']:,} of {one['n']:,}, expected {one['expected']:,.2g}: {_verdict(one)}."
        for one in unusual[:NETWORKS_TOLD]
    ]
    left = len(networks) - len(unusual[:NETWORKS_TOLD])
    if left:
        which = f"{left:,} more" if len(networks) > left else f"{left:,}"
        more = len(unusual) - NETWORKS_TOLD
        result = f"{more:,} of them far more than chance (--json)" if more > 0 else "nothing unusual"
        told.append(f"{which} network{'' if left == 1 else 's'} tested: {result}.")
    return " ".join(told)


def _verdict(window: Row) -> str:
    if window["unusual"]:
        return f"far more than chance (q {window['q']:.1g})"
    return (
        f"more than expected, not beyond doubt (p {window['p']:.2g})" if window["p"] <= DOUBTFUL else "nothing unusual"
    )


def _outside_text(case: Case, at: datetime) -> str | None:
    """Return that the case has no posts, or none of these days, or None where it has some of the days around."""
    first, last = case.posts().select(pl.col("created_at").min(), last=pl.col("created_at").max()).collect().row(0)
    if first is None or last is None:
        return "The case has no posts with a time yet: until it has, a scan can say nothing of this event."
    if first <= at <= last:
        return None
    near = first - timedelta(days=EVENT_DAYS) <= at <= last + timedelta(days=EVENT_DAYS)
    says = "says little or nothing" if near else "can say nothing"
    span = f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return f"The event lies outside of the case, whose posts are from {span}: a scan {says} of it."
