"""Giving memory back: what a watcher has freed is the system's again, not kept by the C library for later."""

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

EVERY_S = 5.0
"""Seconds between two times; a stream frees a gigabyte a minute in pieces of all sizes, and half of it would stay."""

LARGE_BYTES = 1 << 20
MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of malloc.h."""


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


def free_large_at_once() -> None:
    """Let arrays of LARGE_BYTES and more be given back as they are freed, where the C library can be asked to (glibc).

    By itself it soon keeps arrays of up to 32 MiB in its heap, among small things that stay: of a watcher's windows,
    whose arrays are made anew every second, hundreds of megabytes of holes come of it.
    """
    asked = _of_the_c_library("mallopt")
    if asked is not None:
        asked(MMAP_THRESHOLD, LARGE_BYTES)


def give_back() -> None:
    """Give back what this process has freed, where the C library can be asked to (glibc); elsewhere do nothing."""
    trim = _of_the_c_library("malloc_trim")
    if trim is not None:
        trim(0)


@cache
def _of_the_c_library(name: str) -> Callable[..., int] | None:
    if not sys.platform.startswith("linux"):
        return None
    function: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return function
