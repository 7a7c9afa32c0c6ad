"""One connection over WebSocket: what comes, and in plain words why it ended or was never made."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import SplitResult

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidMessage,
    InvalidStatus,
    InvalidURI,
    SecurityError,
)
from websockets.typing import Subprotocol

from unisono.watch.sources.addresses import said_by_server, where_is
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.refusals import why_answered, why_unreachable

BEYOND_LIMIT = 2
"""Messages up to this many times the limit are read and counted; a larger one ends the connection unread."""
FRAMES_AHEAD = 16
CLOSE_S = 0.2
QUIET = logging.Logger("unisono.watch.web_socket", level=logging.CRITICAL + 1)
"""Says nothing: the library would write every header, tokens too, where somebody asks for all messages."""
IN_GOOD_ORDER = 1000
"""How a stream ends; a server that goes away (1001) or breaks off is expected back."""
TOO_BIG = 1009


@asynccontextmanager
async def open_web_socket(
    address: SplitResult,
    options: SourceOptions,
    *,
    headers: Mapping[str, str] | None = None,
    subprotocols: tuple[str, ...] = (),
) -> AsyncIterator[AsyncIterator[bytes]]:
    """Open a connection and yield its messages, texts and binary ones alike; they end by an error of broken_off."""
    opening = connect(
        address.geturl(),
        additional_headers=headers,
        subprotocols=[Subprotocol(name) for name in subprotocols] or None,
        compression=None,
        proxy=True if options.uses_proxy else None,
        open_timeout=options.connect_s,
        ping_interval=options.ping_s,
        ping_timeout=3 * options.ping_s,
        close_timeout=CLOSE_S,
        max_size=options.most_message_bytes * BEYOND_LIMIT,
        max_queue=FRAMES_AHEAD,
        logger=QUIET,
    )
    where = where_is(address)
    try:
        connection = await opening
    except Exception as error:
        raise _why_not_made(error, where, options) from error
    try:
        yield _messages(connection, where)
    finally:
        await connection.close()


async def _messages(connection: ClientConnection, where: str) -> AsyncIterator[bytes]:
    try:
        while True:
            yield await connection.recv(decode=False)
    except ConnectionClosed as error:
        raise _why_ended(error, where) from error


def _why_ended(error: ConnectionClosed, where: str) -> ConnectionLostError:
    closing = error.rcvd
    if error.sent is not None and error.sent.code == TOO_BIG:
        return ConnectionLostError(f"{where} sent a message far beyond the limit of one message")
    if closing is None:
        return ConnectionLostError(f"the connection to {where} is gone without a word")
    said = f": {said_by_server(closing.reason)}" if closing.reason else ""
    if closing.code == IN_GOOD_ORDER:
        return ClosedByServerError(f"{where} closed the stream{said}")
    return ConnectionLostError(f"{where} broke off (code {closing.code}){said}")


def _why_not_made(error: Exception, where: str, options: SourceOptions) -> Exception:
    """Say why there is no connection: for good (RefusedError), or for this time (ConnectionLostError)."""
    match error:
        case InvalidStatus():
            return why_answered(error.response.status_code, bytes(error.response.body or b""), where)
        case InvalidURI() | SecurityError():
            return RefusedError(f"{where} points elsewhere: {said_by_server(str(error))}. Type the other address.")
        case InvalidMessage():
            return RefusedError(f"{where} does not speak WebSocket. Check the scheme (ws:// or wss://) and the port.")
        case InvalidHandshake():
            said = said_by_server(str(error))
            return RefusedError(f"{where} does not speak WebSocket there: {said}. Check the path.")
        case OSError():
            return why_unreachable(error, where, options.connect_s)
        case _:
            return error
