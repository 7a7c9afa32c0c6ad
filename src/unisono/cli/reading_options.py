"""The options that say how files are read, the same for inspect and import."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from unisono.importers.character_tables import known_encoding
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.generic import FIELDS
from unisono.importers.platform_names import known_platform
from unisono.importers.saved_mappings import DATES, SavedMapping, known_dates, known_mends, read_mapping
from unisono.importers.zones import check_zone
from unisono.model.errors import UsageError

FormatOption = Annotated[
    str | None, typer.Option("--format", help="The source format, where guessing fails: unisono importers")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN|FILE.toml",
        help="Read our field from the file's column, or all as inspect --save has kept it; repeatable.",
    ),
]  # fmt: skip
ZoneOption = Annotated[
    str | None, typer.Option("--tz", metavar="ZONE", help="Zone of times without an offset, such as Europe/Kyiv.")
]
PlatformOption = Annotated[
    str | None, typer.Option("--platform", help="Platform of tables that do not say, such as twitter.")
]
DatesOption = Annotated[
    str | None, typer.Option("--dates", metavar="ORDER", help="How 3/4/2018 is read: day-first or month-first.")
]
MendOption = Annotated[
    list[str] | None,
    typer.Option("--mend", metavar="WHAT", help="Mend broken characters: mojibake (Ã© is é), entities (&amp; is &)."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help="How a file that is no UTF-8 is written, such as cp1251 or gb18030."
    ),
]


@dataclass(frozen=True)
class Reading:
    """How the user wants files to be read: the format, if it was named, and all that was said."""

    format: str | None
    settings: ReadSettings

    def words(self, given: str | None) -> str:
        """Return the options to type for the same reading; `given` is the format that --format named."""
        said: list[str] = []
        if given is not None:
            said += ["--format", given]
        if self.settings.mapping_file is not None:
            said += ["--map", self.settings.mapping_file[0]]
        else:
            said += [word for name, column in self.settings.mapping.items() for word in ("--map", f"{name}={column}")]
        for option, value in (("--tz", self.settings.zone), ("--platform", self.settings.platform)):
            said += [option, value] if value else []
        said += [word for name, order in DATES.items() if order == self.settings.dates for word in ("--dates", name)]
        said += [word for name in sorted(self.settings.mend) for word in ("--mend", name)]
        said += ["--encoding", self.settings.encoding] if self.settings.encoding else []
        return "".join(f" {shlex.quote(word)}" for word in said)


def read_options(
    format: str | None,
    mapping: list[str] | None,
    zone: str | None,
    platform: str | None,
    dates: str | None,
    mend: list[str] | None,
    encoding: str | None = None,
) -> Reading:
    """Return what the user said, in options and in a mapping file; an option counts more than the file.

    Raises UsageError for unknown fields, zones, encodings, platforms and words, and for a mapping file that cannot be
    used.
    """
    files = [value for value in mapping or [] if _is_file(value)]
    if len(files) > 1:
        raise UsageError(f"--map names {len(files)} mapping files: {', '.join(files)}. Name one.")
    saved = read_mapping(Path(files[0]), FIELDS) if files else SavedMapping()
    columns = parse_mapping([value for value in mapping or [] if value not in files])
    settings = ReadSettings(
        mapping={**saved.columns, **columns},
        zone=check_zone(zone) if zone is not None else saved.zone,
        platform=known_platform(platform) or saved.platform,
        dates=known_dates(dates) or saved.dates,
        mend=known_mends(mend) | saved.mend,
        encoding=known_encoding(encoding) or saved.encoding,
        mapping_file=(saved.name, saved.sha256) if files else None,
        is_whole=bool(saved.columns),
    )
    return Reading(format or saved.format, settings)


def _is_file(value: str) -> bool:
    """Say whether --map names a mapping file rather than a column."""
    return value.casefold().endswith(".toml") or ("=" not in value and Path(value).is_file())


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """Return {our field: the file's column} from FIELD=COLUMN texts; raises UsageError for unknown fields."""
    mapping = {}
    for pair in pairs:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (field and equals and column):
            raise UsageError(
                f"--map {pair} is not FIELD=COLUMN, nor a mapping file. Type for example: --map created_at=tweet_time"
            )
        if field not in FIELDS:
            raise UsageError(f"--map {pair}: there is no field {field}. Fields: {', '.join(FIELDS)}.")
        mapping[field] = column
    return mapping


def require_files(files: list[str]) -> None:
    """Refuse missing files before anything is written; raises UsageError."""
    if files.count("-") > 1:
        raise UsageError("stdin (-) can be read once only. Name it once.")
    for file in files:
        if file != "-" and not Path(file).exists():
            raise UsageError(f"{file} does not exist. Check the name: ls {Path(file).parent}")
