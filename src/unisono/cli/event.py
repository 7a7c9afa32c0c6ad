"""Mark when something happened, so that scans count who woke around it."""

from typing import Annotated

import typer

from unisono.api.spans import parse_moment
from unisono.cases import open_case
from unisono.cases.events import Event, keep_event, kept_events, remove_event
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption

app = typer.Typer(help="Mark when something happened, so that scans count who woke around it.", rich_markup_mode=None)

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
    keep_event(open_case(case).path, event)
    told = {"added": name, "at": event.at, "source": source}
    Output(as_json, quiet).line(told, f"Added {name}, {event.at:%Y-%m-%d %H:%M} UTC.")


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the events that the case keeps, earliest first."""
    rows = kept_events(open_case(case).path).rename({"name": "event"}).iter_rows(named=True)
    Output(as_json, quiet).rows(
        rows,
        columns=("event", "at", "source"),
        none="No events: unisono event add CASE NAME --at DATE --source TEXT",
    )


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take an event out of the case."""
    remove_event(open_case(case).path, name)
    Output(as_json, quiet).line({"removed": name}, f"Removed {name}.")
