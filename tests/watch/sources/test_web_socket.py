"""One connection over WebSocket."""

import asyncio
import http
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.watch.sources.servers import sends, serving
from unisono.watch.sources.addresses import read_address
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError, RejectedError
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.web_socket import open_web_socket

QUICK = SourceOptions(connect_s=0.3, most_message_bytes=1000)


def read(address: str, options: SourceOptions = QUICK, **more: object) -> tuple[list[bytes], Exception]:
    got: list[bytes] = []

    async def run() -> Exception:
        try:
            async with open_web_socket(read_address(address, ""), options, **more) as messages:
                while True:
                    got.append(await anext(aiter(messages)))
        except Exception as error:
            return error
        raise AssertionError("a connection ends by an error")

    return got, asyncio.run(run())


@contextmanager
def answering(first: bytes | None) -> Iterator[int]:
    """Run a server that is no WebSocket: it answers with some bytes, or never."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        opened: list[socket.socket] = []

        def answer() -> None:
            connection, _ = listening.accept()
            opened.append(connection)
            if first is not None:
                connection.recv(4096)
                connection.sendall(first)
                connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()
        for connection in opened:
            connection.close()


def test_texts_and_bytes_arrive_as_they_were_sent_also_those_that_are_no_utf_8() -> None:
    with serving(sends(["{}", b"\xff\x00", "Łódź"])) as server:
        got, ended = read(server.address)
    assert got == [b"{}", b"\xff\x00", "Łódź".encode()]
    assert isinstance(ended, ClosedByServerError)


@pytest.mark.parametrize("code", [1001, 1011, 1012])
def test_a_server_that_goes_away_is_expected_back(code: int) -> None:
    async def leave(connection: ServerConnection, number: int) -> None:
        await connection.close(code, "later\x1b[2J")

    with serving(leave) as server:
        _, ended = read(server.address)
    assert isinstance(ended, ConnectionLostError)
    assert not isinstance(ended, ClosedByServerError)
    assert str(ended).endswith(f"broke off (code {code}): later [2J")


def test_a_connection_that_breaks_in_the_middle_is_gone_without_a_word() -> None:
    async def break_off(connection: ServerConnection, number: int) -> None:
        await connection.send("{}")
        await asyncio.sleep(0.02)
        connection.transport.abort()

    with serving(break_off) as server:
        got, ended = read(server.address)
    assert got == [b"{}"]
    assert type(ended) is ConnectionLostError


def test_a_message_far_beyond_the_limit_ends_the_connection_unread() -> None:
    with serving(sends(["x" * 1_900, "y" * 5_000])) as server:
        got, ended = read(server.address)
    assert got == [b"x" * 1_900]
    assert "far beyond the limit" in str(ended)


@pytest.mark.parametrize(
    ("status", "kind"), [(401, RefusedError), (404, RefusedError), (400, RejectedError), (503, ConnectionLostError)]
)
def test_answers_that_are_no_stream_are_told_apart(status: int, kind: type[Exception]) -> None:
    def answer(connection: ServerConnection, request: Request) -> Response:
        return connection.respond(http.HTTPStatus(status), "no")

    with serving(sends([]), answer) as server:
        _, ended = read(server.address)
    assert type(ended) is kind


def test_a_port_where_nobody_listens_may_be_opened_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    _, ended = read(f"ws://127.0.0.1:{port}")
    assert type(ended) is ConnectionLostError
    assert "nobody answers at this port" in str(ended)


def test_a_server_that_never_answers_is_given_up() -> None:
    with answering(None) as port:
        _, ended = read(f"ws://127.0.0.1:{port}")
    assert "did not answer within 0.3 seconds" in str(ended)


def test_a_server_of_something_else_is_refused() -> None:
    with answering(b"220 mail.example ESMTP\r\n") as port:
        _, ended = read(f"ws://127.0.0.1:{port}")
    assert isinstance(ended, RefusedError)
    assert "does not speak WebSocket" in str(ended)


def test_a_plain_server_asked_for_an_encrypted_stream_is_refused() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        _, ended = read(f"wss://127.0.0.1:{port}", SourceOptions(connect_s=2))
    assert isinstance(ended, RefusedError)
    assert "cannot prove who it is" in str(ended)


def test_an_unknown_host_is_refused() -> None:
    _, ended = read("ws://no-such-host.invalid", SourceOptions(connect_s=10))
    assert isinstance(ended, RefusedError)
    assert "There is no host" in str(ended)
