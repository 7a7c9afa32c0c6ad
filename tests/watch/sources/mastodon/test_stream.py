"""The stream of a Mastodon server, read from one on this machine."""

import http
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.watch.sources.event_servers import answering_events
from tests.watch.sources.reading import lines, read_all, reasons
from tests.watch.sources.servers import sends, serving
from tests.watch.streams import status_line
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.mastodon import IMPORTER
from unisono.importers.opening import open_source as open_file
from unisono.watch.sources import open_source
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import SourceOptions
from unisono.watch.sources.mastodon.requests import TOKEN_VARIABLE

STATUS = status_line(1, at=1, text="Łódź")
NUMBER = json.loads(STATUS)["id"]


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


def event(name: str, payload: str) -> bytes:
    return json.dumps({"stream": ["public"], "event": name, "payload": payload}).encode()


EVENTS = [event("update", STATUS.decode()), event("delete", NUMBER), event("status.update", STATUS.decode())]


def answer_with(status: int) -> object:
    def answer(connection: ServerConnection, request: Request) -> Response:
        return connection.respond(http.HTTPStatus(status), "no")

    return answer


def test_events_come_over_web_sockets_with_the_token_in_a_header_only(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("s3cret")
    with serving(sends(EVENTS)) as server:
        source = open_source(f"mastodon:{server.address}", SourceOptions(token_file=file))
        got, ended = read_all(source)
    assert [json.loads(line)["event"] for line in lines(got)] == ["update", "delete", "status.update"]
    assert got[0] == EVENTS[0]
    assert isinstance(ended, ClosedByServerError)
    assert server.headers[0]["authorization"] == "Bearer s3cret"
    assert server.paths == ["/api/v1/streaming?stream=public"]
    assert "s3cret" not in source.name + str(ended)


def test_a_stream_cannot_be_taken_up_where_it_was_left() -> None:
    source = open_source("mastodon:https://m.example")
    assert not source.can_resume
    assert source.cursor_of(EVENTS[0]) is None


def test_what_is_no_event_is_told_with_its_reason() -> None:
    with serving(sends(["", "[]", b"\xff"])) as server:
        got, _ = read_all(open_source(f"mastodon:{server.address}"))
    assert reasons(got) == ["empty", "no event of a Mastodon stream", "no text: it is not UTF-8"]


def test_an_error_of_the_server_ends_the_connection() -> None:
    with serving(sends(['{"error":"Unknown stream","status":400}'])) as server:
        _, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert isinstance(ended, ConnectionLostError)


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_wants_a_token_is_told_with_how_to_give_one(status: int) -> None:
    with serving(sends([]), answer_with(status)) as server:
        _, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert isinstance(ended, RefusedError)
    assert "--token-file FILE" in str(ended)


def test_a_token_that_does_not_open_the_stream_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "wr0ng")
    with serving(sends([]), answer_with(401)) as server:
        _, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert "does not open this stream" in str(ended)
    assert "wr0ng" not in str(ended)


def http_events(path: str) -> tuple[int, Iterator[bytes]]:
    """Answer as a server does that speaks no WebSocket."""
    if path.startswith("/api/v1/streaming?"):
        return 404, iter([b""])
    found = b":)\n\nevent: update\ndata: " + STATUS + b"\n\n:thump\nevent: delete\ndata: " + NUMBER.encode() + b"\n\n"
    return 200, iter([found[:100], found[100:] + b"event: update\ndata: \xff\n\n"])


def test_a_server_that_refuses_web_sockets_is_read_over_http() -> None:
    with answering_events(http_events) as server:
        got, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert [json.loads(line)["event"] for line in lines(got)] == ["update", "delete"]
    assert json.loads(lines(got)[0])["payload"] == STATUS.decode()
    assert reasons(got) == ["no text: it is not UTF-8"]
    assert isinstance(ended, ClosedByServerError)
    assert server.paths == ["/api/v1/streaming?stream=public", "/api/v1/streaming/public"]


def test_a_server_without_any_stream_is_refused() -> None:
    with answering_events(lambda path: (404, iter([b""]))) as server:
        _, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert isinstance(ended, RefusedError)


def test_a_deletion_that_is_read_in_another_file_marks_the_post_that_was_seen(tmp_path: Path) -> None:
    with serving(sends([EVENTS[0], EVENTS[1], event("delete", "99")])) as server:
        got, _ = read_all(open_source(f"mastodon:{server.address}"))
    file = tmp_path / "later.jsonl"
    file.write_bytes(b"\n".join(lines(got)[1:]) + b"\n")
    found = pl.concat(batch.deletions for batch in IMPORTER.read(open_file(str(file), tmp_path), ReadSettings()))
    assert found["post_id"].to_list() == [json.loads(STATUS)["uri"], "127.0.0.1:99"]


def test_a_server_that_is_not_reached_over_http_either_is_not_taken_for_connected() -> None:
    with answering_events(lambda path: (404 if "?" in path else 401, iter([b""]))) as server:
        got, ended = read_all(open_source(f"mastodon:{server.address}"))
    assert got == []
    assert isinstance(ended, RefusedError)
    assert "--token-file FILE" in str(ended)


def test_a_narrow_stream_may_be_silent_for_long() -> None:
    narrow = open_source("mastodon:https://m.example/api/v1/streaming?stream=hashtag&tag=vote")
    assert narrow.silence_s is None
    assert open_source("mastodon:https://m.example").silence_s == 900
