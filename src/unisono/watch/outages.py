"""Stretches of time without lines: while there was no connection, and while lines were left out."""

from threading import Lock

from unisono.watch.sources.declaration import BUFFER_FULL, Interruption

DROPS_APART_S = 1.0
"""Lines left out less than this apart are one stretch."""


class Outages:
    """Interruptions as they happen, handed out once each when they are over."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: list[Interruption] = []
        self._gone: tuple[str, float] | None = None
        self._drops: Interruption | None = None

    def begin(self, reason: str, at: float) -> None:
        """Note that there is no connection; while an outage lasts it keeps its first reason."""
        with self._lock:
            self._gone = self._gone or (reason, at)

    def end(self, at: float, *, recovered: bool) -> None:
        """Note that lines come again."""
        with self._lock:
            if self._gone is not None:
                self._told.append(Interruption(*self._gone, at, recovered))
                self._gone = None

    def add(self, interruption: Interruption) -> None:
        """Note what the server itself says is missing."""
        with self._lock:
            self._told.append(interruption)

    def drop(self, at: float) -> None:
        """Note that a line was left out."""
        with self._lock:
            self._close_drops(at)
            if self._drops is None:
                self._drops = Interruption(BUFFER_FULL, at, at, recovered=False, lost=1)
            else:
                lost = (self._drops.lost or 0) + 1
                self._drops = Interruption(BUFFER_FULL, self._drops.from_at, at, recovered=False, lost=lost)

    def is_dropping(self, at: float) -> bool:
        """Say whether lines were left out just now."""
        drops = self._drops
        return drops is not None and drops.to_at is not None and at - drops.to_at <= DROPS_APART_S

    def tell(self, at: float, *, all_over: bool) -> list[Interruption]:
        """Return those that are over and were not told yet; all_over: also those that last."""
        with self._lock:
            self._close_drops(at, all_over=all_over)
            if all_over and self._gone is not None:
                self._told.append(Interruption(*self._gone, None, recovered=False))
                self._gone = None
            told, self._told = self._told, []
            return told

    def _close_drops(self, at: float, *, all_over: bool = False) -> None:
        drops = self._drops
        if drops is not None and drops.to_at is not None and (all_over or at - drops.to_at > DROPS_APART_S):
            self._told.append(drops)
            self._drops = None
