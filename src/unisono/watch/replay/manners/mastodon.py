"""A recording of statuses served as Mastodon's streaming, over a WebSocket and as Server-Sent Events.

`/api/v1/streaming?stream=public` and `/api/v1/streaming/public` (also `public/local`, `public/remote`, `hashtag?tag=`):
a request for a WebSocket gets one, with frames `{"stream":[...],"event":"update","payload":"{...}"}`; any other gets an
answer that does not end, with `event:` and `data:` lines. Events are `update`, `status.update` (a status that says it
was edited) and `delete`, whose payload is the status's id. Recorded events, in the form of those frames, are served as
they are. `/api/v1/streaming/health` says OK.

With a token set, clients have to bring it: as `access_token`, as `Authorization: Bearer`, or in the WebSocket's
subprotocol, as browsers do. Mastodon knows no cursor: who comes again gets what is sent from then on. Streams of one
account (`user`, `list`, `direct`) are not in a recording and are an HTTP 404.
"""

from collections.abc import Callable
from http import HTTPStatus

import orjson
from websockets.http11 import Response

from unisono.watch.replay.event_log import Told, Writing
from unisono.watch.replay.event_times import Event, event_time_us, iso_us, read_event
from unisono.watch.replay.recording import Checked
from unisono.watch.replay.subscription import Asked, Horizon, Subscription, answer, json_answer

STREAMING = "/api/v1/streaming"
PUBLIC = ("public", "public/local", "public/remote", "public/media")
TAGGED = ("hashtag", "hashtag/local")
UPDATES = ("update", "status.update")


class Mastodon:
    """Answers the clients of one recording of statuses."""

    def __init__(self, token: str | None) -> None:
        self.token = token

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where it is served."""
        return (f"{STREAMING}/public", STREAMING)

    def answer(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Return the subscription that a request asks for, or the answer that refuses it."""
        if asked.path == f"{STREAMING}/health":
            return answer(HTTPStatus.OK, b"OK")
        stream = _stream(asked)
        if stream not in (*PUBLIC, *TAGGED):
            return json_answer(HTTPStatus.NOT_FOUND, error="Not found: a recording has public and hashtag streams")
        offered = asked.headers.get("sec-websocket-protocol", "")
        if self.token is not None and self.token not in _brought(asked, offered):
            told = "Invalid access token" if any(_brought(asked, offered)) else "Missing access token"
            return json_answer(HTTPStatus.UNAUTHORIZED, error=told)
        tag = asked.first("tag").lower()
        if stream in TAGGED and not tag:
            return json_answer(HTTPStatus.BAD_REQUEST, error="Missing tag name parameter")
        told_as = [stream.replace("/", ":"), tag] if stream in TAGGED else [stream.replace("/", ":")]
        return Subscription(
            None,
            _messages(tag if stream in TAGGED else None, told_as if asked.is_web_socket else None),
            subprotocol=offered if offered and offered == self.token else None,
            is_event_stream=not asked.is_web_socket,
        )


def _stream(asked: Asked) -> str:
    """Return the name of the stream that a request asks for, with slashes."""
    if asked.path in ("/", STREAMING):
        return (asked.first("stream") or "public").replace(":", "/")
    return asked.path.removeprefix(f"{STREAMING}/")


def _brought(asked: Asked, offered: str) -> tuple[str, ...]:
    """Return the tokens that a request brings."""
    kind, _, bearer = asked.headers.get("authorization", "").partition(" ")
    return (asked.first("access_token"), bearer.strip() if kind.lower() == "bearer" else "", offered)


def _messages(tag: str | None, stream: list[str] | None) -> Callable[[Told], bytes | None]:
    """Return what makes messages of lines: frames of a WebSocket that name their stream, or events without one."""

    def message_of(told: Told) -> bytes | None:
        event = as_event(told.line)
        if event is None:
            return told.line if stream else None
        name, payload, status = event
        if tag is not None and status is not None and tag not in _tags(status):
            return None
        if stream:
            return orjson.dumps({"stream": stream, "event": name, "payload": payload})
        return f"event: {name}\ndata: {payload}\n\n".encode()

    return message_of


def as_event(line: bytes) -> tuple[str, str, Event | None] | None:
    """Return the name and the payload of what a line tells, and its status; None for what is nothing of Mastodon."""
    found = read_event(line)
    if found is None:
        return None
    if isinstance(found.get("event"), str) and "payload" in found:
        payload = found["payload"]
        text = payload if isinstance(payload, str) else orjson.dumps(payload).decode()
        one_line = text.replace("\r", "").replace("\n", " ")
        return found["event"], one_line, read_event(text.encode()) if found["event"] in UPDATES else None
    if not is_status(found):
        return None
    return ("status.update" if found.get("edited_at") else "update"), orjson.dumps(found).decode(), found


def is_status(found: Event) -> bool:
    """Say whether an object is a status of Mastodon."""
    return isinstance(found.get("account"), dict) and "content" in found and "id" in found


def check_status(line: bytes) -> Checked:
    """Say whether a line is a status or an event of Mastodon, and when it happened."""
    event = as_event(line)
    if event is None:
        return Checked(False)
    return Checked(True, None if event[2] is None else event_time_us(event[2]))


def status_time(line: bytes) -> int | None:
    """Return when a status was made (microseconds); None for what has no time."""
    return check_status(line).at_us


def redated(line: bytes, at_us: int) -> bytes:
    """Return a status with another time; an event stays an event."""
    event = as_event(line)
    name, _, status = event or ("", "", None)
    if status is None:
        return line
    dated = {**status, "created_at": iso_us(at_us)[:-4] + "Z"}
    if read_event(line) == status:
        return orjson.dumps(dated)
    return orjson.dumps({"event": name, "payload": orjson.dumps(dated).decode()})


def deletion_of(line: bytes, _at_us: int) -> bytes | None:
    """Return the event that deletes a status; None for what brought none."""
    event = as_event(line)
    if event is None or event[2] is None or event[0] != "update":
        return None
    return orjson.dumps({"event": "delete", "payload": str(event[2].get("id"))})


def _no_number(_line: bytes) -> None:
    """Return nothing: statuses have no numbers in the stream."""


def _tags(status: Event) -> set[str]:
    tags = status.get("tags")
    named = (tag.get("name") for tag in tags if isinstance(tag, dict)) if isinstance(tags, list) else ()
    return {str(name).lower() for name in named}


WRITING = Writing(status_time, _no_number, redated, deletion_of)
