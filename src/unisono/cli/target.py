"""Mark who is attacked, so that scans and pages find the posts against them."""

from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from unisono.cases import Case, open_case
from unisono.cases.named_files import plain_name
from unisono.cases.targets import (
    Target,
    WordList,
    add_target,
    keep_words,
    kept_targets,
    kept_words,
    remove_target,
    remove_words,
)
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.traces.hashtag import fold_tag, tag_at_start

app = typer.Typer(
    help="Mark who is attacked, so that scans and pages find the posts against them.", rich_markup_mode=None
)

Row = dict[str, Any]  # Any: texts and lists of texts

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the target within the case.", show_default=False)
]


@app.command("add")
def add(
    case: CaseArgument,
    name: NameArgument,
    alias: Annotated[
        list[str] | None,
        typer.Option(
            "--alias",
            help="What texts, mentions and handles call the target, in any script; may be given several times.",
            show_default=False,
        ),
    ] = None,
    hashtag: Annotated[
        list[str] | None,
        typer.Option(
            "--hashtag", help="A hashtag used against the target; may be given several times.", show_default=False
        ),
    ] = None,
    account: Annotated[
        list[str] | None,
        typer.Option(
            "--account", help="An account of the target itself: a handle or an id (platform:id).", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add a target to the case, or more names to one that it has.

    Posts are about it that name an alias as a word of its own, mention or answer its account, or carry the hashtag.
    Without alias and account its own name is looked for. Texts are searched in every script, with or without accents.
    """
    opened, output = open_case(case), Output(as_json, quiet)
    given = Target(name.strip(), _clean(alias, "alias"), _tags(hashtag), _clean(account, "account"))
    kept = add_target(opened.path, given)
    unknown = _not_in_case(opened, given.accounts)
    common = _frequent_names(opened, kept)
    told = {"added": kept.name, "aliases": kept.aliases, "hashtags": kept.hashtags, "accounts": kept.accounts}
    show = f"unisono show {quote(str(case))} target {quote(kept.name)}"
    output.line(
        {**told, "accounts_not_in_case": unknown, "frequent_names": common},
        f"Added {kept.name}. {_looked_for(kept)}{_unknown_text(unknown)}{_frequent_text(common)}"
        f"\nPosts against it: {show}",
    )


@app.command("list")
def list_(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the targets that the case keeps, by name, and its word lists."""
    opened, output = open_case(case), Output(as_json, quiet)
    targets = kept_targets(opened.path)
    rows = [
        {"target": one.name, "names": list(one.names), "accounts": list(one.accounts), "hashtags": list(one.hashtags)}
        for one in targets.targets
    ]
    none = f"No targets: unisono target add {quote(str(case))} NAME --alias NAME --account HANDLE"
    output.rows(rows, ("target", "names", "accounts", "hashtags"), none=none)
    if targets.words:
        output.text(f"Word lists: {', '.join(words.name for words in targets.words)}.")


@app.command("remove")
def remove(case: CaseArgument, name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Take a target out of the case, with all its names.

    It also goes out of the jobs of the workbench. Runs, reports and exports that were made before may still name it.
    """
    folder = open_case(case).path
    remove_target(folder, name)
    left = [part for part in ("runs", "reports", "exports") if any((folder / part).glob("[!.]*"))]
    still = f" What was made before may still name it: {', '.join(left)} in {folder}." if left else ""
    Output(as_json, quiet).line({"removed": name, "may_still_name_it": left}, f"Removed {name}.{still}")


@app.command("words")
def words(
    case: CaseArgument,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="One phrase a line, or CSV with a column `phrase`.", show_default=False),
    ] = None,
    remove_: Annotated[
        str | None,
        typer.Option("--remove", metavar="NAME", help="Take this word list out of the case.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add a list of hostile words of your own to the case, or replace the one of that file's name.

    Columns besides `phrase` are language, kind and severity. A line that starts with a hyphen and a space switches a
    phrase off that the program knows. Without FILE the lists of the case are printed.
    """
    from unisono.content.hostility.lexicon import read_lexicon

    opened, output = open_case(case), Output(as_json, quiet)
    if remove_ is not None:
        remove_words(opened.path, remove_)
        output.line({"removed": remove_}, f"Removed the word list {remove_}.")
        return
    if file is None:
        none = f"No word lists of your own: unisono target words {quote(str(case))} FILE"
        output.rows([{"words": kept.name} for kept in kept_words(opened.path)], ("words",), none=none)
        return
    lexicon = read_lexicon(file)
    keep_words(opened.path, WordList(file.stem, file.read_text(encoding="utf-8-sig")))
    told = {"added": file.stem, "phrases": len(lexicon.entries), "switched_off": len(lexicon.off)}
    output.line(
        told,
        f"Added the word list {file.stem}: {counted(len(lexicon.entries), 'line')}, "
        f"{counted(len(lexicon.off), 'phrase')} switched off. It counts from now on, in every language it names.",
    )


def _clean(values: list[str] | None, option: str) -> tuple[str, ...]:
    """Return what was given without spaces around it; raises UsageError where nothing is left."""
    cleaned = tuple(value.strip() for value in values or ())
    if any(not any(letter.isalnum() for letter in value) for value in cleaned):
        raise UsageError(f"An {option} needs a letter or a digit: --{option} NAME")
    return cleaned


def _tags(values: list[str] | None) -> tuple[str, ...]:
    """Return hashtags without their sign; raises UsageError for one that no post can carry."""
    tags = tuple(value.lstrip("#＃") for value in _clean(values, "hashtag"))
    for tag in tags:
        carried = tag_at_start(tag)
        if fold_tag(tag) != fold_tag(carried):
            raise UsageError(
                f"No post can carry #{tag}: a hashtag has letters, digits and _, and ends before any other sign. "
                f"Give --hashtag {carried}"
            )
    return tags


def _looked_for(target: Target) -> str:
    """Return in words which posts will be about the target."""
    handles = [one if one.startswith("@") or ":" in one else f"@{one}" for one in target.accounts]
    parts = [
        f"name {_either(target.names)}" if target.names else "",
        f"mention, answer or quote {_either(handles)}" if handles else "",
        f"carry {_either([f'#{tag}' for tag in target.hashtags])}, which count as used against it"
        if target.hashtags
        else "",
    ]
    return f"Posts are about it that {'; or '.join(part for part in parts if part)}."


def _either(names: list[str] | tuple[str, ...]) -> str:
    return " or ".join(plain_name(name) for name in names)


def _not_in_case(case: Case, accounts: tuple[str, ...]) -> list[str]:
    """Return which of these handles and ids no account of the case has, not even one that posts only answer."""
    if not accounts:
        return []
    from unisono.detectors.targets.posts_about import own_accounts

    asked = [Target(account, accounts=(account,)) for account in accounts]
    found = set(own_accounts(case.posts(), asked, case.accounts().collect())["target"].to_list())
    return [account for number, account in enumerate(accounts) if number not in found]


def _unknown_text(accounts: list[str]) -> str:
    if not accounts:
        return ""
    return f"\nThe case has no account {_either(accounts)}: kept all the same, as posts may mention it or come later."


def _frequent_names(case: Case, target: Target) -> list[Row]:
    """Return the names of a target that a fifth or more of the case's posts hold, with their counts."""
    from unisono.detectors.targets.frequent_names import find_frequent_names

    return [
        {"name": one.name, "posts": one.posts, "of": one.of} for one in find_frequent_names(case.posts(), target.names)
    ]


def _frequent_text(common: list[Row]) -> str:
    return "".join(
        f"\nWarning: {one['posts']:,} of {one['of']:,} posts looked at hold {plain_name(one['name'])}. All of "
        "them count as about the target. Fine where the case was collected by that name; where the word has other "
        "meanings, remove the target and give a longer name."
        for one in common
    )
