"""The part of `unisono import` that adds folders of pictures to a case."""

from pathlib import Path
from typing import Annotated, Any

import typer

from unisono.cases import Case
from unisono.cli.output import Output
from unisono.model.counting import counted
from unisono.model.errors import UsageError

MediaOption = Annotated[
    list[Path] | None,
    typer.Option("--media", metavar="DIR", help="Folder of pictures to look at; repeatable. They stay where they are."),
]
OcrOption = Annotated[
    str | None,
    typer.Option("--ocr", metavar="LANGS", help="Read the words in the pictures too, such as eng+rus (Tesseract)."),
]


def require_folders(folders: list[Path] | None, languages: str | None) -> list[Path]:
    """Refuse missing folders, --ocr without --media and missing languages before anything is written: UsageError."""
    if languages is not None and not folders:
        raise UsageError(f"--ocr reads words in pictures. Name their folder: --media FOLDER --ocr {languages}")
    if languages is not None:
        from unisono.content.pictures.lettering import reader_of

        reader_of(languages)
    for folder in folders or []:
        if not folder.is_dir():
            what = "is a file" if folder.exists() else "does not exist"
            raise UsageError(f"{folder} {what}. Name a folder of pictures: --media FOLDER")
    return folders or []


def import_media(output: Output, case: Case, folders: list[Path], languages: str | None) -> list[str]:
    """Add the pictures of each folder and print one line a folder; return the folders of which nothing could be taken.

    Raises UsageError where Tesseract or one of its languages is missing.
    """
    from unisono.content.pictures.adding import add_pictures
    from unisono.content.pictures.lettering import reader_of

    read_text = reader_of(languages) if languages is not None else None
    taken_nothing = []
    for folder in folders:
        with output.progress(f"Looking at pictures in {folder}") as advance:
            line = add_pictures(case, folder, read_text=read_text, advance=advance)
        output.line(line, media_text(line))
        if line["rejected"] and not line["stored"] + line["duplicates"]:
            taken_nothing.append(line["file"])
    return taken_nothing


def media_text(line: dict[str, Any]) -> str:  # Any: counts, names and lists of rejections
    """Return what became of one folder's files, in sentences."""
    rejected = sum(rejection["rows"] for rejection in line["rejected"])
    text = (
        f"{line['file']} ({line['format']}): {counted(line['read'], 'file')} read, "
        f"{counted(line['stored'], 'picture')} stored, {counted(line['duplicates'], 'duplicate')}, {rejected:,} "
        f"rejected. Posts and profiles of the case name {counted(line['named'], 'picture')}: "
        f"{line['matched']:,} of them have a file now"
    )
    unclear = f"; {line['ambiguous']:,} fit several files, or share one, and are left out" if line["ambiguous"] else ""
    blank = (
        [f"  {counted(line['blank'], 'picture')} of the case too blank to be told apart: never compared."]
        if line["blank"]
        else []
    )
    return "\n".join([f"{text}{unclear}.", *blank, *map(_rejection_text, line["rejected"])])


def _rejection_text(rejection: dict[str, Any]) -> str:  # Any: as above
    return f"  {counted(rejection['rows'], 'file')} rejected: {rejection['reason']}. First: {rejection['example']}"
