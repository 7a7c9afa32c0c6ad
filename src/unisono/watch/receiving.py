"""Reads a source in a thread of its own, connects again where it breaks off, and keeps lines until they are taken."""

import asyncio
import threading
from contextlib import aclosing, suppress
from time import time

from unisono.model.counting import counted
from unisono.model.errors import UnisonoError
from unisono.watch.back_off import Waits
from unisono.watch.buffer import Buffer
from unisono.watch.outages import Outages
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import (
    BUFFER_FULL,
    Chunk,
    Interruption,
    LiveSource,
    Opened,
    Receiving,
    State,
    Unreadable,
)

CLOSE_S = 0.9
TICK_S = 1.0
BEYOND_BUFFER = "larger than the whole buffer"


class Receiver:
    """The lines of one source, from where a cursor says on; reading begins at once."""

    def __init__(self, source: LiveSource, cursor: str | None, settings: Receiving | None = None) -> None:
        self._source = source
        self._settings = settings or Receiving()
        self._waits_when_behind = (self._settings.when_behind or ("wait" if source.can_resume else "drop")) == "wait"
        self._silence_s = self._settings.silence_s or source.silence_s
        self._buffer = Buffer(self._settings.buffer_bytes)
        self._outages = Outages()
        self._cursor = cursor
        self._taken_cursor = cursor
        self._last_line: bytes | None = None
        self._last_at = time()
        self._was_connected = self._is_waiting = self._is_closing = False
        self._state: State = "starting"
        self.problem: str | None = None
        self.dropped: dict[str, int] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reading: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="unisono-receiving", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """Return how it stands with the connection and the buffer."""
        if self._state == "connected" and (self._is_waiting or self._outages.is_dropping(time())):
            return "behind"
        return self._state

    @property
    def has_ended(self) -> bool:
        """Say whether nothing more will come, and all that came was taken."""
        return not self._thread.is_alive() and not len(self._buffer)

    @property
    def buffer_lines(self) -> int:
        """Return how many lines wait."""
        return len(self._buffer)

    @property
    def buffer_bytes(self) -> int:
        """Return how many bytes the waiting lines take."""
        return self._buffer.bytes

    @property
    def received(self) -> int:
        """Return how many messages came: those taken, those that wait, and those left out."""
        return self._buffer.accepted + sum(self.dropped.copy().values())

    def take(self, wait_s: float, most_lines: int) -> Chunk | None:
        """Return the oldest lines that nobody has taken, None if nothing came within wait_s."""
        taken = self._buffer.take(wait_s, most_lines)
        if not taken:
            return None
        lines = tuple([line for line, _ in taken])
        for line in reversed(lines):
            if (cursor := self._source.cursor_of(line)) is not None:
                self._taken_cursor = cursor
                break
        return Chunk(lines, taken[0][1], taken[-1][1], self._taken_cursor)

    def interruptions(self) -> list[Interruption]:
        """Return the interruptions that are over and were not told yet; when all has ended, those that last too."""
        return self._outages.tell(time(), all_over=not self._thread.is_alive())

    def close(self) -> None:
        """Stop reading, within a second; what was received can still be taken."""
        self._is_closing = True
        loop, reading = self._loop, self._reading
        if loop is not None and reading is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(reading.cancel)
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        """Read until the end; whatever goes wrong is told, never lost with the thread."""
        try:
            asyncio.run(self._start())
            self._state = "stopped" if self._is_closing else "ended"
        except asyncio.CancelledError:
            self._state = "stopped"
        except UnisonoError as error:
            self._state, self.problem = "failed", str(error)
        except Exception as error:
            self._state, self.problem = "failed", f"Reading {self._source.name} failed: {error!r}"
        finally:
            self._buffer.finish()

    async def _start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reading = asyncio.current_task()
        if not self._is_closing:
            await self._read_again_and_again()

    async def _read_again_and_again(self) -> None:
        """Connect, read, and come back after ever longer waits, until the source ends or refuses for good."""
        waits = Waits(self._settings.back_off)
        while True:
            begun_at = time()
            try:
                await self._read_while_it_speaks()
                if self._source.ends:
                    self._outages.end(time(), recovered=True)
                    return
                reason = f"{self._source.name} ended"
            except ClosedByServerError as error:
                if self._settings.stop_at_end:
                    self._outages.end(time(), recovered=True)
                    return
                reason = str(error)
            except ConnectionLostError as error:
                reason = str(error)
            except RefusedError as error:
                if not self._was_connected:
                    raise
                reason = str(error)
            now = time()
            self._outages.begin(reason, max(begun_at, min(self._last_at, now)))
            waits.note(now - begun_at if self._state == "connected" else 0.0)
            wait_s = waits.next_s()
            self._state = "reconnecting"
            self.problem = f"{reason}. Trying again in {counted(round(wait_s), 'second')}."
            await asyncio.sleep(wait_s)

    async def _read_while_it_speaks(self) -> None:
        """Read one connection; give it up when nothing has come for too long, unless it is we who do not read."""
        silence_s = self._silence_s
        self._last_at = time()
        reading = asyncio.ensure_future(self._read())
        try:
            while not (await asyncio.wait({reading}, timeout=_tick(silence_s)))[0]:
                if self._is_waiting:
                    self._last_at = time()
                elif silence_s is not None and time() - self._last_at > silence_s:
                    raise ConnectionLostError(f"{self._source.name} was silent for {silence_s:g} seconds")
            await reading
        finally:
            if not reading.done():
                reading.cancel()
                with suppress(asyncio.CancelledError, ConnectionLostError):
                    await reading

    async def _read(self) -> None:
        cursor = self._cursor_to_go_on()
        is_complete = self._source.can_resume and cursor is not None
        put, is_first = self._buffer.put, True
        async with aclosing(self._source.messages(cursor)) as messages:
            async for message in messages:
                if isinstance(message, bytes):
                    self._last_at = now = time()
                    self._last_line = message
                    if is_first:
                        is_first = False
                        self._outages.end(now, recovered=is_complete)
                    if not put(message, now):
                        await self._make_room(message, now)
                elif isinstance(message, Unreadable):
                    self._count(message.reason)
                elif isinstance(message, Opened):
                    self._come_back(is_complete)
                else:
                    is_complete = is_complete and message.recovered
                    self._outages.add(message)

    def _cursor_to_go_on(self) -> str | None:
        """Return where to go on: after the last line that came, else after what was taken, which is earlier."""
        cursor = None if self._last_line is None else self._source.cursor_of(self._last_line)
        return cursor or self._taken_cursor

    def _come_back(self, is_complete: bool) -> None:
        """Take note of a connection. Whether all that was missed comes now, its first line tells."""
        self._was_connected = True
        self._state, self.problem = "connected", None
        if not is_complete:
            self._outages.end(time(), recovered=False)

    async def _make_room(self, line: bytes, at: float) -> None:
        """Wait until the line fits in, or leave it out."""
        if not self._buffer.fits_ever(line):
            self._count(BEYOND_BUFFER)
            return
        if not self._waits_when_behind:
            self._count(BUFFER_FULL)
            self._outages.drop(at)
            return
        loop = asyncio.get_running_loop()
        self._is_waiting = True
        try:
            while not self._buffer.put(line, at):
                has_room = asyncio.Event()
                self._buffer.call_when_half_empty(lambda room=has_room: _set(loop, room))  # type: ignore[misc]  # bound
                await has_room.wait()
        finally:
            self._is_waiting = False
            self._last_at = time()

    def _count(self, reason: str) -> None:
        self.dropped[reason] = self.dropped.get(reason, 0) + 1


def _set(loop: asyncio.AbstractEventLoop, room: asyncio.Event) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(room.set)


def _tick(silence_s: float | None) -> float:
    return TICK_S if silence_s is None else min(TICK_S, silence_s / 4)
