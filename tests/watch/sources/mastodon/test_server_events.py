"""Events over HTTP, taken apart."""

import pytest

from unisono.watch.sources.mastodon.server_events import EventReader, ServerEvent
from unisono.watch.sources.readable_lines import TOO_LARGE

STREAM = (
    b':)\n:thump\nevent: update\ndata: {"a":1}\n\nevent:delete\r\ndata:12\r\n\r\n\n\nid: 5\ndata: one\ndata: two\n\n'
)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_events_come_whole_wherever_the_stream_is_cut(size: int) -> None:
    reader = EventReader(1000)
    got = [event for at in range(0, len(STREAM), size) for event in reader.read(STREAM[at : at + size])]
    assert got == [ServerEvent(b"update", b'{"a":1}'), ServerEvent(b"delete", b"12"), ServerEvent(b"", b"one\ntwo")]


def test_an_event_beyond_the_limit_is_left_out_and_the_next_one_is_read() -> None:
    reader = EventReader(50)
    got = [event for _ in range(100) for event in reader.read(b"data: " + b"x" * 40)]
    got += reader.read(b"\n\ndata: short\n\n")
    assert got == [TOO_LARGE, ServerEvent(b"", b"short")]
    many = EventReader(50)
    assert list(many.read(b"data: 123456789\n" * 9 + b"\ndata: y\n\n")) == [TOO_LARGE, ServerEvent(b"", b"y")]


def test_a_torn_event_at_the_end_is_none() -> None:
    assert list(EventReader(1000).read(b"event: update\ndata: {torn")) == []
