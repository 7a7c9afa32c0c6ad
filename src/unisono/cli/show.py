"""Show everything known about one subject."""

from pathlib import Path
from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.network_page import describe_network, find_network, print_network
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts

app = typer.Typer(
    help="Show everything known about one subject.\n\n"
    "Name the case first, then the subject: unisono show CASE network 1",
    rich_markup_mode=None,
)

NetworkArgument = Annotated[
    str,
    typer.Argument(metavar="N", help="Number of the network, or the handle or id of a member.", show_default=False),
]


@app.callback()
def choose_case(context: typer.Context, case: CaseArgument) -> None:
    """Keep the case for the subject's command."""
    context.obj = case


@app.command("network")
def show_network(
    context: typer.Context, network: NetworkArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a network: who, how, when, on what.

    Prints its members and their roles, its layers, timeline, objects and purpose, and what else could explain it.
    """
    output = Output(as_json, quiet)
    folder: Path = context.obj
    case = open_case(folder)
    run = latest_run(case)
    warn_of_later_posts(output, case, run)
    page = describe_network(case, run, find_network(case, run, network))
    output.json(page)
    if not as_json:
        print_network(output, folder, page)
