"""Say what files hold and what is wrong with them; store nothing."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from unisono.cli.import_summary import left_line, left_text, problem_text
from unisono.cli.output import JsonOption, Output, OverwriteOption, QuietOption, cell_text
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
from unisono.importers.formats.generic import FIELDS
from unisono.importers.guessing import GENERIC
from unisono.importers.no_posts import NO_POSTS, REFUSED
from unisono.importers.saved_mappings import SavedMapping, write_mapping
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError, MisfitError, UsageError

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Files or folders to look into; - is stdin.", show_default=False)
]
SaveOption = Annotated[
    Path | None, typer.Option("--save", metavar="FILE.toml", help="Keep how the file is read, for import --map.")
]


def command(
    files: FilesArgument,
    format: FormatOption = None,
    map: MapOption = None,
    tz: ZoneOption = None,
    platform: PlatformOption = None,
    dates: DatesOption = None,
    mend: MendOption = None,
    encoding: EncodingOption = None,
    save: SaveOption = None,
    overwrite: OverwriteOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what files hold and what is wrong with them; store nothing.

    Names the format, which column gives which field and how many rows have none, the dates, and what would be lost or
    misread, with advice. With --save all of it becomes a small text file that you can change and import with.
    """
    output = Output(as_json, quiet)
    reading = read_options(format, map, tz, platform, dates, mend, encoding)
    require_files(files)
    if save is not None:
        _require_place(save, files, overwrite=overwrite)
    whole: list[dict[str, Any] | Left] = []
    refused = []
    for file in files:
        for found in _inspect_one(file, reading, is_alone=len(files) == 1):
            whole.append(found)
            if isinstance(found, Left):
                output.line(left_line(found), left_text(found))
                refused += [file] if found.name == file else []
                continue
            is_refused = any(problem["code"] == "refused" for problem in found["problems"])
            refused += [found["file"]] if is_refused and not Path(file).is_dir() else []
            output.line(found, inspect_text(found))
            if save is not None:
                _save(output, found, reading, save)
            elif not is_refused:
                output.text(next_text(found["file"], reading.words(format)))
        if Path(file).is_dir() and not _can_be_read(whole):
            refused.append(file)
    if any(Path(file).is_dir() for file in files):
        summary = summary_of(whole)
        output.line({"summary": summary}, summary_text(summary))
    if refused:
        raise DataRejectedError(f"{', '.join(refused)} cannot be imported as it is. Its problems say what to do.")


def _inspect_one(file: str, reading: Reading, *, is_alone: bool) -> Iterator[dict[str, Any] | Left]:
    """Inspect one file or folder; one of several that cannot be read is refused, and stops no other."""
    from unisono.importers.inspecting import inspect_each

    try:
        yield from inspect_each(file, reading.format, reading.settings)
    except (DataRejectedError, MisfitError) as error:
        if is_alone:
            raise
        yield Left(file, False, str(error))


def _require_place(save: Path, files: list[str], *, overwrite: bool) -> None:
    """Refuse to keep one mapping of several files, and to overwrite unless that was asked for; raises UsageError."""
    if len(files) != 1 or Path(files[0]).is_dir():
        raise UsageError(f"--save keeps how one file is read. Name one: unisono inspect FILE --save {save}")
    if save.suffix.casefold() != ".toml":
        raise UsageError(f"--save {save}: name a file that ends in .toml, such as {save.with_suffix('.toml')}")
    if save.exists() and not overwrite:
        raise UsageError(f"{save} is there already. Name another file, or type --overwrite")


def _save(output: Output, found: dict[str, Any], reading: Reading, save: Path) -> None:
    """Write the mapping file and say how to import with it."""
    if ", " in found["format"]:
        raise UsageError(f"{found['file']} holds several formats: {found['format']}. Unpack it and name one file.")
    settings = reading.settings
    # A format of a tool knows its columns and more about them than a mapping can say.
    is_any_table = found["format"] == GENERIC and found["is_table"]
    columns = {name: column for name, column in found["columns"].items() if is_any_table and name in FIELDS}
    columns |= settings.mapping
    saved = SavedMapping(
        found["format"], settings.platform, settings.zone, settings.dates, settings.mend, columns, found["sha256"],
        encoding=settings.encoding,
    )  # fmt: skip
    save.write_text(write_mapping(found, saved, str(save)), encoding="utf-8")
    output.text(f"  Written: {save}. Look through it, then type:")
    output.text(f"  unisono import CASE {shlex.quote(found['file'])} --map {shlex.quote(str(save))}")


def next_text(file: str, words: str) -> str:
    """Return the line to type next."""
    return f"  Import it: unisono import CASE {shlex.quote(file)}{words}"


def inspect_text(found: dict[str, Any]) -> str:  # Any: the fields of one inspected file
    """Return what a file holds, one fact a line."""
    span = f"{cell_text(found['first_at'])} to {cell_text(found['last_at'])}" if found["first_at"] else "no times"
    lines = [f"{found['file']}: {found['format']}, {counted(found['rows'], 'row')}, {span}"]
    problems = _problem_lines(found)
    # Whether there is anything to import comes before how it would be read.
    is_without_posts = bool(found["problems"]) and found["problems"][0]["code"] in (REFUSED, NO_POSTS)
    lines += problems if is_without_posts else []
    if found["columns"]:
        lines.append("  Columns, our field from the file's, and the share of rows without a value:")
    else:
        lines.append("  No column is recognised.")
    width = max((len(field) for field in found["columns"]), default=0)
    nulls = found.get("nulls", {})
    names = max((len(column) for column in found["columns"].values()), default=0)
    for field, column in found["columns"].items():
        share = f"  {100 * nulls[field]:5.1f} %" if field in nulls else ""
        lines.append(f"    {field:<{width}}  {column:<{names}}{share}".rstrip())
    if found.get("unread"):
        lines.append(f"  Not read: {', '.join(found['unread'])}")
    return "\n".join([*lines, *([] if is_without_posts else problems)])


def _problem_lines(found: dict[str, Any]) -> list[str]:
    """Return each problem with its advice, or that there is none."""
    sound = "  No problems found." if found["rows"] or found.get("profiles") else "  No post was found."
    told = ["  " + problem_text(problem).replace("\n", "\n  ") for problem in found["problems"]]
    return ["  Problems:" if told else sound, *told]


def _can_be_read(found: list[dict[str, Any] | Left]) -> bool:
    return any(
        not isinstance(one, Left) and all(problem["code"] != "refused" for problem in one["problems"]) for one in found
    )


def summary_of(found: list[dict[str, Any] | Left]) -> dict[str, Any]:
    """Return what a folder holds: files by format, rows, first and last time, and the files that are left."""
    read = [one for one in found if not isinstance(one, Left)]
    formats: dict[str, int] = {}
    for one in read:
        formats[one["format"]] = formats.get(one["format"], 0) + 1
    return {
        "files": len(found),
        "formats": formats,
        "rows": sum(one["rows"] for one in read),
        "first_at": min((one["first_at"] for one in read if one["first_at"]), default=None),
        "last_at": max((one["last_at"] for one in read if one["last_at"]), default=None),
        "skipped": [
            {"file": one.name, "reason": one.reason} for one in found if isinstance(one, Left) and one.is_skipped
        ],
        "refused": [
            {"file": one.name, "reason": one.reason} for one in found if isinstance(one, Left) and not one.is_skipped
        ],
    }


def summary_text(summary: dict[str, Any]) -> str:  # Any: as above
    """Return what a folder holds, in sentences."""
    formats = ", ".join(f"{count:,} {name}" for name, count in summary["formats"].items())
    span = f", {summary['first_at']} to {summary['last_at']}" if summary["first_at"] else ""
    return (
        f"\n{counted(summary['files'], 'file')}: {sum(summary['formats'].values()):,} can be read"
        f"{f' ({formats})' if formats else ''}, {len(summary['skipped']):,} skipped, "
        f"{len(summary['refused']):,} refused. {counted(summary['rows'], 'row')}{span}."
    )
