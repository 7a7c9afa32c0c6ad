"""What a watched case says of itself at this moment, read again only where its files have changed."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.live import alerts, gaps, rates, status
from unisono.cases.live.alerts import Alert, read_alerts
from unisono.cases.live.folder import is_watched, live_folder
from unisono.cases.live.gaps import Gap, read_gaps
from unisono.cases.live.rates import KEPT, Rate, read_rates
from unisono.cases.live.status import Status, read_status

NETWORKS = "networks.json"
FILES = (status.FILE, alerts.FILE, gaps.FILE, rates.FILE, NETWORKS)
SILENT_AFTER = timedelta(seconds=10)
"""A watcher writes its state about once a second; after so long without one, something holds it up."""

LIVING = ("starting", "connected", "reconnecting", "behind")
"""States that a watcher has while it runs; found in the file without one that runs, it was ended without a word."""

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Followed:
    """The files of a watched case, read. networks: the last result of the search for networks, null for none."""

    state: str
    status: Status | None
    alerts: list[Alert]
    gaps: list[Gap]
    rates: list[Rate]
    networks: dict[str, Any] | None  # Any: JSON
    stamp: str


@dataclass
class LiveCases:
    """Reads the live folders of cases, for all pages and streams that look at them."""

    _known: dict[tuple[Path, str], tuple[tuple[int, int], Any]] = field(default_factory=dict)  # Any: what a file holds
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def follow(self, case: Path, now: datetime | None = None) -> Followed:
        """Return what the case says of itself now."""
        with self._lock:
            told: Status | None = self._read(case, status.FILE, read_status)
            state = state_of(case, told, now or datetime.now(UTC))
            read = {
                "alerts": self._read(case, alerts.FILE, read_alerts),
                "gaps": self._read(case, gaps.FILE, read_gaps),
                "rates": self._read(case, rates.FILE, _last_day),
                "networks": self._read(case, NETWORKS, read_networks),
            }
            stamps = [self._known[case, name][0] for name in FILES]
        return Followed(state, told, **read, stamp=f"{state} {stamps}")

    def _read(self, case: Path, name: str, read: Any) -> Any:  # Any: a function that reads a file, and what it reads
        try:
            found = (live_folder(case) / name).stat()
            stamp = (found.st_mtime_ns, found.st_size)
        except FileNotFoundError:
            stamp = (0, 0)
        known = self._known.get((case, name))
        if known is None or known[0] != stamp:
            known = self._known[case, name] = (stamp, read(case))
        return known[1]


def state_of(case: Path, told: Status | None, now: datetime) -> str:
    """Return how the watcher of a case stands.

    Beside what a watcher says of itself: never (nobody watched), unreadable, gone (it ended without a word) and silent
    (it runs, and has said nothing for a while).
    """
    if told is None:
        return "unreadable" if (live_folder(case) / status.FILE).exists() else "never"
    if told.state not in LIVING:
        return told.state
    if abs(now - told.at) < SILENT_AFTER:
        return told.state
    # Asked only of old news: who asks takes the lock for an instant, and a watcher that starts must not meet that.
    return "silent" if is_watched(case) else "gone"


def read_networks(case: Path) -> dict[str, Any] | None:  # Any: JSON
    """Return the last result of the search for networks in the window; null where there is none yet."""
    try:
        found = orjson.loads((live_folder(case) / NETWORKS).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return found if isinstance(found, dict) else None


def _last_day(case: Path) -> list[Rate]:
    return read_rates(case, datetime.now(UTC) - KEPT)
