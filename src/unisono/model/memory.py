"""How much memory a command may use: what the user says, or most of what the machine has."""

import os
import re
from pathlib import Path

from unisono.model.errors import UsageError

USUAL_SHARE = 0.6
LEAST_BYTES = 256 << 20
UNITS = {None: 1 << 30, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def usual_memory() -> int:
    """Return 60 % of the machine's memory, or of what its container may use, in bytes."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        # Some systems do not say how much they have.
        whole = 8 << 30
    limit = CONTAINER_LIMIT.read_text().strip() if CONTAINER_LIMIT.is_file() else "max"
    if limit.isdigit():
        whole = min(whole, int(limit))
    return max(LEAST_BYTES, int(whole * USUAL_SHARE))


def parse_memory(text: str) -> int:
    """Return the bytes that a text such as 8GiB, 500M or 8 stands for; units count by 1,024, and none means GiB."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:([KMGT])I?B?)?\s*", text.upper())
    size = int(float(match[1]) * UNITS[match[2]]) if match else 0
    if size < LEAST_BYTES:
        raise UsageError(
            f"{text!r} is no amount of memory of at least {LEAST_BYTES >> 20} MiB. Type one such as: --memory 8GiB"
        )
    return size
