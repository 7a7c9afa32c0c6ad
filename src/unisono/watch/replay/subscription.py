"""What a client asked for, and what it gets: an answer over HTTP, or a subscription to the stream."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import orjson
from websockets.datastructures import Headers
from websockets.http11 import Response

from unisono.watch.replay.event_log import Start, Told


@dataclass(frozen=True)
class Asked:
    """One request: its path, its parameters, and its headers by their names in lower case."""

    path: str
    parameters: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]

    def first(self, name: str) -> str:
        """Return the first value of a parameter; nothing when it was not given."""
        return self.parameters.get(name, [""])[0]

    @property
    def is_web_socket(self) -> bool:
        """Say whether the request asks for a WebSocket."""
        return "websocket" in self.headers.get("upgrade", "").lower()


def read_request(target: str, headers: Headers) -> Asked:
    """Return what a request asks for."""
    parts = urlsplit(target)
    given = {name.lower(): ", ".join(headers.get_all(name)) for name in headers}
    return Asked(parts.path.rstrip("/") or "/", parse_qs(parts.query, keep_blank_values=True), given)


FIRST_OF_ALL = Start()


class MessageRefusedError(Exception):
    """A client sent what closes its connection: the code of the close frame, and the reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def _take_nothing(_message: str | bytes) -> None:
    """Take a client's message and do nothing about it."""


@dataclass
class Subscription:
    """What one client gets: from where, each message as its bytes (None: not wanted), and what goes first.

    start: where it asks to begin; None when it leaves that to the server, which sets `begin`.
    hello: set once the client has said what it wants; None when nothing is waited for.
    """

    start: Start | None
    message_of: Callable[[Told], bytes | None]
    is_text: bool = True
    opening: tuple[bytes, ...] = ()
    hello: asyncio.Event | None = None
    take: Callable[[str | bytes], None] = _take_nothing
    subprotocol: str | None = None
    is_event_stream: bool = False
    begin: Start = FIRST_OF_ALL


@dataclass(frozen=True)
class Horizon:
    """What can be asked for: from the first message that is still kept (None: from the first of all) to the end.

    next_sequence: the first number that no message has. last_us: no message has a later time.
    """

    next_sequence: int
    last_us: int
    floor: Told | None = None


class MannerOfServing(Protocol):
    """How a kind of stream is asked for and sent."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where it is served."""

    def answer(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Return the subscription that a request asks for, or the answer that refuses it."""


def answer(status: HTTPStatus, body: bytes, kind: str = "text/plain; charset=utf-8", **headers: str) -> Response:
    """Return an answer over HTTP."""
    given = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close", **headers}
    return Response(status.value, status.phrase, Headers(given), body)


def json_answer(status: HTTPStatus, **members: object) -> Response:
    """Return an answer over HTTP that is a JSON object."""
    return answer(status, orjson.dumps(members), "application/json")
