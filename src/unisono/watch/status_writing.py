"""Writes down about once a second how a watcher stands, and every ten seconds how much came in."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from unisono.cases.live.rates import EVERY_S, Rate, append_rate
from unisono.cases.live.status import Status, write_status
from unisono.watch.keeping.storing import Storing
from unisono.watch.looking import Looker
from unisono.watch.pressure import Pressure
from unisono.watch.sources.declaration import Reception
from unisono.watch.standing import Standing


@dataclass
class StatusWriter:
    """Asks the parts of a watcher how they stand; `status` is for whoever wants to tell it, `write` keeps it."""

    case: Path
    standing: Standing
    reception: Reception
    storing: Storing
    looker: Looker
    pressure: Pressure
    clock: Callable[[], float]
    every_s: float = 1.0
    _status_at: float = 0.0
    _rate_at: float = 0.0
    _rated: tuple[int, int, int] = (0, 0, 0)  # posts, alerts, drops by then

    def begin(self) -> None:
        """Count from now on."""
        self._rate_at = self.clock()

    def state(self) -> str:
        """Return how it stands with the watcher in a word."""
        if self.pressure.is_high or self.storing.waiting_bytes > self.storing.settings.most_bytes // 2:
            return "behind"
        # A source may have ended while what it had sent is still being handled.
        return "connected" if self.reception.state in ("ended", "stopped", "failed") else self.reception.state

    def status(self, state: str | None = None) -> Status:
        """Return how the watcher stands at this moment."""
        pressure = self.pressure
        told = {
            **self.looker.describe(),
            "coarse_since": pressure.since,
            "coarse_spans": pressure.spans,
            "coarse_posts": pressure.posts,
        }
        return self.standing.status(self.clock(), state or self.state(), self.reception, self.storing.stored, told)

    def write(self, state: str | None = None) -> Status:
        """Put the status in the place of the last one."""
        status = self.status(state)
        self._status_at = self.clock()
        with suppress(OSError):  # no evidence: a full disk is told by what is
            write_status(self.case, status)
        return status

    def write_due(self, state: str | None = None) -> Status | None:
        """Write status and rates where their time has come; returns the status if it was written."""
        now, status = self.clock(), None
        if now - self._status_at >= self.every_s or now < self._status_at:
            status = self.write(state)
        if now - self._rate_at >= EVERY_S or now < self._rate_at:
            self._write_rate(now)
        return status

    def _write_rate(self, now: float) -> None:
        posts, alerts, drops = self._rated
        standing, dropped = self.standing, sum(self.reception.dropped.values())
        rate = Rate(
            datetime.fromtimestamp(now, UTC),
            standing.posts - posts,
            standing.alerts - alerts,
            standing.lag_s,
            dropped - drops,
        )
        self._rate_at, self._rated = now, (standing.posts, standing.alerts, dropped)
        with suppress(OSError):  # as above
            append_rate(self.case, rate)
