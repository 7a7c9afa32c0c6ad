"""Mastodon's streaming, over a WebSocket and as Server-Sent Events."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from tests.watch.replay.listening import ask, listen
from tests.watch.streams import status_line, write_lines
from unisono.watch.replay import Faults, Serving, serving
from unisono.watch.replay.manners.mastodon import as_event, check_status
from unisono.watch.replay.serving import Served

STREAMING = "/api/v1/streaming"
EDITED = json.dumps(json.loads(status_line(9, 40)) | {"edited_at": "2026-05-04T12:10:00.000Z"}).encode()
GONE = b'{"event":"delete","payload":"17"}'
LINES = [
    *(status_line(number, number, f"words {number}\n", tags=["One"] * (number % 2)) for number in range(30)),
    EDITED,
    GONE,
]
QUICK = Serving(speed=None)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(write_lines(tmp_path_factory.mktemp("toots") / "toots.jsonl", LINES), QUICK) as running:
        yield running


def sent_events(url: str, path: str, **headers: str) -> list[tuple[str, str]]:
    """Return the events of an answer that does not end, until it does."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    assert answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream"
    parts = [part.split("\n") for part in answer.read().decode().split("\n\n") if part.startswith("event: ")]
    connection.close()
    return [(name.removeprefix("event: "), data.removeprefix("data: ")) for name, data in parts]


def test_a_recording_of_statuses_is_recognised(served: Served) -> None:
    assert served.manner == "mastodon" and served.url.startswith("http://127.0.0.1:")
    assert served.recording.lines == 32 and served.recording.damaged == 0


def test_frames_carry_each_status_as_a_text_inside(served: Served) -> None:
    frames = [json.loads(frame) for frame in listen(served.url.replace("http", "ws") + f"{STREAMING}?stream=public")]
    assert [frame["event"] for frame in frames] == ["update"] * 30 + ["status.update", "delete"]
    assert all(frame["stream"] == ["public"] for frame in frames)
    assert [json.loads(frame["payload"]) for frame in frames[:30]] == [json.loads(line) for line in LINES[:30]]
    assert frames[-1]["payload"] == "17"


def test_the_same_comes_as_server_sent_events(served: Served) -> None:
    events = sent_events(served.url, f"{STREAMING}/public")
    assert [name for name, _ in events] == ["update"] * 30 + ["status.update", "delete"]
    assert [json.loads(data) for _, data in events[:31]] == [json.loads(line) for line in LINES[:31]]
    assert served.tally.connections[-1].messages == 32


def test_a_hashtag_is_a_stream_of_its_own(served: Served) -> None:
    events = sent_events(served.url, f"{STREAMING}/hashtag?tag=one")
    assert [name for name, _ in events].count("update") == 15
    frames = listen(served.url.replace("http", "ws") + f"{STREAMING}?stream=hashtag&tag=ONE", most=1)
    assert json.loads(frames[0])["stream"] == ["hashtag", "one"]
    assert ask(f"{served.url}{STREAMING}/hashtag")[0] == 400


def test_what_a_recording_cannot_have_is_not_found_and_health_is_told(served: Served) -> None:
    assert ask(f"{served.url}{STREAMING}/user")[0] == 404
    assert ask(f"{served.url}{STREAMING}/health") == (200, b"OK")


def test_a_token_is_asked_for_in_any_of_the_three_ways(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "toots.jsonl", LINES)
    with serving(path, Serving(speed=None, token="s3cret")) as served:
        socket = served.url.replace("http", "ws") + f"{STREAMING}?stream=public"
        with pytest.raises(InvalidStatus) as refused:
            listen(socket)
        assert refused.value.response.status_code == 401
        assert json.loads(refused.value.response.body or b"") == {"error": "Missing access token"}
        assert json.loads(ask(f"{served.url}{STREAMING}/public?access_token=wrong")[1]) == {
            "error": "Invalid access token"
        }
        assert len(listen(f"{socket}&access_token=s3cret")) == 32
        assert len(listen(socket, subprotocols=["s3cret"])) == 32
        assert len(sent_events(served.url, f"{STREAMING}/public", Authorization="Bearer s3cret")) == 32


def test_deletions_of_statuses_that_were_sent_carry_their_ids(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "toots.jsonl", LINES[:30])
    with serving(path, Serving(speed=None, faults=Faults(deletes=0.5, delete_after_s=5))) as served:
        events = sent_events(served.url, f"{STREAMING}/public")
    ids = [json.loads(line)["id"] for line in LINES[:30]]
    gone = [data for name, data in events if name == "delete"]
    assert 5 < len(gone) < 25 and set(gone) <= set(ids) and len(events) == 30 + len(gone)


def test_a_stream_that_is_broken_off_goes_on_where_it_stands(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "toots.jsonl", LINES[:30])
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=10))) as served:
        parts = [sent_events(served.url, f"{STREAMING}/public") for _ in range(3)]
    assert [len(part) for part in parts] == [10, 10, 10]
    assert [json.loads(data)["id"] for part in parts for _, data in part] == [
        json.loads(line)["id"] for line in LINES[:30]
    ]


def test_lines_that_are_nothing_of_mastodon_are_damaged() -> None:
    assert not check_status(b'{"id":"1","content":"words"}').is_fit
    assert not check_status(b'["update"]').is_fit
    assert check_status(LINES[0]).at_us == 1_777_896_000_000_000
    assert as_event(b'{"event":"update","payload":{"id":"1"}}') == ("update", '{"id":"1"}', {"id": "1"})
