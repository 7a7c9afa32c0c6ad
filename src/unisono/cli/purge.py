"""Take people or posts out of a case for good, or say until when it may be kept; the log of the case stays."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from unisono.api.spans import parse_moment
from unisono.cases import Case, domain_lists, events, open_case, same_persons, targets, trends, watchlists
from unisono.cases.folder import count_posts
from unisono.cases.purging import Purged, PurgeRequest, purge
from unisono.cases.retention import Retention, keep_retention, read_retention
from unisono.cases.targets import WORD_FILES
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, QuietOption
from unisono.dossiers.account.naming import find_account
from unisono.model.counting import counted
from unisono.model.errors import UsageError

TOLD = tuple(one.FILES for one in (domain_lists, events, same_persons, targets, trends, watchlists))
"""What people told the case by name, and can take out by that name."""


def command(
    case: CaseArgument,
    account: Annotated[
        list[str] | None,
        typer.Option("--account", help="An account, with all it wrote: handle or platform:id; repeat for several."),
    ] = None,
    post: Annotated[
        list[str] | None, typer.Option("--post", help="A post, by platform:id; repeat for several.")
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", help="Posts from before this day, such as 2018-06-30.")
    ] = None,
    deleted: Annotated[
        bool, typer.Option("--deleted", help="Posts that their authors deleted on the platform.")
    ] = False,
    everything: Annotated[bool, typer.Option("--everything", help="All posts, and all that was made of them.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Everything, if the day until which it may be kept is over.")
    ] = False,
    keep_until: Annotated[
        str | None, typer.Option("--keep-until", metavar="DAY", help="Set the last day on which the case may be kept.")
    ] = None,
    because: Annotated[str, typer.Option("--because", help="Why, for the log: a request, a rule, a term.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only counted.")] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take people or posts out of a case for good, or say until when it may be kept.

    Accounts go with their posts, profiles and what is nested of them in posts of others, who no longer name them; they
    go out of the accounts of targets as well. Reposts of what is gone keep a stand-in, so that they still meet. Runs,
    exports and other files made from the posts are removed: scan again. Named accounts and posts are left out of later
    imports. The log says that, when, why and how much, not who. Copies outside the case folder, and the files that were
    imported, are yours to delete.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    if keep_until is not None:
        _refuse_both(case, account or post or before or deleted or everything or due)
        _keep_until(opened, keep_until, because, output)
        return
    if due:
        told = _require_due(opened.path)
        everything, because = True, because or f"kept until {told.keep_until}: {told.because}"
    asked = PurgeRequest(
        tuple(_account(opened, one) for one in account or ()),
        tuple(_post(one) for one in post or ()),
        parse_moment(before) if before else None,
        deleted,
        everything,
    )
    if not asked.says:
        raise UsageError(
            f"Say what is to go: unisono purge {quote(str(case))} --account HANDLE --because TEXT, or --post, "
            "--before, --deleted, --everything, --due. Until when it may stay: --keep-until DAY"
        )
    if yes and not because.strip():
        raise UsageError("Say why, for the log of the case: --because 'asked by e-mail on 3 May'")
    purged = purge(opened.path, asked, because.strip(), by or "", is_trial=not yes)
    output.line(asdict(purged) | {"done": yes}, _done(purged, opened) if yes else _trial(purged))


def _refuse_both(case: Path, asked: object) -> None:
    """Refuse a later day together with posts that are to go: nobody can tell which of the two was meant."""
    if asked:
        raise UsageError(
            "--keep-until says how long the case may stay, and nothing was taken out. First set the day, by itself: "
            f"unisono purge {quote(str(case))} --keep-until DAY --because TEXT; then say what is to go, without it"
        )


def _account(case: Case, name: str) -> str:
    """Return platform:id; one that the case does not hold may be named so, to be left out of what is imported later."""
    try:
        return find_account(case, name)
    except UsageError:
        if ":" in name.strip(":") and not name.startswith("@"):
            return name
        raise


def _post(name: str) -> str:
    if ":" not in name.strip(":"):
        raise UsageError(f"{name} is no post by platform and id. Type it as pages show it, such as twitter:{name}")
    return name


def _require_due(case: Path) -> Retention:
    told = read_retention(case)
    if told is None:
        raise UsageError(
            f"Nobody said until when {case} may be kept. Say it: unisono purge {quote(str(case))} --keep-until DAY "
            "--because TEXT; or take all out now: --everything"
        )
    if not told.is_due():
        raise UsageError(f"{case} may be kept until {told.keep_until}. To take all out now: --everything")
    return told


def _keep_until(case: Case, day: str, because: str, output: Output) -> None:
    try:
        until = date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{day!r} is no day. Write it as 2027-12-31.") from error
    if not because.strip():
        raise UsageError("Say why it may be kept so long: --because 'until the trial is over'")
    told = keep_retention(case.path, until, because.strip())
    over = (
        f" That day is over. Take its posts out: unisono purge {quote(str(case.path))} --due --yes"
        if told.is_due()
        else ""
    )
    output.line(asdict(told), f"May be kept until {told.keep_until}: {told.because}{over}")


def _trial(purged: Purged) -> str:
    return (
        f"{counted(purged.posts, 'post')} would go ({purged.asked}), with all that was made of the posts: runs, "
        "exports, pages. It cannot be undone. Do it: the same command with --because TEXT --yes"
    )


def _done(purged: Purged, case: Case) -> str:
    made = ", ".join(f"{name} ({counted(files, 'file')})" for name, files in purged.removed.items() if files)
    told = [
        f"{counted(purged.posts, 'post')} taken out ({purged.asked}): {counted(purged.rows, 'row')} of all tables; "
        f"{counted(purged.edited, 'row')} of others no longer name them.",
        f"Raw lines were emptied in {counted(purged.recordings, 'recording')}." if purged.recordings else "",
        f"Removed with them: {made}." if made else "",
        _next_step(case, has_runs="runs" in purged.removed),
        f"They were taken out of {counted(purged.links, 'link')} of accounts to one person." if purged.links else "",
        f"They were taken out of the accounts of {counted(purged.targets, 'target')}." if purged.targets else "",
        _still_naming(purged.still_naming, case.path),
        _in_chains(purged.in_chains),
    ]
    return "\n".join(line for line in told if line)


def _next_step(case: Case, *, has_runs: bool) -> str:
    """Say what to do with what is left: nothing can be scanned where no post is."""
    where = quote(str(case.path))
    if count_posts(case) == 0:
        return (
            "The case has no posts any more; its log stays, as proof of what was done: "
            f"unisono log {where}. Import others: unisono import {where} FILE; or delete the folder."
        )
    return f"Scan again: unisono scan {where}" if has_runs else ""


def _still_naming(files: Sequence[str], case: Path) -> str:
    """Say which files name the gone, and what to type to remove those that have a command for it."""
    if not files:
        return ""
    commands = {one.folder: f"unisono {one.command} remove {quote(str(case))}" for one in TOLD}
    commands[WORD_FILES.folder] = f"unisono {WORD_FILES.command} {quote(str(case))} --remove"
    placed = [(str(Path(file).parent), Path(file).stem) for file in files]
    removing = [f"\n  {commands[folder]} {quote(name)}" for folder, name in placed if folder in commands]
    how = "".join(["\nTake these out, with all they say:", *removing]) if removing else ""
    return f"They are still named in: {', '.join(files)}. These are yours to change.{how}"


def _in_chains(lines: Mapping[str, int]) -> str:
    """Say which logs name the gone, that these cannot be changed, and what to do about it."""
    if not lines:
        return ""
    told = " and ".join(f"{name} in {counted(count, 'line')}" for name, count in lines.items())
    pack = " Every pack that is sealed carries custody.jsonl: keep packs of this case to yourselves, or encrypt them "
    return (
        f"Still named by {told}. No line of these can be changed or taken out: each holds the hash of those before it, "
        f"and a change breaks the chain.{pack}"
        "(evidence-pack seal -o PACK.zip.age --age RECIPIENT). To have a log that does not name them, import the files "
        "into a new case and purge there first; then delete this one."
    )
