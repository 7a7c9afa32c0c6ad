"""Times as all outputs write them."""

from datetime import UTC, datetime


def time_text(moment: datetime) -> str:
    """Return a time as ISO 8601 in UTC with Z; a time without a zone is UTC already.

    >>> time_text(datetime(2018, 6, 1, 12, 30))
    '2018-06-01T12:30:00Z'
    """
    in_utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return in_utc.isoformat().replace("+00:00", "Z")


def now_text(timespec: str = "seconds") -> str:
    """Return the present moment as ISO 8601 in UTC with Z, to the second unless told otherwise."""
    return datetime.now(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")
