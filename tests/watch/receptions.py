"""A reception that gives what a test says, in place of a connection."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event

from unisono.watch.sources.declaration import Chunk, Interruption, State


@dataclass
class Given:
    """Hands over chunks of lines, one a call, and then ends; a chunk's cursor is how many lines came so far."""

    chunks: list[Sequence[bytes]]
    told: list[Interruption] = field(default_factory=list)
    has_cursors: bool = True
    state: State = "connected"
    dropped: dict[str, int] = field(default_factory=dict)
    problem: str | None = None
    buffer_lines: int = 0
    buffer_bytes: int = 0
    received: int = 0
    is_closed: bool = False
    stops: Event | None = None  # set when all was taken
    ends: bool = True
    at: float = 1_777_896_000.0

    @property
    def has_ended(self) -> bool:
        """Say whether all was taken."""
        return self.ends and not self.chunks

    def take(self, wait_s: float, most_lines: int) -> Chunk | None:
        """Return the next lines."""
        if not self.chunks:
            if self.stops is not None:
                self.stops.set()
            return None
        lines = tuple(self.chunks.pop(0))
        self.received += len(lines)
        return Chunk(lines, self.at, self.at, str(self.received) if self.has_cursors else None)

    def interruptions(self) -> list[Interruption]:
        """Return what was not told yet."""
        told, self.told = self.told, []
        return told

    def close(self) -> None:
        """Note it."""
        self.is_closed = True
