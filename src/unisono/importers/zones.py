"""Time zones: the offsets that letters such as EDT stand for, and clocks without any offset."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from unisono.model.errors import UsageError
from unisono.model.tables import TIME

OFFSET = re.compile(r"^([+-])(\d{1,2}):?(\d{2})?$")

ABBREVIATIONS: dict[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4,
    "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5, "VET": -4, "SAST": 2, "EAT": 3, "WAT": 1,
    "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "PHT": 8, "WIB": 7, "PKT": 5, "AWST": 8, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours east of UTC. CST, AST and BST are read as American and British; IST has three meanings and is not read."""


UNSURE = ("CST", "AST", "BST")
"""Letters that stand for other zones as well: China, Arabia, Bangladesh."""


def find_unsure_letters(written: pl.Series) -> pl.Series:
    """Return the times whose zone is written in letters that stand for several zones."""
    if written.dtype != pl.String:
        return written.clear()
    text = written.str.strip_chars_end()
    return written.filter(_ends_with_any(text))


def _ends_with_any(text: pl.Series) -> pl.Series:
    found = text.str.ends_with(UNSURE[0])
    for letters in UNSURE[1:]:
        found |= text.str.ends_with(letters)
    return found.fill_null(value=False)


def find_unknown_letters(written: pl.Series) -> pl.Series:
    """Return the letters behind each clock time that stand for no zone known here, as in `12:00 IST`; else null."""
    letters = written.str.extract(r":\d\d(?:[.,]\d+)?\s*([A-Za-z]{2,5})\s*$").str.to_uppercase()
    return letters.set(letters.is_in([*ABBREVIATIONS, "AM", "PM"]).fill_null(value=False), None)


def check_zone(zone: str) -> str:
    """Return the zone when it is known: a name like Europe/Madrid, an abbreviation, or an offset like +02:00."""
    if zone in ABBREVIATIONS or OFFSET.match(zone):
        return zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"There is no time zone {zone!r}. Try: --tz Europe/Madrid, --tz EST or --tz +02:00"
        raise UsageError(message) from None
    return zone


def fixed_offset(zone: str) -> timedelta | None:
    """Return how far east of UTC an abbreviation or offset is; None for a named zone, whose offset varies."""
    if zone in ABBREVIATIONS:
        return timedelta(hours=ABBREVIATIONS[zone])
    if match := OFFSET.match(zone):
        sign, hours, minutes = match.groups()
        return (-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes or 0))
    return None


def offset_minutes(written: pl.Expr) -> pl.Expr:
    """Read offsets as minutes east of UTC: `+03:00`, `-0500`, `UTC`, `EDT`; null where unknown or absent."""
    sign = pl.when(written.str.starts_with("-")).then(-1).otherwise(1)
    hours = written.str.extract(r"^[+-](\d{1,2})").cast(pl.Int32, strict=False)
    minutes = written.str.extract(r"^[+-]\d{1,2}:?(\d{2})$").cast(pl.Int32, strict=False).fill_null(0)
    letters = {name: round(east * 60) for name, east in ABBREVIATIONS.items()}
    named = written.str.to_uppercase().replace_strict(letters, default=None, return_dtype=pl.Int32)
    return pl.coalesce(pl.when(hours <= 15).then(sign * (hours * 60 + minutes)), named)


def place_clocks(clocks: pl.Series, zone: str) -> tuple[pl.Series, int]:
    """Turn clock times of a zone into UTC; also return how many the zone shows twice or not at all.

    An hour that the zone shows twice is read as its first; one that it skips is read with the offset before the gap.
    """
    fixed = fixed_offset(zone)
    if fixed is not None:
        return (clocks - fixed).dt.replace_time_zone("UTC").cast(TIME), 0
    exact = clocks.dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    first = clocks.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    hour = pl.duration(hours=1)
    before_gap = (clocks - timedelta(hours=1)).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    table = pl.DataFrame({"exact": exact, "first": first, "before_gap": before_gap})
    placed = table.select(pl.coalesce(pl.col("first"), pl.col("before_gap") + hour).dt.convert_time_zone("UTC"))
    unclear = int((exact.is_null() & clocks.is_not_null()).sum())
    return placed.to_series().cast(TIME), unclear
