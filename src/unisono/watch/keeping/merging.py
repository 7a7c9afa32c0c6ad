"""Copying small segments together beside a watcher, in a process that takes its memory with it when it is done.

Half a million posts that are read and packed again take several times what a watcher holds, and an allocator gives
little of it back.
"""

from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path

from unisono.cases.merging import FEWEST, merge_small_segments
from unisono.model.errors import UnisonoError
from unisono.watch.beside import yield_to_the_watcher
from unisono.watch.giving_back import free_large_at_once

LAST_BATCHES = 3 * FEWEST * FEWEST
"""Batches that are looked at: two thirds of a day's where one is stored every five seconds; copies of copies fit in."""


def start_merging(case: Path) -> SpawnProcess:
    """Begin to copy the small segments of a case together, and return the process that does."""
    # A fork would copy the watcher's threads as they stand, locks held.
    process = get_context("spawn").Process(target=merge_beside, args=(str(case),), name="merging", daemon=True)
    process.start()
    return process


def merge_beside(case: str) -> None:
    """Be the process: yield to the watcher, and leave the keys of the terminal to it."""
    yield_to_the_watcher()
    free_large_at_once()
    merge_quietly(Path(case))


def merge_quietly(case: Path) -> None:
    """Copy small segments together; where that fails, the segments are read as they are."""
    with suppress(OSError, UnisonoError):
        merge_small_segments(case, last=LAST_BATCHES)
