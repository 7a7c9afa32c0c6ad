"""Lines served as they are."""

import json
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.watch.replay.listening import listen
from tests.watch.streams import write_lines
from unisono.watch.replay import Faults, Serving, serving
from unisono.watch.replay.manners.ndjson import redated

LINES = [b'{"id": %d , "created_at": "2026-05-04T12:00:%02dZ"}' % (number, number) for number in range(50)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("plain") / "plain.jsonl", LINES)


def test_lines_come_as_they_are_on_any_path_and_go_on_after_so_many(path: Path) -> None:
    with serving(path, Serving(manner="ndjson", speed=None)) as served:
        assert [line.encode() for line in listen(served.url + "/any/path")] == LINES
        assert [line.encode() for line in listen(served.url + "?cursor=48")] == LINES[48:]
        assert listen(served.url + "?cursor=50") == []
        with pytest.raises(InvalidStatus):
            listen(served.url + "?cursor=last")


def test_a_cursor_before_what_is_kept_is_refused(path: Path) -> None:
    with serving(path, Serving(speed=None, keep_s=10)) as served:
        assert len(listen(served.url)) == 50
        with pytest.raises(InvalidStatus) as refused:
            listen(served.url + "?cursor=3")
        body = json.loads(refused.value.response.body or b"")
        assert body["error"] == "CursorTooOld" and body["message"].endswith("the oldest is 39")
        assert len(listen(served.url + "?cursor=39")) == 11


def test_a_client_that_counts_gets_every_line_over_broken_connections(path: Path) -> None:
    got: list = []
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=7, disorder_s=5))) as served:
        while len(got) < 50:
            got += listen(f"{served.url}?cursor={len(got)}")
    assert sorted(got) == sorted(line.decode() for line in LINES) and got != [line.decode() for line in LINES]


@pytest.mark.parametrize(
    ("line", "moved"),
    [
        (b'{"created_at":"2026-05-04T12:00:00Z"}', {"created_at": "2026-05-04T12:01:00.000000Z"}),
        (b'{"timestamp":1777896000}', {"timestamp": 1777896060}),
        (b'{"timestamp":1777896000000}', {"timestamp": 1777896060000}),
        (b'{"id":1}', {"id": 1}),
    ],
)
def test_a_line_is_dated_anew_as_its_time_was_written(line: bytes, moved: dict) -> None:
    assert json.loads(redated(line, 1_777_896_060_000_000)) == moved
