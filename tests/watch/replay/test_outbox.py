"""Messages on their way: many in one write, and ends of connections of every kind."""

import asyncio

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from unisono.watch.replay.outbox import EventStreamOutbox, GoneError, WebSocketOutbox


def sent_by(play) -> tuple[list, object]:
    """Return what a client gets from one outbox, and how its connection was closed."""

    async def run() -> tuple[list, object]:
        async def handler(connection: ServerConnection) -> None:
            await play(WebSocketOutbox(connection))

        got = []
        async with serve(handler, "127.0.0.1", 0, compression=None) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            async with connect(f"ws://127.0.0.1:{port}", compression=None) as client:
                try:
                    while True:
                        got.append(await client.recv())
                except ConnectionClosed as closed:
                    return got, closed.rcvd

    return asyncio.run(run())


def test_messages_arrive_in_order_as_texts_and_as_bytes() -> None:
    async def play(outbox: WebSocketOutbox) -> None:
        for number in range(1_000):
            outbox.add(b"message %d" % number, is_text=number % 2 == 0)
        assert outbox.waiting > 9_000
        await outbox.flush()
        assert outbox.waiting == 0
        outbox.beat()
        await outbox.close(1000, "done")

    got, closed = sent_by(play)
    assert got[:2] == ["message 0", b"message 1"] and len(got) == 1_000
    assert closed.code == 1000 and closed.reason == "done"


def test_half_a_message_never_arrives() -> None:
    async def play(outbox: WebSocketOutbox) -> None:
        outbox.add(b"whole")
        await outbox.tear()

    assert sent_by(play) == (["whole"], None)


def test_a_reset_ends_without_a_word() -> None:
    async def play(outbox: WebSocketOutbox) -> None:
        outbox.reset()

    assert sent_by(play) == ([], None)


def test_what_is_put_in_for_a_client_that_is_gone_is_refused() -> None:
    async def play(outbox: WebSocketOutbox) -> None:
        await outbox.close(1000, "")
        with pytest.raises(GoneError):
            outbox.add(b"too late")
        with pytest.raises(GoneError):
            await outbox.flush()

    assert sent_by(play)[0] == []


def test_an_answer_that_does_not_end_begins_with_its_head() -> None:
    assert EventStreamOutbox.HEAD.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
    assert b"\r\n\r\n" in EventStreamOutbox.HEAD
