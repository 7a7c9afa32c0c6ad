"""Mark the domains of a case that others have published lists of."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from unisono.cases import open_case
from unisono.cases.domain_lists import DomainList, keep_domain_list, kept_domain_lists, remove_domain_list
from unisono.cli.naming_accounts import some_of
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.page_parts import readable
from unisono.content.addresses import hosts_of
from unisono.content.domain_lists import describe_listing, listed_domains, read_domain_list
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.traces.acts import read_acts
from unisono.traces.link import links_of_acts

COLUMNS_SHOWN = 12

app = typer.Typer(help="Mark the domains of a case that others have published lists of.", rich_markup_mode=None)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the list within the case.", show_default=False)
]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, TSV, JSON or text with domains or addresses.", show_default=False)
]


@app.command("add")
def add(
    case: CaseArgument,
    name: NameArgument,
    file: FileArgument,
    source: Annotated[
        str | None, typer.Option("--source", help="Who published the list: name, title or address.", show_default=False)
    ] = None,
    published: Annotated[
        str | None, typer.Option("--date", help="Day it was published or fetched: 2026-01-31.", show_default=False)
    ] = None,
    label: Annotated[
        str | None, typer.Option("--as", help="What the list calls the domains in it.", show_default=False)
    ] = None,
    column: Annotated[
        str | None, typer.Option("--column", help="Column of the domains or addresses.", show_default=False)
    ] = None,
    label_column: Annotated[
        str | None, typer.Option("--label-column", help="Column of what the list calls each.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep a published list of domains in the case, with its source and date.

    An address stands for its host, or for its page on a host where many publish. Every row left out is counted.
    """
    output = Output(as_json, quiet)
    folder = open_case(case).path
    domains = read_domain_list(
        file,
        name=name,
        source=source,
        published=published,
        label=label,
        column=column,
        label_column=label_column,
    )
    keep_domain_list(folder, domains)
    output.line({"added": name, **_about(domains)}, f"Added {name}: {counted(len(domains.entries), 'domain')}.")
    output.say(columns_text(domains))
    if domains.duplicates:
        output.say(f"{counted(domains.duplicates, 'row')} repeated another.")
    for part in domains.rejected:
        output.say(f"{counted(part.rows, 'row')} left out: {part.reason}. The first: {part.example!r}")


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the lists of domains that the case keeps."""
    rows = ({"list": each.name, **_about(each)} for each in kept_domain_lists(open_case(case).path))
    Output(as_json, quiet).rows(
        rows,
        columns=("list", "entries", "source", "date", "added_at"),
        none="No lists: unisono domains add CASE NAME FILE --source TEXT --date DAY",
    )


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take a list out of the case."""
    remove_domain_list(open_case(case).path, name)
    Output(as_json, quiet).line({"removed": name}, f"Removed {name}.")


@app.command("found")
def found(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print which domains of the case's links are on its lists, most posts first.

    What a list says is what its publisher says, on its date; being listed is no finding about an account.
    """
    opened = open_case(case)
    lists = kept_domain_lists(opened.path)
    if not lists:
        raise UsageError(f"{case} keeps no lists. Add one: unisono domains add CASE NAME FILE --source TEXT --date DAY")
    acts = read_acts(opened.posts(), ("text", "urls"))
    places = _places(links_of_acts(acts))
    listings = listed_domains(places["place"].unique(maintain_order=True), lists)
    counts = places.join(listings, left_on="place", right_on="domain").group_by(
        "publisher", "list", "label", "source", "date"
    )
    rows = (
        counts.agg(pl.col("post").n_unique().alias("posts"), pl.col("account").n_unique().alias("accounts"))
        .rename({"publisher": "domain"})
        .sort("posts", "domain", "list", "label", descending=[True, False, False, False])
    )
    Output(as_json, quiet).rows(
        ({**row, "says": describe_listing(row)} for row in rows.iter_rows(named=True)),
        columns=("domain", "posts", "accounts", "says"),
        none="None of the linked domains is on a list.",
    )


def _places(links: pl.DataFrame) -> pl.DataFrame:
    """Return post, account, publisher and the place to look up: the page on a host of many, else the host."""
    page = pl.col("publisher").str.contains("/", literal=True)
    place = pl.when(page).then(pl.col("publisher")).otherwise(pl.lit(hosts_of(links["address"])))
    return links.select("post", "account", "publisher", place.alias("place"))


def _about(domains: DomainList) -> dict[str, object]:
    return {
        "entries": len(domains.entries),
        "duplicates": domains.duplicates,
        "rejected": [asdict(part) for part in domains.rejected],
        "source": domains.source,
        "date": domains.date,
        "file": domains.file,
        "sha256": domains.sha256,
        "added_at": domains.added_at,
        "columns": list(domains.columns),
        "domain_column": domains.domain_column,
        "label_column": domains.label_column,
    }


def columns_text(domains: DomainList) -> str:
    """Return what was read as domain, label and date, and how to have another column read."""
    labelled = sum(entry.label is not None for entry in domains.entries)
    label = f"as label {readable(domains.label_column)}" if domains.label_column else "none as label"
    others = [one for one in domains.columns if one not in (domains.domain_column, domains.label_column)]
    unread = f" Not read: {some_of([readable(one) for one in others], COLUMNS_SHOWN)}." if others else ""
    taken = (
        f"Columns read: as domain {readable(domains.domain_column)}, {label}.{unread}"
        if domains.domain_column
        else "No columns have names: the first of a row was read as domain, the second, if any, as label."
    )
    told = (
        f"{labelled:,} of {counted(len(domains.entries), 'domain')} with a label" if labelled else "No label was found"
    )
    return (
        f"{taken}\n{told}. The date of all is {domains.date}, from --date.\n"
        "Another column: --column NAME for domains, --label-column NAME for labels; one label for all: --as TEXT "
        f"(first: unisono domains remove CASE {domains.name})"
    )
