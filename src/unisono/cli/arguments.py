"""Print the arguments of a case's posts: what they say, and who says it."""

from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import polars as pl
import typer

from unisono.api.spans import parse_moment
from unisono.cases import Run, open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.network_page import find_network
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.page_parts import readable
from unisono.cli.run_age import warn_of_later_posts
from unisono.content.arguments import Argument, Arguments, find_arguments
from unisono.content.arguments_translations import MOST_WORDINGS, Translations, find_translations
from unisono.content.arguments_wordings import without_repost_marks
from unisono.content.case_texts import text_index
from unisono.content.meaning_models import load_model
from unisono.dossiers.account.naming import find_account
from unisono.dossiers.chosen_posts import PostChoice, choose_posts
from unisono.model.counting import counted

COLUMNS = ("rank", "label", "accounts", "posts", "variants", "networked", "example")
EXAMPLE_LETTERS = 100
SHOWN_COPIES = 20

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def command(
    case: CaseArgument,
    hashtag: Annotated[str | None, typer.Option("--hashtag", help="Read posts with this hashtag only.")] = None,
    network: Annotated[
        str | None, typer.Option("--network", help="Read posts of this network's members only: a number or a member.")
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", help="Read posts of this account only: a handle or an id.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Read posts from this day or time on (UTC).")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Read posts before this day or time (UTC).")] = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="Folder of a sentence model: find arguments that are translated, too."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the arguments of a case's posts, those of most accounts first.

    Posts that are nearly the same are one wording; wordings that share several telling words are one argument: none
    rests on one word alone, or on the commonest words of a language. The label has the terms that set an argument most
    apart from the posts around it (--json: with log-odds and z), the example is one of its wordings; networked is the
    share of its posts by accounts in networks, known after a scan. Whether an argument is true, or who wants it told,
    is not looked into.
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    sentences = load_model(model) if model else None
    run = latest_run(opened) if network else opened.latest_run()
    start, end = (parse_moment(moment) if moment else None for moment in (since, until))
    choice = PostChoice(
        since=start,
        until=end,
        hashtag=hashtag,
        network=find_network(opened, run, network) if network and run else None,
        account=find_account(opened, account) if account else None,
    )
    posts = choose_posts(opened, run, choice)
    table = posts.collect()
    objects = text_index(opened).objects(without_repost_marks(table["text"]))
    found = find_arguments(table, objects, networked=_networked(run))
    translations = find_translations(found, sentences) if sentences else None
    if run:
        warn_of_later_posts(output, opened, run)
    rows = [_row(one, translations) for one in found.arguments]
    columns = COLUMNS if run else tuple(name for name in COLUMNS if name != "networked")
    columns += ("same_in_other_languages",) if translations else ()
    output.rows(rows if as_json else [_shown(row) for row in rows], columns, none=_nothing_text(found))
    if rows:
        output.text(_left_text(found))
    if not run:
        output.say(f"Who is in a network is known after a scan: unisono scan {quote(str(case))}")
    if translations:
        _print_copies(output, translations)


def _networked(run: Run | None) -> set[str] | None:
    return None if run is None else set(run.table("members")["account"].to_list())


def _row(one: Argument, translations: Translations | None) -> Row:
    row = asdict(one)
    if translations:
        row["same_in_other_languages"] = translations.ranks.get(one.rank, [])
    return row


def _shown(row: Row) -> Row:
    share = row["networked_share"]
    networked = None if share is None else f"{share:.0%}".rjust(4)
    return {**row, "networked": networked, "example": readable(row["text"], EXAMPLE_LETTERS)}


def _nothing_text(found: Arguments) -> str:
    if found.cannot_say:
        return f"Arguments: {found.cannot_say}."
    return f"No argument: no wording is shared by three accounts among {counted(found.posts, 'post')}."


def _left_text(found: Arguments) -> str:
    placed = found.posts - found.other - found.silent
    text = (
        f"{placed:,} of {counted(found.posts, 'post')} make these arguments; {found.other:,} say what too few others "
        f"say, or an argument further down; {found.silent:,} say too little to compare."
    )
    if found.sampled:
        text += (
            f"\nOf {found.sampled:,} wordings those that most accounts used were compared with each other, and a "
            "sample of the rest; the others went to the nearest argument."
        )
    return text


def _print_copies(output: Output, translations: Translations) -> None:
    if translations.cannot_say:
        output.say(f"Translated copies: {translations.cannot_say}.")
        return
    clusters = translations.copies["cluster"].n_unique()
    output.text(
        f"{counted(clusters, 'text')} in more than one language, among the {translations.compared:,} wordings of most "
        f"accounts (at most {MOST_WORDINGS:,}) whose language is known and not rare:"
    )
    for (_,), rows in translations.copies.filter(pl.col("cluster") < SHOWN_COPIES).group_by(
        "cluster", maintain_order=True
    ):
        for row in rows.iter_rows(named=True):
            output.text(f"  {row['language']}  {' '.join(row['text'].split())}")
        output.text("")
