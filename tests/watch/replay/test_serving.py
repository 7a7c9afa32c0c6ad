"""Serving from a thread: where, what is refused, and what is counted."""

import asyncio
import json
import threading
import time
from pathlib import Path

import pytest

from tests.watch.replay.listening import listen, take
from tests.watch.streams import Push, post_line, status_line, write_lines, write_recording
from unisono.model.errors import UsageError
from unisono.watch.replay import Faults, Serving, serving
from unisono.watch.replay.serving import check_address, guess_manner
from unisono.watch.replay.settings import Peak

QUICK = Serving(speed=None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org", ""])
def test_addresses_that_others_can_reach_are_refused_with_what_to_type(host: str) -> None:
    with pytest.raises(UsageError, match=r"--serve 127\.0\.0\.1:0"):
        check_address(host)


def test_addresses_of_this_machine_are_taken() -> None:
    for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost"):
        check_address(host)


def test_what_a_recording_is_served_as_is_guessed_from_its_lines(tmp_path: Path) -> None:
    assert guess_manner(write_lines(tmp_path / "a.jsonl", [b"no json", post_line(1, 0)])) == "jetstream"
    assert guess_manner(write_lines(tmp_path / "b.jsonl", [status_line(1, 0)])) == "mastodon"
    assert guess_manner(write_lines(tmp_path / "c.jsonl", [b'{"event":"update","payload":"{}"}'])) == "mastodon"
    assert guess_manner(write_lines(tmp_path / "d.jsonl", [b'{"id":1}'])) == "ndjson"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Serving(peaks=(Peak(10, 1, 0),)), "--peak needs"),
        (Serving(speed=1.0), "no times"),
        (Serving(speed=None, faults=Faults(deletes=0.1)), "--deletes needs"),
        (Serving(speed=None, token="t"), "--as mastodon"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(tmp_path: Path, settings: Serving, words: str) -> None:
    path = write_lines(tmp_path / "plain.jsonl", [b'{"id":1}'])
    with pytest.raises(UsageError, match=words), serving(path, settings):
        raise AssertionError("it was served")


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "few.jsonl", [post_line(1, 0)])
    with serving(path, QUICK) as first:
        port = int(first.url.rsplit(":", 1)[1])
        with (
            pytest.raises(UsageError, match="cannot be used: another program uses it"),
            serving(path, Serving(speed=None, port=port)),
        ):
            raise AssertionError("it was served")


def test_connections_are_counted_one_by_one_and_at_the_same_time(tmp_path: Path) -> None:
    recording = write_recording(tmp_path / "made.jsonl", posts=3_000, pushes=[Push()])

    async def together(url: str) -> list[int]:
        return [len(got) for got in await asyncio.gather(*(take(url) for _ in range(3)))]

    with serving(recording.path, QUICK) as served:
        assert str(served) == served.url
        assert asyncio.run(together(served.url)) == [recording.posts] * 3
        assert [sent.messages for sent in served.tally.connections] == [recording.posts] * 3
        assert served.messages == 3 * recording.posts
        assert {sent.ended for sent in served.tally.connections} == {"everything sent"}


def test_the_clock_paces_messages_and_late_comers_begin_in_the_present(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "paced.jsonl", [post_line(1, number * 10.0) for number in range(20)])
    with serving(path, Serving(speed=1_000.0)) as served:
        begun = time.monotonic()
        assert len(listen(served.url)) == 20
        assert time.monotonic() - begun >= 0.19
        assert listen(served.url) == [], "the stream is over"
        assert len(listen(served.url + "?cursor=1000000000000000")) == 20, "who asks for it gets what was missed"


def test_a_clock_that_does_not_wait_has_run_on_when_the_first_client_comes(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "paced.jsonl", [post_line(1, number * 10.0) for number in range(20)])
    with serving(path, Serving(speed=1e9, waits=False)) as served:
        assert listen(served.url) == []


def test_a_steady_rate_paces_as_well(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "plain.jsonl", [b'{"id":%d}' % number for number in range(100)])
    with serving(path, Serving(rate=400.0)) as served:
        begun = time.monotonic()
        assert [json.loads(line)["id"] for line in listen(served.url)] == list(range(100))
        assert time.monotonic() - begun >= 0.24


def test_at_the_end_connections_stay_open_where_asked_for(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "few.jsonl", [post_line(1, number) for number in range(3)])
    with serving(path, Serving(speed=None, stays=True)) as served:
        assert len(listen(served.url, most=3)) == 3
        begun = threading.active_count()
    assert threading.active_count() == begun - 1, "its thread ends with the block"


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    path = write_lines(tmp_path / "packed.jsonl.zst", [post_line(1, number) for number in range(3)])
    with serving(path, QUICK) as served:
        assert len(listen(served.url)) == 3 and any(scratch.iterdir())
    assert not any(scratch.iterdir())
