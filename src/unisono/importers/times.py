"""Times as people and tools write them, read into UTC with the precision that was written; never a dropped offset."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

import polars as pl

from unisono.importers.spelled_dates import spell_in_english
from unisono.importers.spreadsheet_days import SPREADSHEET_DAYS, holds_only_days, read_days
from unisono.importers.zones import offset_minutes, place_clocks
from unisono.model.errors import DataRejectedError
from unisono.model.tables import TIME

DateOrder = Literal["day_first", "month_first"]

ZONE = r"(Z|[A-Za-z]{2,5}|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?"
CLOCK = r"(?:(?:,?\s+|T)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?)?"
HALF = r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
SHAPES: dict[str, str] = {
    "iso": r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + CLOCK + r"\s*(?P<zone>" + ZONE[1:],
    "numbers": r"^(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d\d)"
    + CLOCK + HALF + r"\s*(?P<zone>" + ZONE[1:],
    "twitter": r"^[A-Za-z]{3} (?P<word>[A-Za-z]{3}) (?P<day>\d{1,2}) "
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) (?P<zone>[+-]\d{4}|[A-Z]{3,4}) (?P<year>\d{4})",
    "mail": r"^(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})[ -](?P<word>[A-Za-z]{3})[a-z]*\.?[ -](?P<year>\d{4})"
    + CLOCK + HALF + r"\s*(?P<zone>" + ZONE[1:],
    "american": r"^(?:[A-Za-z]{3,9},\s+)?(?P<word>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
    + CLOCK + HALF + r"\s*(?P<zone>" + ZONE[1:],
    "compact": r"^(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d))?(?P<zone>Z)?",
}  # fmt: skip
COMMON_FORMATS: tuple[tuple[str, bool, str], ...] = (
    ("%Y-%m-%dT%H:%M:%S%.fZ", True, "second"),
    ("%Y-%m-%dT%H:%M:%SZ", True, "second"),
    ("%a %b %d %H:%M:%S +0000 %Y", True, "second"),
    ("%Y-%m-%dT%H:%M:%S%.f+00:00", True, "second"),
    ("%Y-%m-%d %H:%M:%S+00:00", True, "second"),
    ("%Y-%m-%d %H:%M:%S", False, "second"),
    ("%Y-%m-%d %H:%M:%S%.f", False, "second"),
    ("%Y-%m-%dT%H:%M:%S%.f", False, "second"),
    ("%Y-%m-%d %H:%M", False, "minute"),
)  # how most files write UTC or no zone at all, and whether it says UTC
NUMBER_FORMATS = {"month_first": "%m/%d/%Y %H:%M", "day_first": "%d/%m/%Y %H:%M"}
UNIX = r"^[+-]?\d+(\.\d*)?([eE]\+?\d+)?$"
MONTHS = {name: place for place, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
PARTS: dict[str, pl.DataType] = {
    "place": pl.Int64(), "clock": pl.Datetime("us"), "offset": pl.Int32(), "precision": pl.String(),
}  # fmt: skip
FULL_WIDTH = str.maketrans("：／．－＋　", ":/.-+ ")
SMALLEST_UNIX = 100_000_000.0  # March 1973; below it a bare number is a count or a year, not a time
ROWS_TO_DOUBT = 50  # times without seconds by accident: one in 60 to the power of this


@dataclass(frozen=True)
class Times:
    """A column of times: `at` (UTC; null where nothing could be read), the precision of each, and doubts."""

    at: pl.Series
    precision: pl.Series  # second, minute or day; null where `at` is null
    without_zone: int  # rows that stated no offset
    unclear: int  # rows whose clock time their zone shows twice or not at all
    unreadable: pl.Series  # what was written where nothing could be read
    spreadsheet_days: int = 0  # rows that were read as a spreadsheet's day numbers
    zoneless: str | None = None  # the first that states no offset, where it is text


def read_times(
    written: pl.Series,
    *,
    zone: str = "UTC",
    order: DateOrder | None = None,
    smallest_unix: float = SMALLEST_UNIX,
    in_days: bool | None = None,
) -> Times:
    """Read a column of text, numbers, dates or datetimes. `zone` places the rows that state no offset.

    `order` says how 3/4/2018 is read; without it, such dates are unreadable. Bare numbers are Unix seconds,
    milliseconds or microseconds, by their size. `in_days` says that they are a spreadsheet's days, or none of them is;
    without it, the column as it is given decides.
    """
    if written.dtype.is_temporal():
        return _read_typed(written, zone)
    # Polars 2.1 stops in some text functions when a series lies in several pieces.
    text = written.rechunk().cast(pl.String).str.strip_chars()
    as_written = text.set(text == "", None)
    text = _write_plain_digits(as_written)
    is_days = in_days if in_days is not None else SPREADSHEET_DAYS[1] < smallest_unix and holds_only_days(text)
    parts = read_days(text) if is_days else _take_apart(text, order, smallest_unix)
    clocks, zone_known = parts["clock"], parts["offset"].is_not_null()
    exact = parts.select((pl.col("clock") - pl.duration(minutes="offset")).dt.replace_time_zone("UTC").cast(TIME))
    naive = clocks.set(zone_known, None)
    placed, unclear = place_clocks(naive, zone)
    at = exact.to_series().zip_with(zone_known, placed).alias("at")
    precision = _doubt_zeros(at, parts["precision"].set(at.is_null(), None))
    zoneless = naive.is_not_null() & ~(precision == "day").fill_null(value=False)
    return Times(
        at=at,
        precision=precision.alias("precision"),
        without_zone=int(zoneless.sum()),
        unclear=unclear,
        unreadable=text.filter(text.is_not_null() & at.is_null()),
        spreadsheet_days=len(text) - text.null_count() if is_days else 0,
        zoneless=None if (first := zoneless.arg_max()) is None or not zoneless[first] else as_written[first],
    )


def _write_plain_digits(text: pl.Series) -> pl.Series:
    """Write the digits of other scripts (Arabic, Persian, full width, …) as 0 to 9, and full-width signs alike."""
    # A column of plain bytes has as many bytes as characters, which is quick to tell.
    if text.str.len_bytes().sum() == text.str.len_chars().sum():
        return text
    others = text.str.contains(r"[\p{Nd}--0-9]").fill_null(value=False)
    if not others.any():
        return text
    written = text.filter(others)
    return text.scatter(others.arg_true(), pl.Series([_plain(each) for each in written], dtype=pl.String))


def _plain(written: str) -> str:
    folded = "".join(str(unicodedata.decimal(sign, sign)) for sign in written)
    return folded.translate(FULL_WIDTH)


def _read_typed(written: pl.Series, zone: str) -> Times:
    """Take dates and datetimes as they are; those without a zone are placed in `zone`."""
    is_date = written.dtype == pl.Date
    without_zone = unclear = 0
    if isinstance(written.dtype, pl.Datetime) and written.dtype.time_zone is not None:
        at = written.dt.convert_time_zone("UTC").cast(TIME)
    else:
        at, unclear = place_clocks(written.cast(pl.Datetime("us")), zone)
        without_zone = 0 if is_date else written.len() - written.null_count()
    precision = pl.select(pl.when(at.is_not_null()).then(pl.lit("day" if is_date else "second"))).to_series()
    nothing = pl.Series([], dtype=pl.String)
    return Times(at.alias("at"), _doubt_zeros(at, precision).alias("precision"), without_zone, unclear, nothing)


def _take_apart(text: pl.Series, order: DateOrder | None, smallest_unix: float) -> pl.DataFrame:
    """Return `clock` (what the clock showed), `offset` (minutes east, null if unstated) and `precision` of each row.

    Each shape is tried on the rows that those before it left over; a column usually has one.
    """
    common = _read_common(text, order)
    if common is not None:
        return common
    left = pl.DataFrame({"place": pl.int_range(len(text), eager=True), "text": text}).drop_nulls("text")
    read = []
    for shape, pattern in SHAPES.items():
        if left.is_empty():
            break
        found = left.filter(pl.col("text").str.contains(pattern + "$"))
        if found.is_empty():
            continue
        known = _read_shape(found, shape, pattern + "$", order).drop_nulls("clock")
        read.append(known)
        left = left.join(known, on="place", how="anti") if known.height < left.height else left.clear()
    if not left.is_empty():
        known = _read_spelled(left)
        read += [known] if known.height else []
        left = left.join(known, on="place", how="anti") if known.height else left
    if not left.is_empty():
        read.append(_read_unix(left, smallest_unix).drop_nulls("clock"))
    rows = pl.concat(read) if read else pl.DataFrame(schema=PARTS)
    if rows.height == len(text) and len(read) == 1:
        return rows.drop("place")
    places = pl.DataFrame({"place": pl.int_range(len(text), eager=True)})
    return places.join(rows, on="place", how="left", maintain_order="left").drop("place")


def _read_common(text: pl.Series, order: DateOrder | None) -> pl.DataFrame | None:
    """Read a column that is all in one common format, about ten times as fast; None where it is not."""
    filled = text.drop_nulls()
    formats = list(COMMON_FORMATS)
    if order is not None:
        formats.append((NUMBER_FORMATS[order], False, "minute"))
    for written, is_utc, precision in formats:
        if filled.head(1).str.to_datetime(written, time_unit="us", strict=False).null_count():
            continue
        clocks = text.str.to_datetime(written, time_unit="us", strict=False)
        if clocks.null_count() > text.null_count():
            continue
        columns = pl.DataFrame({"clock": clocks})
        offset = pl.lit(0 if is_utc else None, dtype=pl.Int32)
        return columns.with_columns(offset.alias("offset"), pl.lit(precision).alias("precision"))
    return None


def _read_shape(found: pl.DataFrame, shape: str, pattern: str, order: DateOrder | None) -> pl.DataFrame:
    """Read rows that all fit one shape; impossible dates such as 31 February give null."""
    groups = found.select("place", pl.col("text").str.extract_groups(pattern).alias("part")).unnest("part")
    have = set(groups.columns)

    def number(name: str) -> pl.Expr:
        return pl.col(name).cast(pl.Int32, strict=False) if name in have else pl.lit(None, dtype=pl.Int32)

    month, day = number("month"), number("day")
    if shape == "numbers":
        one, two = number("one"), number("two")
        nothing = pl.lit(None, dtype=pl.Int32)
        month, day = {"month_first": (one, two), "day_first": (two, one)}.get(order or "", (nothing, nothing))
    if "word" in have:
        month = pl.col("word").str.to_lowercase().replace_strict(MONTHS, default=None, return_dtype=pl.Int32)
    year = number("year")
    year = pl.when(year >= 100).then(year).when(year < 70).then(year + 2000).otherwise(year + 1900)
    hour = number("hour")
    if "half" in have:
        is_afternoon = pl.col("half").str.to_lowercase().str.starts_with("p")
        hour = pl.when(is_afternoon.is_null()).then(hour).when(hour.is_between(1, 12)).then(
            hour % 12 + pl.when(is_afternoon).then(12).otherwise(0)
        )  # fmt: skip
    return _assemble(groups, (year, month, day), (hour, number("minute"), number("second")), have)


def _assemble(
    groups: pl.DataFrame,
    date: tuple[pl.Expr, pl.Expr, pl.Expr],
    clock: tuple[pl.Expr, pl.Expr, pl.Expr],
    have: set[str],
) -> pl.DataFrame:
    """Put the parts of a shape together; null where one of them is out of range or the zone's letters are unknown."""
    hour, minute, second = clock
    fraction = pl.lit(0, dtype=pl.Int32)
    if "fraction" in have:
        fraction = pl.col("fraction").str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int32, strict=False).fill_null(0)
    letters = pl.col("zone") if "zone" in have else pl.lit(None, dtype=pl.String)
    # A 24:00 or a leap second is a real instant: the date carries it.
    seconds = hour.fill_null(0) * 3600 + minute.fill_null(0) * 60 + second.fill_null(0)
    is_possible = (
        ((hour.fill_null(0) <= 23) | ((hour == 24) & (seconds == 86400)))
        & (minute.fill_null(0) <= 59)
        & (second.fill_null(0) <= 60)
    )
    stamp = pl.format(
        "{}-{}-{}", date[0].cast(pl.String).str.zfill(4), date[1].cast(pl.String).str.zfill(2),
        date[2].cast(pl.String).str.zfill(2),
    ).str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))  # fmt: skip
    offset = offset_minutes(letters)
    precision = pl.when(hour.is_null()).then(pl.lit("day")).when(second.is_null()).then(pl.lit("minute"))
    return groups.select(
        "place",
        pl.when(is_possible & (letters.is_null() | offset.is_not_null()))
        .then(stamp + pl.duration(seconds=seconds, microseconds=fraction))
        .alias("clock"),
        offset.alias("offset"),
        precision.otherwise(pl.lit("second")).alias("precision"),
    )


def _read_spelled(left: pl.DataFrame) -> pl.DataFrame:
    """Read dates with months of other languages, and those with signs for year, month and day."""
    spelled = left.with_columns(spell_in_english(left["text"]).alias("text")).drop_nulls("text")
    pattern = SHAPES["mail"] + "$"
    return _read_shape(spelled.filter(pl.col("text").str.contains(pattern)), "mail", pattern, None).drop_nulls("clock")


def _read_unix(left: pl.DataFrame, smallest: float) -> pl.DataFrame:
    """Read Unix times: seconds below 10^11, milliseconds below 10^14, microseconds below 10^17."""
    text = pl.when(pl.col("text").str.contains(UNIX)).then(pl.col("text"))
    whole = text.str.extract(r"^[+-]?(\d+)\.?0*$").cast(pl.Int64, strict=False)
    number = text.cast(pl.Float64, strict=False)
    # Whole numbers stay whole: a float has no room for the microseconds of a 16-digit time.
    micros = (
        pl.when(number.abs() < 1e11)
        .then(pl.coalesce(whole * 1_000_000, (number * 1e6).round().cast(pl.Int64, strict=False)))
        .when(number.abs() < 1e14)
        .then(pl.coalesce(whole * 1_000, (number * 1e3).round().cast(pl.Int64, strict=False)))
        .when(number.abs() < 1e17)
        .then(pl.coalesce(whole, number.round().cast(pl.Int64, strict=False)))
    )
    return left.select(
        "place",
        pl.when(number >= smallest).then(micros).cast(pl.Datetime("us")).alias("clock"),
        pl.lit(0, dtype=pl.Int32).alias("offset"),
        pl.lit("second").alias("precision"),
    )


def _doubt_zeros(at: pl.Series, precision: pl.Series) -> pl.Series:
    """Lower the precision of a column whose seconds, or whole clock times, are all zero: nobody posts like that."""
    for written, true, period_us in (("second", "minute", 60_000_000), ("minute", "day", 86_400_000_000)):
        rows = (precision == written).fill_null(value=False)
        if int(rows.sum()) >= ROWS_TO_DOUBT and not bool((at.filter(rows).to_physical() % period_us != 0).any()):
            precision = precision.set(rows, true)
    return precision


def decide_date_order(
    written: pl.Series, *, where: str, advice: str = "--dates day-first or --dates month-first"
) -> DateOrder | None:
    """Say whether a column writes day or month first; None when it writes no dates like 3/4/2018.

    A part above 12 must be the day. A column in which no date, or dates of both kinds, say so is refused.
    """
    if written.dtype != pl.String:
        return None
    parts = _write_plain_digits(written).str.strip_chars().str.extract_groups(SHAPES["numbers"] + "$").struct
    one, two = (parts.field(name).cast(pl.Int32, strict=False) for name in ("one", "two"))
    if one.null_count() == len(one):
        return None
    day_first, month_first = bool((one > 12).any()), bool((two > 12).any())
    if day_first != month_first:
        return "day_first" if day_first else "month_first"
    example = written.filter(one.is_not_null())[0]
    known = "both orders of day and month" if day_first else "dates that could be day/month or month/day"
    raise DataRejectedError(f"{where} has {known} (first: {example}). Nothing was guessed. Try: {advice}")
