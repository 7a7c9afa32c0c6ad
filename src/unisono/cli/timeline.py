"""Print what happened in a case, in order."""

from shlex import quote
from typing import Annotated

import polars as pl
import typer

from unisono.api.choices import require_choice
from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import at_handle, handles_of
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.page_parts import unseen_text
from unisono.cli.run_age import warn_of_later_posts
from unisono.dossiers.case_timeline.happening import KINDS, told_of
from unisono.dossiers.case_timeline.telling import what_happened

COLUMNS = ("at", "until", "kind", "networks", "accounts", "says")


def command(
    case: CaseArgument,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help=f"Print one kind only: {', '.join(KINDS)}.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print what happened in a case, in order: networks, hashtags, attacks, wakings, events.

    Everything here is a finding of the latest scan, or an event that somebody told the case. That one thing comes
    after another does not say that it comes from it.
    """
    output = Output(as_json, quiet)
    if kind is not None:
        require_choice("--kind", kind, KINDS)
    opened = open_case(case)
    run = latest_run(opened)
    warn_of_later_posts(output, opened, run)
    happened = what_happened(opened, run).happenings
    wanted = happened if kind is None else happened.filter(pl.col("kind") == kind)
    none = "Nothing of this kind happened, as far as the scan can tell." if happened.height else "Nothing was found."
    rows = wanted.to_dicts()
    if not as_json:
        handles = handles_of(opened, wanted["author"].drop_nulls())
        for row in rows:
            author = at_handle(handles.get(row["author"]), row["author"]) if row["author"] else None
            row["says"] = told_of(row["kind"], row["subject"], author, row["says"])
    output.rows(rows, COLUMNS, none=none)
    if unseen := unseen_text(opened.path):
        output.text(unseen.strip())
    if wanted["finding"].drop_nulls().len():
        output.text(
            f"The posts behind each: unisono timeline {quote(str(case))} --json, then unisono evidence "
            f"{quote(str(case))} FINDING"
        )
