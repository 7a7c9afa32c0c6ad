"""Events that a case was told of: what happened in the world, when, and where that can be looked up."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote

import orjson
import polars as pl

from unisono.cases.durable import TEMPORARY_PREFIX, sync_folder, write_durably, writer_lock
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import EVENTS

FOLDER = "events"
_NAME = re.compile(r"[\w][\w .-]{0,63}")


@dataclass(frozen=True)
class Event:
    """One event: `at` is its time in UTC, `source` where it can be looked up (None: nobody said)."""

    name: str
    at: datetime
    source: str | None = None


def keep_event(case: Path, event: Event) -> None:
    """Store an event in the case folder durably; raises UsageError where one of that name is kept already."""
    path = _file_of(case, event.name)
    with writer_lock(case / "lock"):
        if path.exists():
            raise UsageError(
                f"The case has an event named {event.name}. Give this one another name, or remove that one: "
                f"unisono event remove {quote(str(case))} {quote(event.name)}"
            )
        path.parent.mkdir(exist_ok=True)
        sync_folder(case)
        write_durably(path, orjson.dumps(asdict(event), option=orjson.OPT_INDENT_2) + b"\n")


def kept_events(case: Path) -> pl.DataFrame:
    """Return the events of a case, EVENTS, earliest first; raises DataRejectedError naming a damaged file."""
    files = [file for file in (case / FOLDER).glob("*.json") if not file.name.startswith(TEMPORARY_PREFIX)]
    rows = [asdict(_read(file)) for file in files]
    return pl.DataFrame(rows, schema=EVENTS).sort("at", "name")


def remove_event(case: Path, name: str) -> None:
    """Take an event out of the case; raises UsageError where there is none of that name."""
    path = _file_of(case, name)
    with writer_lock(case / "lock"):
        if not path.exists():
            raise UsageError(
                f"The case has no event named {name}. See its events: unisono event list {quote(str(case))}"
            )
        path.unlink()
        sync_folder(path.parent)


def _file_of(case: Path, name: str) -> Path:
    if not _NAME.fullmatch(name) or name.endswith((" ", ".")):
        raise UsageError(
            f"{name!r} cannot name an event: use up to 64 letters, digits, spaces, dots and hyphens, such as vote."
        )
    return case / FOLDER / f"{name.casefold()}.json"


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
