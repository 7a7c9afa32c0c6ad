"""The stream of a Mastodon server: over WebSocket, or as events over HTTP where it refuses that."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import orjson

from unisono.watch.sources.broken_off import ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import OPENED, Message, SourceOptions, Unreadable
from unisono.watch.sources.mastodon.deletions import RememberedPosts
from unisono.watch.sources.mastodon.requests import EXAMPLE, TOKEN_VARIABLE, Request, read_request
from unisono.watch.sources.mastodon.server_events import EventReader, ServerEvent
from unisono.watch.sources.readable_lines import NO_TEXT, is_text, line_of
from unisono.watch.sources.web_requests import WebAnswer
from unisono.watch.sources.web_socket import open_web_socket

SILENCE_S = 900.0
SIGN_OF_LIFE_S = 60.0
"""Servers send a word every 15 seconds over HTTP, whether there is news or not."""
REFUSES = ("(HTTP 401)", "(HTTP 403)")


class MastodonSource:
    """A stream of one server. It cannot be taken up where it was left: what was missed is gone."""

    format = "mastodon"
    can_resume = False
    ends = False
    is_recording = False

    def __init__(self, name: str, typed: str, options: SourceOptions) -> None:
        self.name = name
        self._options = options
        self._request: Request = read_request(typed, options)
        self.silence_s = None if self._request.narrowed else SILENCE_S
        self._remembered = RememberedPosts(self._request.address.hostname or "")
        self._only_events = self._request.only_events

    def cursor_of(self, line: bytes) -> str | None:
        """Return nothing: there is no place in the stream to go back to."""
        return None

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield the events of one connection as lines."""
        if not self._only_events:
            try:
                async with aclosing(self._by_web_socket()) as found:
                    async for message in found:
                        yield message
            except RefusedError as error:
                if _is_about_the_token(error):
                    raise self._ask_for_token(error) from error
                # Some servers, and what stands before them, let no WebSocket through.
        try:
            async with aclosing(self._by_events()) as found:
                async for message in found:
                    yield message
        except RefusedError as error:
            raise (self._ask_for_token(error) if _is_about_the_token(error) else error) from error

    async def _by_web_socket(self) -> AsyncGenerator[Message]:
        most = self._options.most_message_bytes
        address, headers = self._request.by_web_socket(), self._request.headers
        async with open_web_socket(address, self._options, headers=headers) as messages:
            yield OPENED
            async for message in messages:
                line = line_of(message, most)
                yield line if isinstance(line, Unreadable) else self._checked(line)

    async def _by_events(self) -> AsyncGenerator[Message]:
        headers = {"Accept": "text/event-stream", **self._request.headers}
        answer = WebAnswer(self._request.by_events(), headers, self._options.connect_s, SIGN_OF_LIFE_S)
        reader = EventReader(self._options.most_message_bytes)
        async with aclosing(answer.pieces()) as pieces:
            is_first = True
            async for piece in pieces:
                if is_first:  # servers say a word at once
                    is_first, self._only_events = False, True
                    yield OPENED
                for event in reader.read(piece):
                    yield self._as_line(event)

    def _as_line(self, event: ServerEvent | Unreadable) -> bytes | Unreadable:
        """Write an event of HTTP as WebSocket brings it."""
        if isinstance(event, Unreadable):
            return event
        if not is_text(event.name) or not is_text(event.data):
            return NO_TEXT
        return self._checked(orjson.dumps({"event": event.name.decode(), "payload": event.data.decode()}))

    def _checked(self, line: bytes) -> bytes | Unreadable:
        """Return an event for the importer; raises ConnectionLostError where the server ends the stream by one."""
        if line.startswith(b'{"error"'):
            raise ConnectionLostError(f"{self._request.address.hostname} ended the stream with an error")
        return self._remembered.line_of(line)

    def _ask_for_token(self, error: RefusedError) -> RefusedError:
        host = self._request.address.hostname
        if self._request.token is not None:
            return RefusedError(f"{error} The token that was given does not open this stream.")
        return RefusedError(
            f"{host} asks for a token for this stream. Make one with the right to read (on the server: Preferences, "
            f"Development, New application), put it into a file and type: {EXAMPLE.rpartition('//')[0]}//{host} "
            f"--token-file FILE (or set {TOKEN_VARIABLE})."
        )


def _is_about_the_token(error: RefusedError) -> bool:
    return any(mark in str(error) for mark in REFUSES)
