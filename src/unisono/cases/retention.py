"""Until when a case may be kept, and why so long: a date that people set, and that commands remind them of."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote

import orjson

from unisono.cases.durable import write_durably, writer_lock
from unisono.model.errors import DataRejectedError
from unisono.model.times import now_text

FILE = "retention.json"


@dataclass(frozen=True)
class Retention:
    """The last day on which the posts of a case may be kept, why, and when that was written."""

    keep_until: date
    because: str
    written_at: str

    def is_due(self, today: date | None = None) -> bool:
        """Say whether that day is over, in UTC."""
        return (today or datetime.now(UTC).date()) > self.keep_until


def keep_retention(case: Path, keep_until: date, because: str) -> Retention:
    """Write down until when a case may be kept, in place of what was said before."""
    told = Retention(keep_until, because, now_text())
    with writer_lock(case / "lock"):
        write_durably(case / FILE, orjson.dumps(asdict(told), option=orjson.OPT_INDENT_2) + b"\n")
    return told


def read_retention(case: Path) -> Retention | None:
    """Return until when a case may be kept; None where nobody said. Raises DataRejectedError for a damaged file."""
    file = case / FILE
    if not file.is_file():
        return None
    try:
        row = orjson.loads(file.read_bytes())
        return Retention(date.fromisoformat(row["keep_until"]), str(row["because"]), str(row["written_at"]))
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Write it again: unisono purge {quote(str(case))} --keep-until 2027-12-31"
        ) from error


def reminder(case: Path) -> str | None:
    """Return what to say of a case whose time is over; None where it is not, or nobody set one."""
    told = read_retention(case)
    if told is None or not told.is_due():
        return None
    return (
        f"This case was to be kept until {told.keep_until}. Take its posts out: unisono purge {quote(str(case))} --due "
        f"--yes; or set a later day: unisono purge {quote(str(case))} --keep-until DAY --because TEXT"
    )
