"""How a file is read, kept as a small TOML file: which column is which, the zone of times, what it was made from."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from unisono.importers import importer_named
from unisono.importers.character_tables import known_encoding
from unisono.importers.mending import MENDS
from unisono.importers.platform_names import known_platform
from unisono.importers.times import DateOrder
from unisono.importers.transcoding import sniff_encoding
from unisono.importers.zones import check_zone
from unisono.model.errors import UsageError
from unisono.model.file_names import written_name

VERSION = 1
DATES: dict[str, DateOrder] = {"day-first": "day_first", "month-first": "month_first"}
"""What --dates takes."""

KEYS = ("unisono_mapping", "format", "platform", "tz", "dates", "mend", "encoding", "made_from", "columns")
NEVER_GUESSED = (
    "Nothing below is guessed when the file is read: change what is wrong, and take out what you do not need."
)


@dataclass(frozen=True)
class SavedMapping:
    """What a mapping file says; `sha256` is that of the mapping file itself."""

    format: str | None = None
    platform: str | None = None
    zone: str | None = None
    dates: DateOrder | None = None
    mend: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)  # our field -> the file's column
    made_from: str = ""  # SHA-256 of the file it was made from
    name: str = ""
    sha256: str = ""
    encoding: str | None = None


def known_dates(word: str | None) -> DateOrder | None:
    """Return the order of day and month that --dates names; UsageError for another word."""
    if word is None:
        return None
    order = DATES.get(word.strip().casefold().replace("_", "-"))
    if order is None:
        raise UsageError(f"--dates is day-first or month-first, not {word}. Try: --dates day-first")
    return order


def known_mends(words: list[str] | None) -> frozenset[str]:
    """Return what --mend names; UsageError for anything that cannot be mended."""
    for word in words or []:
        if word not in MENDS:
            raise UsageError(f"--mend takes {' or '.join(MENDS)}, not {word}. Try: --mend mojibake")
    return frozenset(words or [])


def write_mapping(found: Mapping[str, Any], saved: SavedMapping, name: str) -> str:
    """Return a mapping as TOML with comments. found: what inspecting the file gave; name: of the mapping file."""
    words = [word for word, order in DATES.items() if order == saved.dates]
    said: dict[str, tuple[str | list[str] | None, str]] = {
        "platform": (saved.platform, "of posts whose row does not say"),
        "tz": (saved.zone, "zone of times without an offset"),
        "dates": (words[0] if words else None, "how 3/4/2018 is read"),
        "mend": (sorted(saved.mend) or None, "broken characters that are mended"),
        "encoding": (saved.encoding, "table of characters of a file that is no UTF-8"),
    }
    examples: dict[str, str | list[str]] = {
        "platform": "twitter",
        "tz": "Europe/Madrid",
        "dates": "day-first",
        "mend": ["mojibake"],
        "encoding": "cp1251",
    }
    lines = [
        f"# How to read {_comment(found['file'])}, and any file that was made in the same way.",
        f"# Import with it: unisono import CASE FILE --map {_comment(name)}",
        f"# {NEVER_GUESSED}",
        "",
        f"unisono_mapping = {VERSION}",
        f"format = {_text(saved.format or '')}  # unisono importers lists the formats",
    ]
    for key, (value, what) in said.items():
        written = f"{key} = {_value(value if value is not None else examples[key])}"
        lines.append(f"{written}  # {what}" if value is not None else f"# {written}  # {what}; not said")
    lines += [
        "",
        "[made_from]  # the file that was looked at, as it was",
        f"file = {_text(found['file'])}",
        f"sha256 = {_text(saved.made_from)}",
        f"rows = {found['rows']}",
        "",
        "[columns]  # our field = the file's column; A+B joins two columns with a blank between them",
        *_column_lines(found, saved),
        *(f"# {_comment(problem['code'])}: {_comment(problem['advice'])}" for problem in found["problems"]),
    ]
    return "\n".join(lines) + "\n"


def _column_lines(found: Mapping[str, Any], saved: SavedMapping) -> list[str]:
    """Write the columns; those that the format knows by itself, and nobody can change, as comments."""
    lines = []
    nulls = found.get("nulls", {})
    for our_field, column in found["columns"].items():
        share = f"  # {100 * nulls[our_field]:.1f} % of rows have none" if our_field in nulls else ""
        sign = "" if our_field in saved.columns else "# "
        lines.append(f"{sign}{our_field} = {_text(column)}{share}")
    if found.get("unread"):
        lines.append("# Not read:")
        lines += [f"#   {_comment(column)}" for column in found["unread"]]
    if not saved.columns:
        lines.append("# This format knows its fields by itself.")
    return lines


def _text(value: str) -> str:
    """Write a text as TOML: its basic strings take what JSON writes, but for one control character."""
    return orjson.dumps(written_name(value)).decode().replace("\x7f", "\\u007f")


def _value(value: str | list[str]) -> str:
    return _text(value) if isinstance(value, str) else f"[{', '.join(_text(part) for part in value)}]"


def _comment(text: str) -> str:
    """Return a text as a part of one line."""
    return "".join(" " if ord(sign) < 32 or ord(sign) == 127 else sign for sign in text)


def read_mapping(path: Path, fields: tuple[str, ...]) -> SavedMapping:
    """Read a mapping file; `fields` are those that a column can be mapped to.

    Raises UsageError where it is missing, damaged or no mapping file, or says what cannot be.
    """
    try:
        raw = path.read_bytes()
        # Notepad and its kind write UTF-16, or UTF-8 with a mark.
        encoding, mark = sniff_encoding(raw)
        said = tomllib.loads(raw[mark:].decode(encoding).replace("\r\n", "\n"))
    except OSError as error:
        raise UsageError(f"The mapping file {path} cannot be read: {error.strerror}. {_make(path)}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The mapping file {path} is damaged, or no TOML: {error}. {_make(path)}") from error
    if "unisono_mapping" not in said:
        raise UsageError(f"{path} is TOML, but no mapping file: it has no line unisono_mapping = 1. {_make(path)}")
    if said["unisono_mapping"] != VERSION:
        raise UsageError(f"{path} was written for another version ({said['unisono_mapping']}). {_make(path)}")
    _check(path, said, fields)
    return SavedMapping(
        format=said.get("format") or None,
        platform=known_platform(said.get("platform")),
        zone=said.get("tz"),
        dates=known_dates(said.get("dates")),
        mend=known_mends(said.get("mend")),
        columns=said.get("columns", {}),
        made_from=str(said.get("made_from", {}).get("sha256", "")),
        name=str(path),
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=known_encoding(said.get("encoding")),
    )


def _check(path: Path, said: dict[str, Any], fields: tuple[str, ...]) -> None:
    """Refuse what a mapping file cannot say, with its name; what its words name must exist."""
    for key, value in said.items():
        if key not in KEYS:
            raise UsageError(f"{path} says {key}, which no mapping file has. It may have: {', '.join(KEYS)}.")
        of_kind = dict if key in ("made_from", "columns") else list if key == "mend" else str
        if key != "unisono_mapping" and not isinstance(value, of_kind):
            wanted = {dict: "a table", list: "a list of texts", str: "a text in quotes"}[of_kind]
            raise UsageError(f"{path} says {key} = {value!r}, which should be {wanted}.")
    for our_field, column in said.get("columns", {}).items():
        if our_field not in fields:
            raise UsageError(f"{path}, columns: there is no field {our_field}. Fields: {', '.join(fields)}.")
        if not isinstance(column, str) or not column:
            raise UsageError(f"{path}, columns: {our_field} = {column!r} should be the name of a column in quotes.")
    try:
        if said.get("format"):
            importer_named(said["format"])
        if said.get("tz"):
            check_zone(said["tz"])
        known_platform(said.get("platform"))
        known_dates(said.get("dates"))
        known_mends(said.get("mend"))
        known_encoding(said.get("encoding"))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _make(path: Path) -> str:
    if path.exists():
        return f"Mend it, or make it anew: unisono inspect FILE --save {path} --overwrite"
    return f"Make one: unisono inspect FILE --save {path}"
