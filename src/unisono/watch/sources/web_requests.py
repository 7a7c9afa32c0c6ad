"""One answer of a web server, read as it comes: what a dictionary and a stream of events need, and no more."""

import socket
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult

from unisono.watch.sources.addresses import where_is
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError
from unisono.watch.sources.refusals import why_answered, why_unreachable
from unisono.watch.sources.threaded_reading import read_in_thread

SECURE = {"wss": True, "https": True, "ws": False, "http": False}
PIECE = 1 << 16
MOST_SAID_BYTES = 10_000


class WebAnswer:
    """The answer to one request, which is made when its pieces are asked for. No proxy, no redirect is followed."""

    def __init__(self, address: SplitResult, headers: Mapping[str, str], within_s: float, silence_s: float) -> None:
        scheme = "https" if SECURE[address.scheme] else "http"
        self.where = where_is(address._replace(scheme=scheme))
        self._address, self._headers = address, dict(headers)
        self._within_s, self._silence_s = within_s, silence_s
        opened = HTTPSConnection if SECURE[address.scheme] else HTTPConnection
        self._connection = opened(address.hostname or "", address.port, timeout=within_s)
        self._socket: socket.socket | None = None

    def pieces(self) -> AsyncGenerator[bytes]:
        """Yield the answer's bytes; raises the errors of broken_off."""
        return read_in_thread(self._read, self._stop)

    def _read(self) -> Generator[bytes]:
        try:
            yield from self._ask()
        except OSError as error:
            raise why_unreachable(error, self.where, self._within_s) from error
        except HTTPException as error:
            raise ConnectionLostError(f"{self.where} does not speak HTTP, or broke off") from error
        finally:
            self._connection.close()

    def _ask(self) -> Generator[bytes]:
        query = f"?{self._address.query}" if self._address.query else ""
        self._connection.connect()
        opened: socket.socket = self._connection.sock
        self._socket = opened  # an answer that ends with its connection takes it over
        self._connection.request("GET", f"{self._address.path or '/'}{query}", headers=self._headers)
        with self._connection.getresponse() as answer:
            if answer.status != 200:
                raise why_answered(answer.status, answer.read(MOST_SAID_BYTES), self.where)
            opened.settimeout(self._silence_s)
            while piece := answer.read1(PIECE):
                yield piece
        raise ClosedByServerError(f"{self.where} closed the stream")

    def _stop(self) -> None:
        """End what waits for the server's next bytes."""
        if self._socket is not None:
            with suppress(OSError):  # it may be closed already
                self._socket.shutdown(socket.SHUT_RDWR)


async def fetch(answer: WebAnswer, most_bytes: int) -> bytes:
    """Return a whole answer; raises ConnectionLostError for one beyond most_bytes."""
    read = bytearray()
    try:
        async for piece in answer.pieces():
            read += piece
            if len(read) > most_bytes:
                raise ConnectionLostError(f"{answer.where} answered with more than {most_bytes:,} bytes")
    except ClosedByServerError:
        return bytes(read)
    return bytes(read)
