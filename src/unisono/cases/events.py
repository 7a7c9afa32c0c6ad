"""Events that a case was told of: what happened in the world, when, and where that can be looked up."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import orjson
import polars as pl

from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError
from unisono.model.tables import EVENTS

FILES = NamedFiles(folder="events", command="event", what="event", such_as="vote")


@dataclass(frozen=True)
class Event:
    """One event: `at` is its time in UTC, `source` where it can be looked up (None: nobody said)."""

    name: str
    at: datetime
    source: str | None = None


def keep_event(case: Path, event: Event) -> None:
    """Store an event in the case folder durably; raises UsageError where one of that name is kept already."""
    FILES.keep(case, event.name, orjson.dumps(asdict(event), option=orjson.OPT_INDENT_2) + b"\n")


def kept_events(case: Path) -> pl.DataFrame:
    """Return the events of a case, EVENTS, earliest first; raises DataRejectedError naming a damaged file."""
    rows = [asdict(_read(file)) for file in FILES.kept(case)]
    return pl.DataFrame(rows, schema=EVENTS).sort("at", "name")


def remove_event(case: Path, name: str) -> None:
    """Take an event out of the case; raises UsageError where there is none of that name."""
    FILES.remove(case, name)


def _read(file: Path) -> Event:
    try:
        stored = orjson.loads(file.read_bytes())
        name, source = stored["name"], stored["source"]
        if not isinstance(name, str) or not isinstance(source, str | None):
            raise TypeError("name and source are texts")
        at = datetime.fromisoformat(stored["at"])
        if at.tzinfo is None:
            raise ValueError("the time has no zone")
        return Event(name, at, source)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the event again."
        ) from error
