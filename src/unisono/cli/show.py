"""Show everything known about one subject."""

from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.network_page import describe_network, find_network, print_network
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption

app = typer.Typer(help="Show everything known about one subject.", rich_markup_mode=None)

NetworkArgument = Annotated[
    str,
    typer.Argument(metavar="N", help="Number of the network, or the handle or id of a member.", show_default=False),
]


@app.command("network")
def show_network(
    case: CaseArgument, network: NetworkArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a network: members and roles, layers, timeline, objects, purpose, and what else could explain it."""
    output = Output(as_json, quiet)
    opened = open_case(case)
    run = latest_run(opened)
    page = describe_network(opened, run, find_network(opened, run, network))
    output.json(page)
    if not as_json:
        print_network(output, case, page)
