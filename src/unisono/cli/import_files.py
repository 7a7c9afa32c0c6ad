"""Append files to a case; nothing is dropped silently."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from unisono.cases import AppendSummary, Case, open_case, open_or_create
from unisono.cli.import_media import MediaOption, OcrOption, import_media, require_folders
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption, cell_text
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.generic import FIELDS
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError, UsageError

FilesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="FILE...", help="Files to read; - is stdin.", show_default=False)
]
FormatOption = Annotated[
    str | None, typer.Option("--format", help="The source format, where guessing fails: unisono importers")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Read our field from the file's column; repeatable."),
]
ZoneOption = Annotated[
    str | None, typer.Option("--tz", metavar="ZONE", help="Zone of times without an offset, such as Europe/Kyiv.")
]
PlatformOption = Annotated[
    str | None, typer.Option("--platform", help="Platform of tables that do not say, such as twitter.")
]


def command(
    case: CaseArgument,
    files: FilesArgument = None,
    format: FormatOption = None,
    map: MapOption = None,
    tz: ZoneOption = None,
    platform: PlatformOption = None,
    media: MediaOption = None,
    ocr: OcrOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Append files to a case; nothing is dropped silently.

    The case is made where there is none. Files may be plain, .gz, .zst or .zip. A post that the case already has
    is counted as a duplicate; every observation is kept. See first what a file holds: unisono inspect FILE

    Folders of pictures (--media) are read after the files, or alone into a case that is there. The pictures stay where
    they are: the case keeps their names, SHA-256 and what they look like, and nothing is fetched from anywhere.
    """
    output = Output(as_json, quiet)
    settings = read_settings(map, tz, platform)
    require_files(files or [])
    folders = require_folders(media, ocr)
    if not files and not folders:
        raise UsageError("There is nothing to import. Name files, or a folder of pictures: unisono import CASE FILE")
    taken_nothing = _import_files(output, case, files, format, settings) if files else []
    if folders:
        taken_nothing += import_media(output, open_case(case), folders, ocr)
    if taken_nothing:
        raise DataRejectedError(f"Nothing of {', '.join(taken_nothing)} could be taken. {_why(taken_nothing[0])}")


def _why(name: str) -> str:
    if Path(name).is_dir():
        return "The reasons stand above: name a folder of JPEG, PNG, GIF, WebP, AVIF, BMP or TIFF files."
    return f"See why: unisono inspect {name}"


def _import_files(
    output: Output, case: Path, files: list[str], format: str | None, settings: ReadSettings
) -> list[str]:
    """Append the files and print one line each; return those of which no row could be taken."""
    from unisono.importers.importing import import_files

    taken_nothing = []
    with output.progress("Reading rows") as advance:
        count = counting_rows(advance)

        def open_counting() -> Case:
            return replace(open_or_create(case), on_append=count)

        for line in import_files(open_counting, files, format=format, settings=settings):
            output.line(line, import_text(line))
            if line["rejected"] and not line["stored"] + line["duplicates"] + line.get("profiles", 0):
                taken_nothing.append(line["file"])
    return taken_nothing


def read_settings(mapping: list[str] | None, zone: str | None, platform: str | None) -> ReadSettings:
    """Return what the user said about the files; raises UsageError for unknown fields and zones."""
    return ReadSettings(mapping=parse_mapping(mapping or []), zone=_known_zone(zone), platform=platform)


def require_files(files: list[str]) -> None:
    """Refuse missing files before anything is written; raises UsageError."""
    if files.count("-") > 1:
        raise UsageError("stdin (-) can be read once only. Name it once.")
    for file in files:
        if file != "-" and not Path(file).exists():
            raise UsageError(f"{file} does not exist. Check the name: ls {Path(file).parent}")
        if file != "-" and Path(file).is_dir():
            raise UsageError(f"{file} is a folder. Name its files: {file}/*")


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """Return {our field: the file's column} from FIELD=COLUMN texts; raises UsageError for unknown fields."""
    mapping = {}
    for pair in pairs:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (field and equals and column):
            raise UsageError(f"--map {pair} is not FIELD=COLUMN. Type for example: --map created_at=tweet_time")
        if field not in (*FIELDS, "date_order"):
            raise UsageError(f"--map {pair}: there is no field {field}. Fields: {', '.join(FIELDS)}, date_order.")
        mapping[field] = column
    return mapping


def counting_rows(advance: Callable[[int], None]) -> Callable[[AppendSummary], None]:
    """Return what a case calls after each batch: it advances the bar by the rows read since the last call."""
    counted = 0

    def count(summary: AppendSummary) -> None:
        nonlocal counted
        # The count starts again with each file.
        advance(summary.read - counted if summary.read >= counted else summary.read)
        counted = summary.read

    return count


def import_text(line: dict[str, Any]) -> str:  # Any: counts, names and lists of rejections
    """Return what became of one file's rows, in sentences."""
    rejected = sum(rejection["rows"] for rejection in line["rejected"])
    gone = f"{counted(line['deletions'], 'deletion')} noted. " if line.get("deletions") else ""
    text = (
        f"{line['file']} ({line['format']}): {counted(line['read'], 'row')} read, "
        f"{counted(line['stored'], 'post')} stored, {counted(line['duplicates'], 'duplicate')}, {rejected:,} rejected. "
        f"{gone}"
        f"The case now holds {counted(line['posts'], 'post')} of {counted(line['accounts'], 'account')}."
    )
    return "\n".join([text, *map(_rejection_text, line["rejected"]), *map(problem_text, line.get("problems", []))])


def _rejection_text(rejection: dict[str, Any]) -> str:  # Any: as above
    if not rejection["rows"]:  # a part of unknown size
        return f"  {rejection['reason']}"
    example = f" First: {rejection['example']}" if rejection["example"] else ""
    return f"  {counted(rejection['rows'], 'row')} rejected: {rejection['reason']}.{example}"


def problem_text(problem: dict[str, Any]) -> str:  # Any: as above
    """Return one problem of a file with its advice; rows and example are left out where there are none."""
    example = cell_text(problem["example"])
    rows = counted(problem["rows"], "row") if problem["rows"] else ""
    where = f"{rows}, such as {example}" if rows and example else rows or example
    return "\n".join([f"  {problem['code']}: {where}".rstrip(": "), f"    {problem['advice']}"])


def _known_zone(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f"There is no time zone {name!r}. Type a name such as UTC or Europe/Kyiv.") from error
    return name
