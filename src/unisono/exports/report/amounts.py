"""Numbers, shares, probabilities, durations and moments, written for people."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from unisono.cases.live.gaps import Gap
from unisono.model.counting import counted

NOT_KNOWN = "–"
NARROW_SPACE = "\u202f"
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLEST_EXPONENT = -300


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with thousands separators, or a dash where it is not known."""
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    return f"{value:,.{digits}f}"


def expected(value: float | None) -> str:
    """Return what chance would give: two digits where they matter, "< 0.01" below."""
    if value is None:
        return NOT_KNOWN
    if 0 <= value < 0.01:
        return "< 0.01"
    return number(value, 2 if value < 100 else 0)


def share(value: float | None) -> str:
    """Return a share between 0 and 1 as a percentage."""
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    percent = 100 * value
    text = f"{percent:.0f}" if percent >= 10 else f"{percent:.1f}".removesuffix(".0")
    return f"{text}{NARROW_SPACE}%"


def probability(value: float | None) -> str:
    """Return a p- or q-value; very small ones as a power of ten."""
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    if value >= 0.001:
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if value <= 10.0**SMALLEST_EXPONENT:
        return "< 10" + str(SMALLEST_EXPONENT).translate(SUPERSCRIPTS)
    exponent = math.floor(math.log10(value))
    digits = value / 10.0**exponent
    if digits >= 9.95:
        digits, exponent = 1.0, exponent + 1
    return f"{digits:.1f} × 10{str(exponent).translate(SUPERSCRIPTS)}"


def duration(seconds: float | None) -> str:
    """Return a span of time in the unit that suits it: 3 s, 12 min, 4 h, 9 days."""
    if seconds is None or not math.isfinite(seconds):
        return NOT_KNOWN
    if seconds < 10 and seconds != int(seconds):
        return f"{seconds:.1f} s"
    for unit, length in (("day", 86400), ("h", 3600), ("min", 60)):
        if round(seconds) >= 2 * length or (seconds and seconds % length == 0):
            return counted(round(seconds / length), unit) if unit == "day" else f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def window(seconds: float | None) -> str:
    """Return the window of a pair in words; null and infinity mean any time."""
    return "at any time" if seconds is None or math.isinf(seconds) else f"within {duration(seconds)}"


@dataclass(frozen=True)
class Clock:
    """Writes moments in the case's zone with their distance from UTC, and UTC itself for machines.

    unseen: times in which the case's stream was not seen; whatever is drawn over time shades them.
    """

    zone_name: str = "UTC"
    shows_seconds: bool = True
    unseen: tuple[Gap, ...] = ()

    @property
    def is_utc(self) -> bool:
        """Return whether the case is kept in UTC."""
        return self.zone_name in ("UTC", "Etc/UTC")

    def local(self, moment: datetime) -> datetime:
        """Return the moment in the case's zone."""
        return moment.astimezone(UTC if self.is_utc else ZoneInfo(self.zone_name))

    def plain(self, moment: datetime | None) -> str:
        """Return a moment as text, such as "2018-06-03 14:22:10 +02:00" or "… UTC"."""
        if moment is None:
            return NOT_KNOWN
        local = self.local(moment)
        pattern = "%Y-%m-%d %H:%M:%S" if self.shows_seconds else "%Y-%m-%d %H:%M"
        offset = "UTC" if self.is_utc else _offset(local)
        return f"{local.strftime(pattern)} {offset}"

    def moment(self, moment: datetime | None) -> Markup:
        """Return a moment as an element whose title and machine-readable value are UTC."""
        if moment is None:
            return Markup(NOT_KNOWN)
        day, clock, offset = self.plain(moment).split(" ")
        if self.is_utc:
            return Markup("<time><span>{}</span> {}</time> <small>UTC</small>").format(day, clock)
        pattern = "%Y-%m-%dT%H:%M:%SZ" if self.shows_seconds else "%Y-%m-%dT%H:%MZ"
        machine = moment.astimezone(UTC).strftime(pattern)
        return Markup('<time datetime="{0}" title="{0}"><span>{1}</span> {2}</time> <small>{3}</small>').format(
            machine, day, clock, offset
        )

    def day(self, moment: datetime | None) -> str:
        """Return the day of a moment, such as "3 June 2018"."""
        if moment is None:
            return NOT_KNOWN
        local = self.local(moment)
        return f"{local.day} {local.strftime('%B')} {local.year}"


def parse_moment(written: object) -> datetime | None:
    """Return the moment that a run's record names as ISO 8601 text or a datetime; null where it has none."""
    if written is None or written == "":
        return None
    moment = written if isinstance(written, datetime) else datetime.fromisoformat(str(written))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def whole(record: Mapping[str, object], key: str) -> int | None:
    """Return a count of a run's record, or null where the run did not write it."""
    value = record.get(key)
    return int(value) if isinstance(value, int | float) else None


def _offset(local: datetime) -> str:
    text = local.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"
