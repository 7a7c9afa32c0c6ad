"""Clients for tests of served recordings: they take what comes, and resume where they were broken off."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

MOST_CONNECTIONS = 300


async def take(url: str, *, first: str | None = None, most: int | None = None, **options: object) -> list:
    """Return the messages of one connection until it ends, and say `first` at the beginning."""
    got: list = []
    async with connect(url, compression=None, max_size=None, max_queue=None, **options) as connection:
        if first is not None:
            await connection.send(first)
        async for message in connection:
            got.append(message)
            if len(got) == most:
                break
    return got


def listen(url: str, **options: object) -> list:
    """Return the messages of one connection until it ends."""
    return asyncio.run(take(url, **options))


def listen_on(url: str, cursor_of: Callable[[str], int], *, cursor: int | None = None) -> tuple[list, int]:
    """Return all messages, resuming with the last one's cursor until the stream ends; and how often it broke off."""
    got: list = []

    async def once(at: int | None) -> bool:
        asked = url if at is None else f"{url}{'&' if '?' in url else '?'}cursor={at}"
        async with connect(asked, compression=None, max_size=None) as connection:
            try:
                while True:
                    got.append(await connection.recv())
            except ConnectionClosedOK as closed:
                return closed.rcvd is not None and closed.rcvd.code == 1000
            except ConnectionClosed:
                return False

    async def until_the_end() -> int:
        for breaks in range(MOST_CONNECTIONS):
            at = cursor_of(got[-1]) if got else cursor
            if await once(at):
                return breaks
        raise AssertionError("the stream does not come to its end")

    return got, asyncio.run(until_the_end())


def ask(url: str) -> tuple[int, bytes]:
    """Return the status and the body that a request over HTTP gets."""
    try:
        with urllib.request.urlopen(url.replace("ws://", "http://"), timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def first_cursor(message: str) -> int:
    """Return the cursor of a message of Jetstream's first version."""
    return json.loads(message)["time_us"]


def second_cursor(message: str) -> int:
    """Return the cursor of a message of Jetstream's second version."""
    return json.loads(message)["payload"]["seq"]
