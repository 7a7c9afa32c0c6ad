"""Giving memory back: what a watcher has freed is the system's again, not kept by the C library for later."""

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

EVERY_S = 5.0
"""Seconds between two times; a stream frees a gigabyte a minute in pieces of all sizes, and half of it would stay."""


@dataclass
class GivingBack:
    """Gives memory back now and then."""

    give_back: Callable[[], None] = field(default_factory=lambda: give_back)
    _next_at: float = 0.0

    def due(self, now: float) -> None:
        """Give memory back if it is time; now: of a clock that never goes back."""
        if now >= self._next_at:
            self._next_at = now + EVERY_S
            self.give_back()


def give_back() -> None:
    """Give back what this process has freed, where the C library can be asked to (glibc); elsewhere do nothing."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim
