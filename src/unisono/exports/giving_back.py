"""Free memory that the C library holds on to is given back to the system between the steps of a long job."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_memory_back() -> None:
    """Give back what is free; where the C library has no such call, nothing happens."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return malloc_trim of glibc, which keeps the room of arrays that were let go; None on other systems."""
    if sys.platform != "linux":
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
