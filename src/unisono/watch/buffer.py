"""Lines that wait to be taken: in the order of their arrival, and never more bytes than the bound."""

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic, sleep

LINE_COST = 128
"""What a waiting line takes beside its own bytes, so that the bound is one of memory."""
GATHER_S = 0.02
"""How long the one who takes lets more lines come after the first: a stream is not cut into single lines."""


class Buffer:
    """A bounded queue between one thread that puts lines in and one that takes them out."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.accepted = 0
        self._lines: deque[tuple[bytes, float]] = deque()
        self._lock = threading.Lock()
        self._filled = threading.Condition(self._lock)
        self._is_taker_waiting = False
        self._is_finished = False
        self._on_room: Callable[[], None] | None = None

    def __len__(self) -> int:
        """Return how many lines wait."""
        return len(self._lines)

    def fits_ever(self, line: bytes) -> bool:
        """Say whether the line would fit in if the buffer were empty."""
        return len(line) + LINE_COST <= self.most_bytes

    def put(self, line: bytes, at: float) -> bool:
        """Put a line in; return False, and leave it out, where there is no room for it."""
        cost = len(line) + LINE_COST
        with self._lock:
            if self.bytes + cost > self.most_bytes:
                return False
            self.bytes += cost
            self.accepted += 1
            self._lines.append((line, at))
            if self._is_taker_waiting:
                self._filled.notify()
        return True

    def call_when_half_empty(self, call: Callable[[], None]) -> None:
        """Call back once, from whichever thread it is, when half of the buffer is free."""
        with self._lock:
            if self.bytes * 2 > self.most_bytes:
                self._on_room = call
                return
        call()

    def take(self, wait_s: float, most_lines: int) -> list[tuple[bytes, float]]:
        """Return the oldest lines with their times of arrival; nothing if none came within wait_s."""
        until = monotonic() + wait_s
        with self._lock:
            had_to_wait = self._wait(until)
        if had_to_wait and len(self._lines) < most_lines and not self._is_finished:
            sleep(max(0.0, min(GATHER_S, until - monotonic())))
        with self._lock:
            return self._pop(most_lines)

    def finish(self) -> None:
        """Say that no more lines will come: the one who takes does not wait for any."""
        with self._lock:
            self._is_finished = True
            self._filled.notify_all()

    def _wait(self, until: float) -> bool:
        """Wait for the first line; say whether that was needed."""
        if self._lines:
            return False
        self._is_taker_waiting = True
        while not self._lines and not self._is_finished and (left := until - monotonic()) > 0:
            self._filled.wait(left)
        self._is_taker_waiting = False
        return True

    def _pop(self, most_lines: int) -> list[tuple[bytes, float]]:
        if len(self._lines) <= most_lines:
            taken, self._lines = list(self._lines), deque()
            self.bytes = 0
        else:
            taken = [self._lines.popleft() for _ in range(most_lines)]
            self.bytes -= sum(len(line) + LINE_COST for line, _ in taken)
        call = self._on_room
        if call is not None and self.bytes * 2 <= self.most_bytes:
            self._on_room = None
            call()
        return taken
