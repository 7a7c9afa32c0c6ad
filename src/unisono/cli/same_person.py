"""Link accounts of one person, with the reason, so that they are not taken for several people."""

from shlex import quote
from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cases.same_persons import SamePerson, keep_same_person, kept_links, remove_same_person
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.dossiers.account.naming import find_account
from unisono.model.errors import UsageError

app = typer.Typer(
    help="Link accounts of one person, with the reason, so that they are not taken for several people.",
    rich_markup_mode=None,
)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the person within the case.", show_default=False)
]


@app.command("add")
def add(
    case: CaseArgument,
    name: NameArgument,
    account: Annotated[
        list[str],
        typer.Option(
            "--account", help="An account: handle or platform:id; repeat for each of two or more.", show_default=False
        ),
    ],
    because: Annotated[
        str, typer.Option("--because", "--reason", help="Why they are taken for one person.", show_default=False)
    ],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Declare accounts to belong to one person, on one platform or several.

    The accounts stay apart in every count. A network whose members are all of one person is explained by that; their
    pages name each other, with the reason.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    if not because.strip():
        raise UsageError("Say why these accounts are taken for one person: --because 'both link to the same page'")
    accounts = tuple(dict.fromkeys(find_account(opened, one) for one in account))
    if len(accounts) < 2:
        raise UsageError(f"A person with one account needs no link. Name another: --account {accounts[0]} --account B")
    keep_same_person(opened.path, SamePerson(name, accounts, because.strip()))
    told = {"added": name, "accounts": list(accounts), "because": because.strip()}
    scan = f"Scan again, so that networks know of it: unisono scan {quote(str(case))}"
    output.line(told, f"Added {name}: {', '.join(accounts)}. {scan}")


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print which accounts the case takes for one person, and why."""
    links = kept_links(open_case(case).path)
    rows = ({"person": one.person, "accounts": list(one.accounts), "because": one.because} for one in links)
    none = f"No links: unisono same-person add {quote(str(case))} NAME --account A --account B --because TEXT"
    Output(as_json, quiet).rows(rows, ("person", "accounts", "because"), none=none)


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take a link out of the case."""
    remove_same_person(open_case(case).path, name)
    Output(as_json, quiet).line({"removed": name}, f"Removed {name}.")
