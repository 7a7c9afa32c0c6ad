"""Remember lists of accounts to watch, in versions, with why each account is on them."""

from dataclasses import asdict
from shlex import quote
from typing import Annotated, Any

import polars as pl
import typer

from unisono.cases import Case, Run, open_case
from unisono.cases.watchlists import (
    MEMBERSHIPS,
    NOT_SAID,
    Change,
    Member,
    Watchlist,
    change_between,
    find_watchlist,
    keep_watchlist,
    kept_watchlists,
    remove_watchlist,
    versions_of,
)
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import some_of
from unisono.cli.network_page import find_network
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.page_parts import readable
from unisono.dossiers.watchlist.from_network import list_of_network
from unisono.dossiers.watchlist.matching import match_members
from unisono.dossiers.watchlist.whose import whose_list
from unisono.importers.watchlists.reading import SaidOfAll, read_watchlist
from unisono.model.counting import counted
from unisono.model.errors import UsageError

app = typer.Typer(help="Remember lists of accounts to watch, with why each is on them.", rich_markup_mode=None)

Row = dict[str, Any]  # Any: what a cell holds depends on its column

NAMES_SHOWN = 5
NO_LISTS = "No watchlists: unisono watchlist add CASE NAME FILE --source TEXT --date DAY"

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the list within the case.", show_default=False)
]
VersionOption = Annotated[
    int | None, typer.Option("--version", help="Number of a version; the latest if none is named.", show_default=False)
]
MembershipOption = Annotated[
    str | None,
    typer.Option(
        "--membership",
        help="How accounts of which the file does not say it come to be listed: attributed (by a source), "
        "acted_together, or engages (merely).",
        show_default=False,
    ),
]


@app.command("add")
def add(
    case: CaseArgument,
    name: NameArgument,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="CSV, TSV, JSON, JSON lines, or a plain list of handles, ids or addresses of profiles.",
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None, typer.Option("--source", help="Who published the list: name, title or address.", show_default=False)
    ] = None,
    published: Annotated[
        str | None, typer.Option("--date", help="Day it was published: 2018-06-30.", show_default=False)
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why accounts without a reason are on it.", show_default=False)
    ] = None,
    membership: MembershipOption = None,
    added_by: Annotated[
        str | None, typer.Option("--added-by", help="Who put them on the list.", show_default=False)
    ] = None,
    platform: Annotated[
        str | None, typer.Option("--platform", help="Platform of accounts of which the file does not say it.")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Name a column: account, handle, reason, evidence, date …"),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add a file as a watchlist, or as the next version of one.

    Columns are guessed by their names: who, why, evidence, date, added by, source, membership. A list accuses people:
    of one without reasons you are warned. Rows that name no account are counted, and so are members that the case has
    not. An earlier version stays, and who came and who went is told.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    said = SaidOfAll(
        platform=platform.lower() if platform else None,
        reason=reason,
        source=source,
        date=_day(published),
        added_by=added_by,
        membership=membership,
        mapping=_mapping(mapping or []),
    )
    kept, is_new = keep_watchlist(opened.path, read_watchlist(file, name, said))
    _tell_added(output, opened, kept, is_new=is_new)


@app.command("from-network")
def from_network(
    case: CaseArgument,
    name: NameArgument,
    network: Annotated[
        str, typer.Argument(metavar="N", help="Number of the network, or the handle or id of a member.")
    ],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a watchlist of a network's members.

    The network is one of the latest scan. Its members are listed as having acted together, with the network and the
    scan as evidence, and the scan's own reason.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    run = latest_run(opened)
    number = find_network(opened, run, network)
    kept, is_new = keep_watchlist(opened.path, list_of_network(run, number, name))
    _tell_added(output, opened, kept, is_new=is_new)
    fits = _innocent_text(run, number)
    if fits:
        output.say(fits)


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the watchlists that the case keeps, in their latest versions."""
    rows = [_about(one) for one in kept_watchlists(open_case(case).path)]
    columns = ("watchlist", "version", "members", "without_reason", "source", "date", "added_at")
    Output(as_json, quiet).rows(rows, columns, none=NO_LISTS)


@app.command("members")
def members(
    case: CaseArgument,
    name: NameArgument,
    version: VersionOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print who is on a list, how and why, and which account of the case each is."""
    opened = open_case(case)
    watchlist = find_watchlist(opened.path, name, version)
    matches = match_members(opened, watchlist.members)
    rows = [_member_row(one, match) for one, match in zip(watchlist.members, matches.to_dicts(), strict=True)]
    columns = ("member", "account", "how", "membership", "reason", "evidence", "date", "added_by", "source")
    told = tuple(name for name in columns if name in ("member", "account") or any(row[name] for row in rows))
    shown = [{**row, "account": row["account"] or row["absent"]} for row in rows]
    output = Output(as_json, quiet)
    output.rows(rows if as_json else [_readable(row) for row in shown], told)
    output.say("Being on a list is the list's claim, not a finding of this case.")


@app.command("versions")
def versions(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the versions of a list, and who came and who went with each."""
    path = open_case(case).path
    find_watchlist(path, name)
    kept = versions_of(path, name)
    rows = []
    for before, after in zip([None, *kept[:-1]], kept, strict=True):
        change = change_between(before, after) if before else Change((), (), ())
        rows.append({**_about(after), **_change_row(change)})
    shown = [{**row, "sha256": row["sha256"][:12], **_change_texts(row)} for row in rows]
    columns = ("version", "added_at", "members", "came", "went", "changed", "file", "sha256")
    Output(as_json, quiet).rows(rows if as_json else shown, columns)


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take a list out of the case, with all its versions."""
    gone = remove_watchlist(open_case(case).path, name)
    sentence = f"Removed {name}, {counted(gone, 'version')}."
    Output(as_json, quiet).line({"removed": name, "versions": gone}, sentence)


def _tell_added(output: Output, case: Case, kept: Watchlist, *, is_new: bool) -> None:
    """Say what became of a list: its version, whom the case has of it, what was left out, and what it does not say."""
    matches = match_members(case, kept.members)
    found = matches["account"].drop_nulls().n_unique()
    absent = [
        {"member": member.named, "absent": why}
        for member, why in zip(kept.members, matches["absent"], strict=True)
        if why is not None
    ]
    earlier = versions_of(case.path, kept.name)
    change = change_between(earlier[-2], kept) if is_new and len(earlier) > 1 else Change((), (), ())
    row = {
        "added": kept.name,
        "is_new": is_new,
        **_about(kept),
        "found": found,
        "absent": absent,
        **_change_row(change),
    }
    size = f"{counted(len(kept.members), 'account')}, {found:,} of them in the case"
    if is_new:
        sentence = f"Added {kept.name}, version {kept.version}: {size}."
    else:
        sentence = f"Nothing is new: {kept.name} has this very list as version {kept.version}: {size}."
    whose = whose_list(kept)
    claim = f"Whose list: {readable(whose) if whose else 'nobody is named as its source'}"
    output.line(row, f"{sentence} {claim}{f', of {kept.date}' if kept.date else ''}.")
    if is_new and len(earlier) > 1:
        output.say(_diff_text(change, kept.version - 1))
    for text in warnings_of(kept):
        output.say(text)
    if absent:
        names = [f"{readable(one['member'], 60)} ({one['absent']})" for one in absent]
        output.say(f"Not matched in the case: {counted(len(absent), 'member')}: {some_of(names, NAMES_SHOWN)}.")
    for part in kept.rejected:
        which = "1 row" if part.rows == 1 else f"Each of {part.rows:,} rows"
        output.say(f"{which} {part.reason}. The first: {readable(part.example)!r}")
    if kept.duplicates:
        output.say(f"{counted(kept.duplicates, 'row')} named an account again; what they say was joined to the first.")
    output.text(f"See what they push: unisono show {quote(str(case.path))} watchlist {quote(kept.name)}")


def warnings_of(watchlist: Watchlist) -> list[str]:
    """Return what a reader must know of a list that does not say enough: reasons, source, date."""
    size = len(watchlist.members)
    told = []
    if watchlist.without_reason:
        which = (
            "No account has a reason"
            if watchlist.without_reason == size
            else (f"{watchlist.without_reason:,} of {counted(size, 'account')} are listed without a reason")
        )
        told.append(
            f"Warning: {which}. A list that does not say why somebody is on it cannot be checked: give a column of "
            "reasons, or one for all: --reason TEXT"
        )
    if not watchlist.source and not any(one.source for one in watchlist.members):
        told.append("Warning: the list has no source. Say whose claim it is: --source TEXT")
    if not watchlist.date and not any(one.date for one in watchlist.members):
        told.append("Warning: the list has no date. Accounts are sold and renamed: say when it was made: --date DAY")
    return told


def _about(one: Watchlist) -> Row:
    return {
        "watchlist": one.name,
        "version": one.version,
        "sha256": one.sha256,
        "members": len(one.members),
        "without_reason": one.without_reason,
        "memberships": {
            kind or "not_said": sum(member.membership == kind for member in one.members)
            for kind in (*MEMBERSHIPS, None)
        },
        "source": one.source,
        "date": one.date,
        "file": one.file,
        "file_sha256": one.file_sha256,
        "added_at": one.added_at,
        "rejected": [asdict(part) for part in one.rejected],
        "duplicates": one.duplicates,
        "columns": one.columns,
    }


def _change_row(change: Change) -> Row:
    return {kind: [one.named for one in getattr(change, kind)] for kind in ("came", "went", "changed")}


def _change_texts(row: Row) -> Row:
    return {
        kind: f"{len(row[kind]):,}: {some_of(row[kind], NAMES_SHOWN)}" if row[kind] else ""
        for kind in ("came", "went", "changed")
    }


def _diff_text(change: Change, before: int) -> str:
    parts = [
        f"{len(part):,} {verb} ({some_of([one.named for one in part], NAMES_SHOWN)})"
        for part, verb in ((change.came, "came"), (change.went, "went"), (change.changed, "are told of otherwise"))
        if part
    ]
    return f"Since version {before}: {', '.join(parts)}." if parts else f"The members are those of version {before}."


def _member_row(member: Member, match: Row) -> Row:
    how = MEMBERSHIPS.get(member.membership or "", NOT_SAID)
    return {
        "member": member.named,
        **asdict(member),
        **{name: match[name] for name in ("account", "how", "absent")},
    } | {
        "membership": member.membership,
        "membership_text": how,
    }


def _readable(row: Row) -> Row:
    told = {name: readable(row[name]) if isinstance(row[name], str) else row[name] for name in row}
    return {**told, "membership": row["membership_text"]}


def _innocent_text(run: Run, number: int) -> str | None:
    """Return a warning where something innocent explains the network."""
    verdict = run.table("networks").filter(pl.col("network") == number)["verdict"][0]
    if verdict != "coordinated_explained":
        return None
    return (
        f"Warning: what network {number} did has an innocent explanation that fits. Read it before you share this "
        f"list: unisono show CASE network {number}"
    )


def _day(written: str | None) -> str | None:
    if written is None:
        return None
    from unisono.cli.watchlist_page import parse_day

    return parse_day(written).isoformat()


def _mapping(given: list[str]) -> dict[str, str]:
    pairs = {}
    for one in given:
        field, equals, column = one.partition("=")
        if not (field and equals and column):
            raise UsageError(f"--map {one!r} names no column. Type FIELD=COLUMN, such as --map reason=Notes")
        pairs[field.strip()] = column
    return pairs
