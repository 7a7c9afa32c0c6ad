"""Bluesky's stream of events (Jetstream), of its first and its second version."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from unisono.model.errors import UsageError
from unisono.watch.sources.addresses import said_by_server, where_is
from unisono.watch.sources.broken_off import ConnectionLostError, RejectedError
from unisono.watch.sources.declaration import OPENED, Interruption, Message, SourceOptions, Unreadable
from unisono.watch.sources.jetstream.dictionary import (
    FRAME,
    NO_DICTIONARY,
    Dictionary,
    fetch_dictionary,
    read_dictionary,
)
from unisono.watch.sources.jetstream.events import FIRST_TIME, Notice, Place, notice_of, place_of, read_place
from unisono.watch.sources.jetstream.requests import Request, beginnings, read_request
from unisono.watch.sources.jetstream.resuming import Resuming
from unisono.watch.sources.readable_lines import line_of
from unisono.watch.sources.web_socket import open_web_socket

SILENCE_S, SILENCE_OF_FEW_S = 60.0, 900.0
SUBPROTOCOL = "xrpc.v1.json"
FORGOTTEN = "the server has forgotten what came after the last line"
TOO_OLD, NOT_ITS_OWN, OTHER_DICTIONARY = "CursorTooOld", "FutureCursor", "UnknownZstdDictionary"
OUTDATED = "OutdatedCursor"


class JetstreamSource:
    """A server of Jetstream; it can be taken up where it was left, as far back as the server remembers."""

    format = "bluesky_jetstream"
    can_resume = True
    ends = False
    is_recording = False

    def __init__(self, name: str, typed: str, options: SourceOptions) -> None:
        self.name = name
        self._options = options
        self._request: Request = read_request(typed, options)
        self.silence_s = SILENCE_OF_FEW_S if self._request.is_of_few else SILENCE_S
        self._dictionary: Dictionary | None = (
            None if options.dictionary is None else read_dictionary(options.dictionary)
        )
        self._resuming = Resuming(options.margin_s)
        self._fetches = options.is_compressed and options.dictionary is None
        if self._fetches and not self._request.is_second:
            raise UsageError(
                "The first version of Jetstream does not hand out the dictionary of its compressed stream. Name the "
                "file zstd_dictionary of Jetstream's repository with --dictionary FILE, or leave --compress out."
            )

    def cursor_of(self, line: bytes) -> str | None:
        """Return the place of a line in the stream."""
        place = place_of(line)
        return None if place is None else str(place)

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield what one connection brings; where the server has forgotten the cursor, from the oldest it has."""
        place, margin_s = self._resuming.next(read_place(cursor or self._request.asked_cursor or ""))
        tried = beginnings(place, margin_s, is_second=self._request.is_second)
        missing: str | None = None
        renewed = False
        while True:
            connection = _Connection(self._request, self._options, place, tried[0], missing)
            if self._fetches and self._dictionary is None:
                self._dictionary = await fetch_dictionary(self._request.address, self._options)
            try:
                async with aclosing(connection.messages(self._dictionary)) as found:
                    async for message in found:
                        yield message
            except RejectedError as error:
                if error.fault == TOO_OLD and len(tried) > 1:
                    missing = FORGOTTEN
                    tried.pop(0)
                elif error.fault == OTHER_DICTIONARY and self._fetches and not renewed:
                    self._dictionary, renewed = None, True
                else:
                    raise
            except _OtherServerError:
                missing = None
                tried.pop(0)


class _OtherServerError(Exception):
    """The number of the last event is not one of this server: its time finds the place."""


class _Connection:
    """One connection, which begins at a cursor; `place` is where the reader was, `missing` says that it is gone."""

    def __init__(
        self, request: Request, options: SourceOptions, place: Place | None, cursor: str | None, missing: str | None
    ) -> None:
        self._request, self._options = request, options
        self._place, self._cursor, self._missing = place, cursor, missing
        self._is_by_number = request.is_second and cursor is not None and int(cursor) < FIRST_TIME

    async def messages(self, dictionary: Dictionary | None) -> AsyncGenerator[Message]:
        """Yield the lines; before the first of them what the server has forgotten."""
        number = None if dictionary is None else dictionary.number
        address = self._request.at(self._cursor, number)
        protocols = (SUBPROTOCOL,) if self._request.is_second else ()
        unpack = None if dictionary is None else dictionary.unpack
        most = self._options.most_message_bytes
        is_first, may_be_notice = True, self._request.is_second
        async with open_web_socket(address, self._options, subprotocols=protocols) as found:
            yield OPENED
            async for message in found:
                if unpack is not None:
                    plain = unpack(message, most)
                    line = line_of(plain, most) if isinstance(plain, bytes) else plain
                else:
                    line = NO_DICTIONARY if message[:4] == FRAME else line_of(message, most)
                if isinstance(line, Unreadable):
                    yield line
                    continue
                notice = notice_of(line) if may_be_notice or is_first else None
                if notice is not None:
                    self._heed(notice)
                    continue
                if is_first:
                    is_first = False
                    for gone in self._find_missing(line):
                        yield gone
                yield line

    def _heed(self, notice: Notice) -> None:
        """Take in what the server says of the stream."""
        said = said_by_server(f"{notice.name} {notice.words}")
        if notice.is_fatal:
            raise ConnectionLostError(f"{where_is(self._request.address)} ended the stream: {said}")
        if notice.name == NOT_ITS_OWN and self._is_by_number and self._place is not None:
            raise _OtherServerError
        if notice.name in (OUTDATED, NOT_ITS_OWN):
            self._missing = FORGOTTEN

    def _find_missing(self, line: bytes) -> list[Interruption]:
        """Return the stretch before the first line that the server no longer has.

        The first version says nothing of it. But it begins before the last line that was read, if it has it still.
        """
        first = place_of(line)
        if self._place is None or first is None or first.at is None:
            return []
        was_at = self._place.at
        begins_later = was_at is not None and first.at > was_at + self._options.margin_s
        if self._missing is None and (self._request.is_second or not begins_later):
            return []
        from_at = first.at if was_at is None else min(was_at, first.at)
        return [Interruption(self._missing or FORGOTTEN, from_at, first.at, recovered=False)]
