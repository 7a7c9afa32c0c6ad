"""Reads a source to its end, for tests."""

import asyncio
from contextlib import aclosing

from unisono.watch.sources.declaration import Interruption, LiveSource, Message, Opened, Unreadable


def read_all(
    source: LiveSource, cursor: str | None = None, most: int | None = None
) -> tuple[list[Message], Exception | None]:
    """Return what one connection brings but that it was opened, and the error that ended it; `most` lines at most."""
    got: list[Message] = []

    async def read() -> Exception | None:
        async with aclosing(source.messages(cursor)) as messages:
            try:
                async for message in messages:
                    if not isinstance(message, Opened):
                        got.append(message)
                    if most is not None and len(got) >= most:
                        return None
            except Exception as error:
                return error
        return None

    return got, asyncio.run(read())


def lines(got: list[Message]) -> list[bytes]:
    return [message for message in got if isinstance(message, bytes)]


def reasons(got: list[Message]) -> list[str]:
    return [message.reason for message in got if isinstance(message, Unreadable)]


def gaps(got: list[Message]) -> list[Interruption]:
    return [message for message in got if isinstance(message, Interruption)]
