"""Print the texts that several accounts published, alike or nearly so."""

from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from unisono.api.settings import require_similarity
from unisono.api.spans import parse_moment
from unisono.cases import open_case
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.page_parts import readable
from unisono.cli.run_age import warn_of_later_posts
from unisono.cli.scan_options import SimilarityOption
from unisono.cli.text_page import fitting_text
from unisono.dossiers.shared_texts import SharedTexts, describe_shared_texts, find_shared_texts
from unisono.model.counting import counted

COLUMNS = ("text", "accounts", "posts", "variants", "testimony", "languages", "networked", "first_at", "template")
ROWS_SHOWN = 50
LETTERS_SHOWN = 100


def command(
    case: CaseArgument,
    with_posts: Annotated[bool, typer.Option("--posts", help="Add the ids of the posts (with --json).")] = False,
    least_accounts: Annotated[
        int, typer.Option("--least-accounts", min=1, help="Leave out texts of fewer accounts.")
    ] = 2,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, help=f"Print so many texts; without it all with --json, {ROWS_SHOWN} in a table."),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Read posts from this day or time on (UTC).")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Read posts before this day or time (UTC).")] = None,
    similarity: SimilarityOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the texts that several accounts published, alike or nearly so, most accounts first.

    Texts count as one where at least seven tenths of their letters are the same (--similarity; else that of the latest
    scan), links, mentions, emoji and the tags at their ends aside; reposts do not count. The template has the words in
    common, and slots for those that differ; where not all texts fit, it says how many do. Testimony: half of the posts
    claim something of their writer; at the end of the whole list follow texts of fewer accounts that are put together
    from the words of other testimonies. Languages are those of the three most posted wordings. Same words show that
    words were copied, not that accounts agreed: unisono show CASE text ID has what else could explain it. The share of
    posts by members of networks is known after a scan.
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    run = opened.latest_run()
    if run:
        warn_of_later_posts(output, opened, run)
    with output.progress("Comparing texts"):
        shared = find_shared_texts(
            opened,
            run,
            least_accounts=least_accounts,
            since=parse_moment(since) if since else None,
            until=parse_moment(until) if until else None,
            similarity=None if similarity is None else require_similarity(similarity),
        )
    if as_json:
        output.rows(describe_shared_texts(shared, top, with_posts=with_posts), COLUMNS)
    else:
        _print_table(output, case, shared, top or ROWS_SHOWN, scanned=run is not None)
    if not run:
        output.say(f"Who is in a network is known after a scan: unisono scan {quote(str(case))}")


def _print_table(output: Output, case: Path, shared: SharedTexts, top: int, *, scanned: bool) -> None:
    rows = [_shown(row) for row in describe_shared_texts(shared, top)]
    silent = set() if scanned else {"networked"}
    columns = tuple(name for name in COLUMNS if name not in silent)
    output.rows(rows, columns, none=_nothing_text(shared, case), shown=top)
    if not rows:
        return
    posts = int(shared.texts["posts"].sum())
    output.text(
        f"{counted(shared.texts.height, 'text')} in {posts:,} of the {shared.posts_read:,} posts that say something in "
        f"words of their own. Who copied whom, or why, the words do not say.\n"
        f"One text: unisono show {quote(str(case))} text {rows[0]['text']}"
    )
    if shared.texts.height < top and shared.told_alike.height:
        output.say(
            f"{counted(shared.told_alike.height, 'text')} of fewer accounts, at the end, "
            f"{'is' if shared.told_alike.height == 1 else 'are'} put together from the words of other testimonies."
        )
    if shared.texts.height > top:
        output.say(f"{top:,} of {shared.texts.height:,} texts shown. More: --top N; all of them: --json")


def _shown(row: dict[str, Any]) -> dict[str, Any]:  # Any: what a cell holds depends on its column
    share = row["networked_share"]
    return {
        **row,
        "networked": None if share is None else f"{share:.0%}".rjust(4),
        "testimony": "yes" if row["testimony"] else "",
        "template": fitting_text(row) + readable(row["template"], LETTERS_SHOWN),
    }


def _nothing_text(shared: SharedTexts, case: Path) -> str:
    if not shared.posts_read:
        posts, _ = shared.case.counts()
        if not posts:
            return f"No texts: the case has no posts yet. Add some: unisono import {quote(str(case))} FILE"
        return f"No texts: none of the {counted(posts, 'post')} (in this span) says something in words of its own."
    return (
        f"No text has so many accounts: the {counted(shared.posts_read, 'post')} that say something differ "
        "from account to account. Fewer accounts: --least-accounts 1"
    )
