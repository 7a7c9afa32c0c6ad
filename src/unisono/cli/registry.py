"""Remember networks across cases, and see which of them a case has again."""

import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.output import CaseArgument, JsonOption, Output, OverwriteOption, QuietOption
from unisono.cli.registry_matches import print_matches
from unisono.exports.exporter import in_bytes
from unisono.exports.writing import write_files
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.model.json_text import json_value
from unisono.registry import (
    Registry,
    describe_case,
    export_registry,
    forget_account,
    forget_networks,
    import_export,
    keep_case,
    read_registry,
    registry_file,
)

app = typer.Typer(help="Remember networks across cases, and see which of them a case has again.", rich_markup_mode=None)

RegistryOption = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        help="File of the registry. Default: what UNISONO_REGISTRY says, else unisono/registry.sqlite among your data.",
        show_default=False,
    ),
]
KnownArgument = Annotated[int, typer.Argument(metavar="KNOWN", help="Number of a known network.", show_default=False)]

LIST_COLUMNS = ("known", "case", "network", "size", "layers", "first_at", "last_at", "verdict", "added_at")
MEMBER_COLUMNS = ("account", "handle", "role", "posts", "first_at", "last_at", "names", "bio", "texts", "partners")
MEMBERS_SHOWN = 50
NOTHING_KNOWN = "No known networks. Add those of a case: unisono registry add CASE"

Row = dict[str, Any]  # Any: what a cell holds depends on its column


@app.command("add")
def add(
    case: CaseArgument,
    network: Annotated[
        list[int] | None, typer.Option("--network", help="Add this network only; may be given again.")
    ] = None,
    registry: RegistryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add the networks of a case's latest scan to the known networks.

    Kept are the members with their handles, names, bios, and digests of their pictures and texts, the links they share
    and whom they turn to; not their texts. A case added again replaces what was known of its earlier scans. A case
    is known by what its files hold: moved, renamed, copied or with files imported since, it is the same one.
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    run = latest_run(opened)
    there = sorted(run.table("networks")["network"])
    missing = sorted(set(network or []) - set(there))
    if missing:
        named = ", ".join(map(str, missing))
        raise UsageError(f"{case} has no network {named}. See which it has: unisono networks {quote(str(case))}")
    if not there:
        output.text(f"The latest scan of {case} found no network; nothing was added.")
        return
    with output.progress("Reading members"):
        described = describe_case(opened, run, network or None)
    place = registry_file(registry)
    kept, replaced = keep_case(place, described.record)
    sizes = dict(described.record.networks.select("network", "size").iter_rows())
    for row in kept.sort("known").iter_rows(named=True):
        told = {"added": row["known"], "case": opened.name, "network": row["network"], "size": sizes[row["network"]]}
        output.json({**told, "run": run.id, "registry": str(place)})
    gone = f" {counted(replaced, 'known network')} of this case gave way." if replaced else ""
    output.text(
        f"Added {counted(kept.height, 'network')} of {opened.name} to {place}.{gone}\n"
        f"See which of them another case has: unisono registry match CASE"
    )


@app.command("match")
def match(
    case: CaseArgument,
    registry: RegistryOption = None,
    all_pairs: Annotated[
        bool, typer.Option("--all", help="Show also networks that have no more in common than chance gives.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print which known networks a case has again, who may have come back, and the core of several campaigns.

    Four kinds of lines: present (accounts of a known network are in the case), together (they are in one network of it
    again, tested against accounts that post as much), returning (another account has much in common with a known one: a
    suggestion, no proof), core (accounts that recur in the networks of several cases). Networks that rest on the same
    posts are one observation: they are neither tested nor looked at for a core, and --json says so in lines `withheld`.
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    run = latest_run(opened)
    known = read_registry(registry_file(registry))
    print_matches(output, opened, run, known, all_pairs=all_pairs)


@app.command("list")
def list_(registry: RegistryOption = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the known networks."""
    known = read_registry(registry_file(registry))
    Output(as_json, quiet).rows(_network_rows(known), LIST_COLUMNS, none=NOTHING_KNOWN)


@app.command("show")
def show(
    known: KnownArgument, registry: RegistryOption = None, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Print everything that is kept of one known network."""
    output = Output(as_json, quiet)
    kept = read_registry(registry_file(registry))
    row = next((one for one in _network_rows(kept) if one["known"] == known), None)
    if row is None:
        raise UsageError(f"The registry has no network {known}. See which it has: unisono registry list")
    members = list(_member_rows(kept, known))
    output.json({**row, "members": members})
    place = f" ({row['path']})" if row["path"] else ""
    output.text(
        f"Known network {known}: network {row['network']} of {row['case']}{place}, run {row['run']}\n"
        f"{counted(row['size'], 'account')}, {row['verdict']}; {row['because'] or ''}\n\nMembers"
    )
    if not as_json:
        output.rows([_short(one) for one in members], MEMBER_COLUMNS, none="No members are kept.", shown=MEMBERS_SHOWN)


@app.command("remove")
def remove(
    known: Annotated[
        list[int] | None, typer.Argument(metavar="KNOWN", help="Numbers of known networks.", show_default=False)
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="Remove all networks of this case: its name or folder.")
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", help="Remove one account, platform:id, from every known network.")
    ] = None,
    registry: RegistryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take known networks, or one account, out of the registry.

    What is removed is overwritten in the file. Exports made before still hold it.
    """
    output = Output(as_json, quiet)
    place = registry_file(registry)
    if [bool(known), case is not None, account is not None].count(True) != 1:
        raise UsageError("Say what to remove: numbers of known networks, or --case CASE, or --account ID.")
    if account is not None:
        networks = forget_account(place, account)
        told = {"removed_account": account, "networks": networks}
        output.line(told, f"Removed {account} from {counted(networks, 'known network')}.")
        return
    numbers = list(known or []) or _networks_of_case(read_registry(place), str(case))
    forget_networks(place, numbers)
    for number in numbers:
        output.line({"removed": number}, f"Removed known network {number}.")


@app.command("export")
def export(
    path: Annotated[str, typer.Option("--output", "--out", "-o", metavar="FILE", help="File to write; - is stdout.")],
    without_names: Annotated[
        bool, typer.Option("--without-names", help="Leave out handles, display names, bios and folders of cases.")
    ] = False,
    registry: RegistryOption = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the registry to one file that others can import."""
    output = Output(as_json, quiet)
    known = read_registry(registry_file(registry))
    content = export_registry(known, without_names=without_names)
    if path == "-":
        if as_json:
            raise UsageError("-o - writes the export itself to stdout, where --json would write too. Give one of them.")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    write_files([in_bytes(target.name, content, known.networks.height)], target, is_folder=False, overwrite=overwrite)
    told = {"export": str(target), "cases": known.cases.height, "networks": known.networks.height}
    counts = f"{counted(known.networks.height, 'known network')} of {counted(known.cases.height, 'case')}"
    output.line({**told, "without_names": without_names}, f"Wrote {target}: {counts}.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `registry export` wrote.", show_default=False)],
    registry: RegistryOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add the known networks of an export to the registry; cases it has already stay as they are."""
    output = Output(as_json, quiet)
    added, had = import_export(registry_file(registry), file)
    cases = added["case_key"].n_unique()
    told = {"imported": str(file), "cases": cases, "networks": added.height, "known_before": had}
    before = f" {counted(had, 'case')} of it {'was' if had == 1 else 'were'} known already and left as known." * bool(
        had
    )
    counts = f"{counted(added.height, 'known network')} of {counted(cases, 'case')}"
    output.line(told, f"Added {counts} from {file}.{before}")


def _network_rows(registry: Registry) -> Iterator[Row]:
    cases = {row["case_key"]: row for row in registry.cases.iter_rows(named=True)}
    for row in registry.networks.iter_rows(named=True):
        case = cases[row["case_key"]]
        yield {
            "known": row["known"],
            "case": case["name"],
            "path": case["path"],
            **{name: row[name] for name in ("network", "size", "verdict", "objects", "posts", "q")},
            "layers": json_value(row["layers"], {}),
            "innocent": json_value(row["innocent"], []),
            "because": row["because"],
            "first_at": row["first_at"],
            "last_at": row["last_at"],
            **{name: case[name] for name in ("run", "version", "added_at", "case_key")},
            "case_posts": case["posts"],
            "case_accounts": case["accounts"],
            "sources": json_value(case["sources"], []),
        }


def _member_rows(registry: Registry, known: int) -> Iterator[Row]:
    """Yield the members with what they are known by: {kind: [{value, shown, uses, post}]}."""
    traits = registry.traits.filter(registry.traits["known"] == known).drop("known")
    kept: dict[str, dict[str, list[Row]]] = {}
    for row in traits.iter_rows(named=True):
        told = {name: row[name] for name in ("value", "shown", "uses", "post") if row[name] is not None}
        kept.setdefault(row["account"], {}).setdefault(row["kind"], []).append(told)
    for row in registry.members.filter(registry.members["known"] == known).iter_rows(named=True):
        own = {name: row[name] for name in row if name not in ("known", "account")}
        yield {"account_id": row["account"], **own, "known_by": kept.get(row["account"], {})}


def _short(member: Row) -> Row:
    """Return a member as a line of a table."""
    by = member["known_by"]
    return {
        **member,
        "account": member["account_id"],
        "names": [one["shown"] for one in by.get("name", [])],
        "bio": next((one["shown"] for one in by.get("bio", [])), ""),
        "texts": len(by.get("text", [])),
        "partners": len(by.get("partner", [])),
    }


def _networks_of_case(registry: Registry, case: str) -> list[int]:
    """Return the known networks of a case that is named or whose folder is given; raises UsageError."""
    resolved = str(Path(case).resolve())
    cases = [row for row in registry.cases.iter_rows(named=True) if case in (row["name"], row["path"], row["case_key"])]
    cases = cases or [row for row in registry.cases.iter_rows(named=True) if row["path"] == resolved]
    if len(cases) != 1:
        what = f"{len(cases)} cases named" if cases else "no case"
        raise UsageError(f"The registry has {what} {case}. Give its folder as in: unisono registry list --json")
    return registry.networks.filter(registry.networks["case_key"] == cases[0]["case_key"])["known"].to_list()
