"""Small servers on this machine for tests of sources: what each connection gets is written out in the test."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

Handler = Callable[[ServerConnection, int], Awaitable[None]]
Answer = Callable[[ServerConnection, Request], Response | None]


@dataclass
class LocalServer:
    """A WebSocket server that runs in a thread: its port, and what it was asked."""

    port: int = 0
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"


@contextmanager
def serving(handler: Handler, answer: Answer | None = None) -> Iterator[LocalServer]:
    """Serve; the handler is given the number of the connection, from 0 on."""
    server, started, loop = LocalServer(), threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()

    def process(connection: ServerConnection, request: Request) -> Response | None:
        server.paths.append(request.path)
        server.headers.append({name.lower(): value for name, value in request.headers.raw_items()})
        return None if answer is None else answer(connection, request)

    count = iter(range(1_000))

    async def handle(connection: ServerConnection) -> None:
        try:
            await handler(connection, next(count))
        except ConnectionClosed:
            return

    async def run() -> None:
        async with serve(
            handle, "127.0.0.1", 0, compression=None, process_request=process, close_timeout=0.1
        ) as opened:
            server.port = next(iter(opened.sockets)).getsockname()[1]
            started.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    started.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


def sends(*connections: Sequence[bytes | str], stays: bool = False) -> Handler:
    """Return a handler that sends to each connection its messages and closes it; the last one may stay open."""

    async def handle(connection: ServerConnection, number: int) -> None:
        for message in connections[min(number, len(connections) - 1)]:
            await connection.send(message)
        if stays and number >= len(connections) - 1:
            await connection.wait_closed()

    return handle
