"""List profile pictures and posted pictures that show a picture of the user's own folder."""

from pathlib import Path
from typing import Annotated

import typer

from unisono.cases import open_case
from unisono.cli.image_page import looked_at_before_text
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.content.pictures.gallery import GalleryMatches, match_gallery
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError, UsageError

COLUMNS = ("picture", "name", "distance", "way", "cut", "profiles", "accounts", "posts")

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of pictures to look for.", show_default=False)
]


def command(
    case: CaseArgument, folder: FolderArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """List the pictures of a case that show a picture of your folder.

    Looks for stolen portraits and known memes: also mirrored, turned, cut by up to 15 % at each edge, re-encoded or
    resized. The case needs its pictures first: unisono import CASE --media DIR. A match says that the pictures show
    the same, not who had it first. Distance is in bits of 256, at most 31; unrelated pictures differ in about 128.
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    if opened.media().head(1).collect().height == 0:
        raise UsageError(f"{case} has no pictures yet. Add the folder with them: unisono import {case} --media DIR")
    found = match_gallery(opened, folder)
    if not found.compared:
        raise DataRejectedError(f"No picture of {folder} could be compared. {_left_out(found)}".rstrip())
    rows = found.matches.iter_rows(named=True)
    if as_json:
        output.rows(rows, COLUMNS)
    else:
        shown = ({**row, **{name: len(row[name]) for name in ("profiles", "accounts", "posts")}} for row in rows)
        output.rows(shown, COLUMNS, none=f"No picture of the case shows one of {folder}.")
    output.say(f"{counted(found.compared, 'picture')} of {folder} compared. {_left_out(found)}".rstrip())
    if found.looked_at_before:
        output.say(looked_at_before_text(found.looked_at_before, case))


def _left_out(found: GalleryMatches) -> str:
    """Return what was not compared and why, empty where everything was."""
    parts = []
    if found.blank:
        parts.append(f"{counted(found.blank, 'picture')} left out: too blank to be told apart.")
    if found.rejected:
        first = found.rejected[0]
        parts.append(f"{counted(len(found.rejected), 'file')} left out; first: {first.example}: {first.reason}.")
    return " ".join(parts)
