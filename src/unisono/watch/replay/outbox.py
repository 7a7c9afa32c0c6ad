"""Messages on their way to one client: gathered, and written many at a time."""

import socket
import struct
from typing import Protocol

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import WebSocketException
from websockets.protocol import State

ENOUGH = 64 << 10
RESET = struct.pack("ii", 1, 0)  # a socket that lingers for no time is reset when it is closed


class GoneError(Exception):
    """The client is no longer there."""


class Outbox(Protocol):
    """Where messages are put for one client."""

    waiting: int

    def add(self, message: bytes, *, is_text: bool = True) -> None:
        """Put a message in."""

    def beat(self) -> None:
        """Put a sign of life in."""

    async def flush(self) -> None:
        """Write what is in, and wait until the client has room for more; raises GoneError."""

    async def close(self, code: int, reason: str) -> None:
        """End the connection as it should be ended."""

    async def tear(self) -> None:
        """Write half of a message and end the connection."""

    def reset(self) -> None:
        """End the connection without a word."""


class WebSocketOutbox:
    """The messages of a WebSocket. Frames are made by the library; many are handed over in one write."""

    def __init__(self, connection: ServerConnection) -> None:
        self.connection = connection
        self.waiting = 0

    def add(self, message: bytes, *, is_text: bool = True) -> None:
        """Put a message in."""
        protocol = self.connection.protocol
        if protocol.state is not State.OPEN:
            raise GoneError
        if is_text:
            protocol.send_text(message)
        else:
            protocol.send_binary(message)
        self.waiting += len(message)

    def beat(self) -> None:
        """Put a ping in."""
        if self.connection.protocol.state is State.OPEN:
            self.connection.protocol.send_ping(b"")

    async def flush(self) -> None:
        """Write what is in, and wait until the client has room for more; raises GoneError."""
        if self.connection.state is not State.OPEN:
            raise GoneError
        self.connection.transport.write(b"".join(self.connection.protocol.data_to_send()))
        self.waiting = 0
        await _room(self.connection)

    async def close(self, code: int, reason: str) -> None:
        """End the connection as it should be ended."""
        await self.flush()
        await self.connection.close(code, reason)

    async def tear(self) -> None:
        """Write half of a message and end the connection."""
        await self.flush()
        self.connection.transport.write(b'\x81\x7e\x04\x00{"did":"did:plc:')
        self.connection.transport.close()

    def reset(self) -> None:
        """End the connection without a word."""
        _reset(self.connection)


class EventStreamOutbox:
    """The messages of an answer over HTTP that does not end: Server-Sent Events."""

    HEAD = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: private, no-store\r\n"
        b"Connection: close\r\n\r\n:)\n\n"
    )

    def __init__(self, connection: ServerConnection) -> None:
        self.connection = connection
        self.parts = [self.HEAD]
        self.waiting = 0

    def add(self, message: bytes, *, is_text: bool = True) -> None:
        """Put a message in."""
        self.parts.append(message)
        self.waiting += len(message)

    def beat(self) -> None:
        """Put a comment in, as Mastodon does."""
        self.parts.append(b":thump\n")

    async def flush(self) -> None:
        """Write what is in, and wait until the client has room for more; raises GoneError."""
        if self.connection.transport.is_closing():
            raise GoneError
        self.connection.transport.write(b"".join(self.parts))
        self.parts, self.waiting = [], 0
        await _room(self.connection)

    async def close(self, code: int, reason: str) -> None:
        """End the connection as it should be ended."""
        await self.flush()
        self.connection.transport.close()

    async def tear(self) -> None:
        """Write half of a message and end the connection."""
        self.add(b'event: update\ndata: {"id":"1')
        await self.close(1006, "")

    def reset(self) -> None:
        """End the connection without a word."""
        _reset(self.connection)


async def _room(connection: ServerConnection) -> None:
    try:
        await connection.drain()
    except (OSError, WebSocketException) as error:
        raise GoneError from error


def _reset(connection: ServerConnection) -> None:
    held = connection.transport.get_extra_info("socket")
    if held is not None:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.transport.abort()
