"""Print the languages of a case's posts and accounts, and the scripts of names."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from unisono.api.spans import parse_moment
from unisono.cases import Case, Run, open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import at_handle
from unisono.cli.network_page import find_network
from unisono.cli.output import CaseArgument, JsonOption, Output, OverwriteOption, QuietOption
from unisono.dossiers.case_languages import CaseLanguages, read_languages
from unisono.dossiers.chosen_posts import PostChoice, choose_posts
from unisono.exports.writing import require_free
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line

COLUMNS = (
    *("language", "name", "posts", "share", "accounts", "reposts", "by_text", "by_platform", "differs"),
    *("mixed_scripts", "scripts"),
)
ACCOUNT_COLUMNS = (
    *("account", "posts", "n", "languages", "effective_languages", "display_name", "handle_script", "name_script"),
    "mixed_scripts",
)
POST_COLUMNS = (
    *("post_id", "account_id", "created_at", "language", "basis", "confidence", "script", "mixed_scripts"),
    *("platform_language", "differs"),
)
ROWS_SHOWN = 50
LANGUAGES_SHOWN = 4
LEAST_SHARE = 0.01
"""Languages of smaller shares are counted in a table, not named: short posts are misread now and then."""

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def command(  # one parameter an option
    case: CaseArgument,
    accounts: Annotated[bool, typer.Option("--accounts", help="Print one row an account.")] = False,
    posts: Annotated[bool, typer.Option("--posts", help="Print one row a post.")] = False,
    since: Annotated[str | None, typer.Option("--since", help="Read posts from this day or time on (UTC).")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Read posts before this day or time (UTC).")] = None,
    network: Annotated[
        str | None, typer.Option("--network", help="Read posts of this network's members only: a number or a member.")
    ] = None,
    path: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="Write all rows to this file, one JSON object a line.")
    ] = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the languages of a case's posts and accounts, and the scripts of names.

    The words of a post say its language; where they are too few or unclear, the platform's own word is taken (the
    column by platform), and where that is missing, too, the post has none. Differs: posts of which the platform names
    another language than the words. Mixed scripts: a word mixes letters that look alike, such as Latin and Cyrillic.
    With --accounts, n counts an account's posts whose language is known, and the effective number of languages is 1 for
    one language and 2 for two in equal parts; below 10 posts it is not given. Two languages, or a name in another
    script, are ordinary; they say nothing about who somebody is.
    """
    output = Output(as_json, quiet)
    if accounts and posts:
        raise UsageError("--accounts and --posts are two lists. Type one of them.")
    if path is not None:
        require_free([path], overwrite=overwrite)
    opened = open_case(case)
    with output.progress("Reading languages"):
        found = read_languages(opened, choose_posts(opened, *_choice(opened, since, until, network)))
    if path is not None:
        _write(output, path, _rows(found, accounts=accounts, posts=posts))
    elif as_json:
        output.rows(_rows(found, accounts=accounts, posts=posts), ())
    else:
        _print(output, case, found, accounts=accounts, posts=posts)


def _choice(case: Case, since: str | None, until: str | None, network: str | None) -> tuple[Run | None, PostChoice]:
    run = latest_run(case) if network is not None else None
    number = find_network(case, run, network) if run is not None and network is not None else None
    start, end = (parse_moment(moment) if moment else None for moment in (since, until))
    return run, PostChoice(since=start, until=end, network=number)


def _rows(found: CaseLanguages, *, accounts: bool, posts: bool) -> Iterator[Row]:
    if posts:
        return found.post_rows()
    return iter((found.accounts() if accounts else found.languages()).to_dicts())


def _write(output: Output, path: Path, rows: Iterator[Row]) -> None:
    """Write the rows under a temporary name, which a failure does not leave behind, and say how many there are."""
    temporary = path.with_name(f".{path.name}.part")
    written = 0
    try:
        with temporary.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json_line(row) + "\n")
                written += 1
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another place: -o FILE") from error
    finally:
        temporary.unlink(missing_ok=True)
    output.line({"file": str(path), "rows": written}, f"{path}: {counted(written, 'row')}.")


def _print(output: Output, case: Path, found: CaseLanguages, *, accounts: bool, posts: bool) -> None:
    none = "No languages: no post (in this choice) has a text."
    if posts:
        output.rows(found.post_rows(), POST_COLUMNS, none=none, shown=ROWS_SHOWN)
        return
    if accounts:
        output.rows((_account_row(row) for row in found.accounts().to_dicts()), ACCOUNT_COLUMNS, none=none)
        return
    rows = found.languages().to_dicts()
    output.rows((_language_row(row) for row in rows), COLUMNS, none=none, shown=ROWS_SHOWN)
    if rows:
        unnamed = sum(row["posts"] for row in rows if row["language"] is None)
        silent = f"; {found.without_text:,} more have no text" if found.without_text else ""
        output.text(
            f"{counted(found.posts.height, 'post')} with a text, {unnamed:,} of them in no language that text or "
            f"platform says{silent}.\nAccounts: unisono languages {quote(str(case))} --accounts"
        )


def _language_row(row: Row) -> Row:
    scripts = [f"{one['script'] or 'no letters'} {one['posts']:,}" for one in row["scripts"]]
    return {**row, "language": row["language"] or "", "share": f"{row['share']:.1%}".rjust(6), "scripts": scripts}


def _account_row(row: Row) -> Row:
    shares = [
        f"{one['language']} {one['share']:.0%}" for one in (row["languages"] or []) if one["share"] >= LEAST_SHARE
    ]
    shares = shares[:LANGUAGES_SHOWN]
    more = len(row["languages"] or []) - len(shares)
    return {
        **row,
        "account": at_handle(row["handle"], row["account_id"]),
        "languages": [*shares, *([f"{more} more"] if more > 0 else [])],
        "mixed_scripts": "yes" if row["mixed_scripts"] else "",
    }
