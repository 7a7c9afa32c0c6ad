"""One picture on one page: who posted or wears it, since when, in which files, and what stands in it."""

from pathlib import Path
from shlex import quote

from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.output import Output
from unisono.cli.page_parts import Page, days_text, networks_text, next_text, print_first, readable, spans_text
from unisono.model.counting import counted

ROWS_SHOWN = 15
NAMES_SHOWN = 5
READ_LETTERS = 300


def print_image(output: Output, case: Path, page: Page) -> None:
    """Print the page: the picture, its files, who wears it, who was first, its texts and the days."""
    output.text(heading_text(page, case))
    if page["files"]:
        output.text("\nFiles that show it")
        files = [{**one, "size": f"{one['width']} x {one['height']} pixels"} for one in page["files"]]
        output.rows(files, ("posts", "name", "size", "format", "sha256"), shown=ROWS_SHOWN)
    else:
        output.text("")
    if page["avatars"]:
        output.text("Accounts that show it as their profile picture")
        worn = [{**one, "account": at_handle(one["handle"], one["account_id"])} for one in page["avatars"]]
        output.rows(worn, ("account", "account_id"), shown=ROWS_SHOWN)
    if page["posts"]:
        print_first(output, page)
        output.text("\nTexts it was posted with")
        texts = [{**one, "text": readable(one["text"])} for one in page["texts_with_it"]]
        output.rows(texts, ("posts", "accounts", "text"), none="It was posted without words.", shown=ROWS_SHOWN)
        output.text(days_text(page["timeline"]))
    output.text(f"\n{next_text(case, page, _going_on(case, page))}")


def heading_text(page: Page, case: Path) -> str:
    """Return the picture, how often it was posted and worn, what stands in it, and what is not known of it."""
    chosen = next((one["default"] for one in page["avatars"] if one["default"]), None)
    lines = [
        f"Picture {page['id']}: {counted(page['posts'], 'post')} of {counted(page['accounts'], 'account')}; "
        f"reposted {counted(page['reposts'], 'time')} in this case.",
        f"  Profile picture of {counted(len(page['avatars']), 'account')}"
        + (f": {chosen}, so nobody chose it." if chosen else ".")
        if page["avatars"]
        else "  No account shows it as its profile picture.",
        f"  Named: {some_of(page['names'], NAMES_SHOWN)}.",
        f"  {counted(page['variants'], 'different file')} {'shows' if page['variants'] == 1 else 'show'} it."
        if page["variants"] is not None
        else _without_file_text(page, case),
        *(f"  Read in it: {readable(text, READ_LETTERS)}" for text in page["text"]),
        spans_text(page),
        networks_text(page, case) if page["posts"] else "",
        f"  {looked_at_before_text(page['looked_at_before'], case)}" if page.get("looked_at_before") else "",
        *(_gone_text(folder, case) for folder in page.get("missing_folders", [])),
        "  That pictures show the same does not say who had it first, or that anybody agreed to post it.",
    ]
    return "\n".join(line for line in lines if line)


def _without_file_text(page: Page, case: Path) -> str:
    """Return what is not known where no file of the picture was imported, and how to import some."""
    have = "No file of it was imported" if page["media_imported"] else "No pictures were imported"
    return (
        f"  {have}: only this upload counts, and copies of it are pictures of their own. Add the files: "
        f"unisono import {quote(str(case))} --media DIR"
    )


def looked_at_before_text(pictures: int, case: Path) -> str:
    """Return that an earlier version looked at some of the case's pictures in less detail, and what to type."""
    return (
        f"An earlier version looked at {counted(pictures, 'picture')} of this case: copies of them with a border, a "
        "caption or 5 % cut off count apart. Let them be looked at again: "
        f"unisono import {quote(str(case))} --media DIR"
    )


def _gone_text(folder: str, case: Path) -> str:
    """Return that a folder of pictures is gone, and what to type once it is known where to."""
    return (
        f"  The folder {folder} is not there any more, so pictures in it cannot be shown. Put it back, or name "
        f"where it is now: unisono import {quote(str(case))} --media DIR"
    )


def _going_on(case: Path, page: Page) -> list[str]:
    folder = quote(str(case))
    gallery = [f"unisono gallery {folder} DIR    look for pictures of a folder of yours"] if page["files"] else []
    return [*gallery, f"unisono show {folder} image {quote(page['id'])} --json    all post ids"]
