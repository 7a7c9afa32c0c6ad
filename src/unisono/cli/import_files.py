"""Append files and folders to a case; nothing is dropped silently."""

import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from unisono.cases import AppendSummary, Case, open_case, open_or_create
from unisono.cases.appending import remembered_within
from unisono.cli.import_media import MediaOption, OcrOption, import_media, require_folders
from unisono.cli.import_summary import import_text, left_line, left_text, summary_text
from unisono.cli.look_alikes import look_alikes_text
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.reading_options import (
    DatesOption,
    EncodingOption,
    FormatOption,
    MapOption,
    MendOption,
    PlatformOption,
    Reading,
    ZoneOption,
    read_options,
    require_files,
)
from unisono.importers.declaration import Left
from unisono.importers.summing_up import Summary, sum_up
from unisono.model.errors import DataRejectedError, MisfitError, UsageError
from unisono.model.memory import parse_memory, usual_memory

MemoryOption = Annotated[
    str | None,
    typer.Option(
        "--memory",
        metavar="SIZE",
        help="Memory that knowing the case's posts may take, such as 2GiB. Default: 60 % of the machine's.",
    ),
]
FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Files or folders to read; - is stdin.", show_default=False),
]


def command(
    case: CaseArgument,
    files: FilesArgument = None,
    format: FormatOption = None,
    map: MapOption = None,
    tz: ZoneOption = None,
    platform: PlatformOption = None,
    dates: DatesOption = None,
    mend: MendOption = None,
    encoding: EncodingOption = None,
    media: MediaOption = None,
    ocr: OcrOption = None,
    memory: MemoryOption = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Append files and folders to a case; nothing is dropped silently.

    The case is made where there is none. Files may be plain, .gz, .zst or .zip; of a folder every file is read, and
    what holds no data is named. A post that the case already has is counted as a duplicate; every observation is kept.
    See first what a file holds: unisono inspect FILE

    A file that cannot be taken stops none of the others. Exit code 3 tells that of a file, folder or zip that you
    named nothing could be taken.

    Folders of pictures (--media) are read after the files, or alone into a case that is there. The pictures stay where
    they are: the case keeps their names, SHA-256 and what they look like, and nothing is fetched from anywhere.
    """
    output = Output(as_json, quiet)
    reading = read_options(format, map, tz, platform, dates, mend, encoding)
    memory_bytes = usual_memory() if memory is None else parse_memory(memory)
    require_files(files or [])
    folders = require_folders(media, ocr)
    if not files and not folders:
        raise UsageError("There is nothing to import. Name files, or a folder of pictures: unisono import CASE FILE")
    refusals = _import_files(output, case, files, reading, memory_bytes) if files else []
    if files and not as_json and (case / "case.json").exists():
        _print_look_alikes(output, case)
    if folders:
        refusals += [f"{_not_taken([name])} {PICTURES}" for name in import_media(output, open_case(case), folders, ocr)]
    if refusals:
        also = f" So it is with {len(refusals) - 1} more that you named." if len(refusals) > 1 else ""
        raise DataRejectedError(refusals[0] + also)


def _import_files(output: Output, case: Path, files: list[str], reading: Reading, memory_bytes: int) -> list[str]:
    """Append what is named and print one line a file; return why nothing could be taken of some that were named."""
    whole = Summary()
    refusals = []
    told: set[str] = set()
    with output.progress("Reading rows") as advance:
        count = counting_rows(advance)

        @cache
        def open_counting() -> Case:
            opened = open_or_create(case)
            return replace(opened, on_append=count, remembered=remembered_within(opened.path, memory_bytes))

        for file in files:
            found = []
            for one in _import_one(open_counting, file, reading, is_alone=len(files) == 1):
                if isinstance(one, Left):
                    one = replace(one, reason=_with_case(one.reason, case))
                found.append(one)
                whole.add(one)
                is_alone = isinstance(one, Left) and len(files) == 1 and one.name == file
                _print_one(output, one, told, is_alone=is_alone)
            refusals += _refusal_of(file, found)
    if whole.files > 1 or any(Path(file).is_dir() for file in files):
        summary = whole.as_line()
        output.line({"summary": summary}, summary_text(summary))
    return refusals


def _import_one(
    case: Callable[[], Case], file: str, reading: Reading, *, is_alone: bool
) -> Iterator[dict[str, Any] | Left]:
    """Append one file or folder; one of several that what was said does not fit is refused, and stops no other."""
    from unisono.importers.importing import import_each

    try:
        yield from import_each(case, [file], reading.format, reading.settings)
    except MisfitError as error:
        if is_alone:
            raise
        yield Left(file, False, str(error))


def _print_look_alikes(output: Output, case: Path) -> None:
    """Say which accounts of the case, known by handle alone, look like accounts with ids; nothing where none does."""
    if alike := look_alikes_text(open_case(case), str(case)):
        output.text("\n  ".join(alike))


def _with_case(reason: str, case: Path) -> str:
    """Put the user's folder into a command to type."""
    return reason.replace("unisono import CASE ", f"unisono import {shlex.quote(str(case))} ")


def _print_one(output: Output, found: dict[str, Any] | Left, told: set[str], *, is_alone: bool) -> None:
    """Print what became of one file; the reason of a single file that is refused ends the command instead.

    Advice that is among `told` is not printed again.
    """
    if not isinstance(found, Left):
        output.line(found, import_text(found, told))
    elif not is_alone:
        output.line(left_line(found), left_text(found))


def _refusal_of(file: str, found: list[dict[str, Any] | Left]) -> list[str]:
    """Return why nothing could be taken of what was named; nothing where something was."""
    if any(not isinstance(one, Left) and is_taken(one) for one in found):
        return []
    if len(found) == 1 and isinstance(found[0], Left) and found[0].name == file:
        return [found[0].reason]
    summary = sum_up(found)
    if not summary.rejected and not summary.refused and not summary.skipped:
        return []  # a file of no rows at all has been read to its end
    return [_not_taken([file])]


def is_taken(line: dict[str, Any]) -> bool:
    """Say whether a file gave the case anything, or had nothing that was rejected."""
    gave = sum(line.get(name, 0) for name in ("stored", "duplicates", "profiles", "deletions"))
    return bool(gave) or not line["rejected"]


PICTURES = "As pictures, name a folder of JPEG, PNG, GIF, WebP, AVIF, BMP or TIFF files."


def _not_taken(names: list[str]) -> str:
    return f"Nothing of {', '.join(names)} could be taken. {_why(names[0])}"


def _why(name: str) -> str:
    if Path(name).is_dir():
        return "The reasons stand above."
    return f"See why: unisono inspect {shlex.quote(name)}"


def counting_rows(advance: Callable[[int], None]) -> Callable[[AppendSummary], None]:
    """Return what a case calls after each batch: it advances the bar by the rows read since the last call."""
    counted = 0

    def count(summary: AppendSummary) -> None:
        nonlocal counted
        # The count starts again with each file.
        advance(summary.read - counted if summary.read >= counted else summary.read)
        counted = summary.read

    return count
