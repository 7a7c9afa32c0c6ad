"""Settings and small readers for tests of receivers, and a source that says what a test has written down."""

import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

from unisono.watch.receiving import Receiver
from unisono.watch.sources.broken_off import ConnectionLostError
from unisono.watch.sources.declaration import OPENED, BackOff, Message, Receiving

QUICK = Receiving(back_off=BackOff(first_s=0.01, most_s=0.05, reset_after_s=10))
TO_THE_END = replace(QUICK, stop_at_end=True)


def take_all(receiver: Receiver, within_s: float = 5.0) -> list[bytes]:
    """Take until all has ended."""
    got: list[bytes] = []
    until = time.monotonic() + within_s
    while not receiver.has_ended and time.monotonic() < until:
        chunk = receiver.take(0.05, 1000)
        got += chunk.lines if chunk is not None else ()
    return got


def take_some(receiver: Receiver, many: int, within_s: float = 5.0) -> list[bytes]:
    """Take until so many lines are there."""
    got: list[bytes] = []
    until = time.monotonic() + within_s
    while len(got) < many and time.monotonic() < until:
        chunk = receiver.take(0.05, many - len(got))
        got += chunk.lines if chunk is not None else ()
    return got


def waits_for(is_so: Callable[[], object], within_s: float = 5.0) -> bool:
    until = time.monotonic() + within_s
    while not is_so() and time.monotonic() < until:
        time.sleep(0.005)
    return bool(is_so())


class Scripted:
    """A source that yields what a test has written down, connection by connection, and then stays or ends."""

    name, format, is_recording, silence_s = "scripted", None, False, None

    def __init__(self, *connections: list[Message], can_resume: bool, ends: bool = True) -> None:
        self.connections = connections
        self.can_resume, self.ends = can_resume, ends
        self.asked: list[str | None] = []

    def cursor_of(self, line: bytes) -> str | None:
        return line.decode() if line.isdigit() else None

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        number = len(self.asked)
        self.asked.append(cursor)
        yield OPENED
        for message in self.connections[number]:
            yield message
        if number < len(self.connections) - 1:
            raise ConnectionLostError("torn")
