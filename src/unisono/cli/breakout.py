"""Say with evidence that a network got beyond posts: levels 4 to 6 of the Breakout Scale."""

from dataclasses import asdict
from shlex import quote
from typing import Annotated, Any

import typer

from unisono.cases import Case, open_case
from unisono.cases.breakouts import (
    STATED,
    KeptLevels,
    StatedLevel,
    keep_level,
    kept_levels,
    levels_by_network,
    withdraw_level,
)  # fmt: skip
from unisono.cases.custody.log import actor
from unisono.cases.marks import network_identity
from unisono.cli.latest_run import latest_run
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, QuietOption
from unisono.model.errors import UsageError

app = typer.Typer(
    help="Say with evidence that a network got beyond posts: levels 4 to 6 of the Breakout Scale.",
    rich_markup_mode=None,
)

Row = dict[str, Any]  # Any: text, numbers, truths
COLUMNS = ("id", "network", "level", "holds", "by", "at", "evidence", "on", "note")


@app.command("add")
def add(
    case: CaseArgument,
    network: Annotated[
        int, typer.Option("--network", help="Number of the network in the latest scan.", show_default=False)
    ],
    level: Annotated[
        int,
        typer.Option(
            "--level", metavar="4|5|6", help=". ".join(f"{n}: {told}" for n, told in STATED.items()), show_default=False
        ),
    ],
    evidence: Annotated[
        str,
        typer.Option(
            "--evidence", metavar="ADDRESS", help="Where others can look it up: a web address, or title and day."
        ),
    ] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Day of the evidence, such as 2026-11-23.")] = "",
    note: Annotated[str, typer.Option("--note", help="What it shows of this network.")] = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """State a level that posts cannot show, with evidence that others can look up.

    No program gives levels 4 to 6: reports and the workbench show them as stated, by whom and on which evidence, beside
    the level that was counted. Without --by it is UNISONO_BY, or your login name, that states it. Nothing is looked up
    or sent anywhere.
    """
    opened = open_case(case)
    run = latest_run(opened)
    networks = dict(run.table("networks").select("network", "accounts").iter_rows())
    if network not in networks:
        raise UsageError(
            f"The latest scan has no network {network}. See which there are: unisono networks {quote(str(case))}"
        )
    kept = keep_level(
        opened.path,
        StatedLevel(
            at="",
            by=actor(by or ""),
            identity=network_identity(networks[network] or ()),
            level=level,
            evidence=evidence,
            note=note,
            on=on,
            network=str(network),
            run=run.id,
        ),
    )
    told = f"{kept.by} states level {level} ({STATED[level]}) of network {network}."
    undo = f"unisono breakout withdraw {quote(str(case))} {kept.id}"
    Output(as_json, quiet).line({"id": kept.id, **asdict(kept)}, f"{told} To withdraw it: {undo}")


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the levels that people stated, the latest first, and which were withdrawn.

    The column network is the number that the network has in the latest scan; where its members changed, of the one of
    which most are the same.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    kept = kept_levels(opened.path)
    how = f"unisono breakout add {quote(str(case))} --network N --level 5 --evidence ADDRESS --note TEXT"
    output.rows(list(level_rows(opened, kept)), COLUMNS, none=f"Nobody stated a level. To state one: {how}")
    for damaged in kept.damaged:
        output.say(damaged.told)


@app.command("withdraw")
def withdraw(
    case: CaseArgument,
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the level in the list.", show_default=False)],
    note: Annotated[str, typer.Option("--note", help="Why it holds no more.")] = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say that a stated level holds no more; both stay in the case."""
    opened = open_case(case)
    found = withdraw_level(opened.path, name, actor(by or ""), note)
    told = {"withdrawn": found.id, "level": found.level, "network": found.network}
    Output(as_json, quiet).line(
        told, f"Level {found.level}, stated by {found.by}, holds no more. Both stay in the case."
    )


def level_rows(case: Case, kept: KeptLevels) -> list[Row]:
    """Return stated levels as rows, the latest first, by the numbers that their networks have now."""
    run = case.latest_run()
    networks = dict(run.table("networks").select("network", "accounts").iter_rows()) if run is not None else {}
    now = {
        one.id: number
        for number, found in levels_by_network(kept.levels, case.runs(), networks).items()
        for one, _ in found
    }
    rows = []
    for one in reversed(kept.levels):
        gone = kept.withdrawn.get(one.id)
        holds = "yes" if gone is None else f"withdrawn by {gone.by}{f': {gone.note}' if gone.note else ''}"
        rows.append({**asdict(one), "id": one.id, "was": one.network, "network": now.get(one.id), "holds": holds})
    return rows
