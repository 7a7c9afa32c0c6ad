"""Requests that are answered, refused, or become a stream."""

from pathlib import Path

import pytest

from tests.watch.replay.listening import ask, listen
from tests.watch.streams import post_line, write_lines
from unisono.watch.replay import Faults, Serving, serving


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [post_line(number % 3, number) for number in range(60)]
    return write_lines(tmp_path_factory.mktemp("answering") / "made.jsonl", lines)


def test_a_plain_request_is_told_to_open_a_web_socket_and_counts_as_no_connection(path: Path) -> None:
    with serving(path, Serving(speed=None)) as served:
        status, words = ask(served.url + "/subscribe")
        assert status == 426 and f"{served.url}/subscribe".encode() in words
        assert served.tally.connections == []


def test_refused_requests_are_told_when_to_come_back(path: Path) -> None:
    with serving(path, Serving(speed=None, faults=Faults(disconnect_every=5, refuse_s=30))) as served:
        assert len(listen(served.url)) == 5
        assert ask(served.url)[0] == 503 and served.tally.refused == 1


def test_who_starts_the_clock_misses_nothing(path: Path) -> None:
    with serving(path, Serving(speed=1e6)) as served:
        assert len(listen(served.url)) == 60


def test_what_was_asked_for_is_held_only_as_long_as_the_connection(path: Path) -> None:
    with serving(path, Serving(speed=None, port=0)) as served:
        for _ in range(3):
            assert len(listen(served.url + "?wantedCollections=app.bsky.feed.post")) == 60
        assert [sent.path for sent in served.tally.connections] == ["/"] * 3
