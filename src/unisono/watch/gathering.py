"""Gathering: what comes in within a step is taken together, and read at once."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event

from unisono.watch.sources.declaration import Chunk, Reception

LEAST_GATHERING_S = 0.05


@dataclass(frozen=True)
class WatchSettings:
    """How long the parts of a step may take.

    step_s: how long lines are gathered; most_lines: of one step, and of one while the watcher is behind; alert_wait_s:
    how long an alert waits for the disk. drain_s: how long, at most, is stored after a stop what a source that cannot
    send it again had sent. coarse_after_s: wait of lines from which on a watcher looks less thoroughly; None: never.
    """

    step_s: float = 1.0
    most_lines: int = 20_000
    most_lines_behind: int = 50_000
    status_every_s: float = 1.0
    alert_wait_s: float = 2.0
    take_wait_s: float = 0.25
    drain_s: float = 30.0
    coarse_after_s: float | None = 2.0


@dataclass
class Gathering:
    """Takes lines step by step."""

    reception: Reception
    settings: WatchSettings
    stop: Event
    _step_at: float = 0.0

    def gather(self, most_lines: int) -> list[Chunk]:
        """Return what came within a step, at most so many lines, as one chunk; nothing where nothing came."""
        chunks: list[Chunk] = []
        begun = time.monotonic()
        room = most_lines
        # What the last step took is part of the second.
        until = max(self._step_at + self.settings.step_s, begun + LEAST_GATHERING_S)
        while room > 0 and not self.stop.is_set() and (left := until - time.monotonic()) > 0:
            chunk = self.reception.take(min(left, self.settings.take_wait_s), room)
            if chunk is not None:
                chunks.append(chunk)
                room -= len(chunk.lines)
            elif self.reception.has_ended:
                break
        self._step_at = time.monotonic()
        return as_one(chunks)


def as_one(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return chunks that came within one step as one, which is read at once."""
    if len(chunks) < 2:
        return list(chunks)
    cursor = next((chunk.cursor for chunk in reversed(chunks) if chunk.cursor is not None), None)
    lines = tuple(line for chunk in chunks for line in chunk.lines)
    return [replace(chunks[0], lines=lines, arrived_at=chunks[-1].arrived_at, cursor=cursor)]
