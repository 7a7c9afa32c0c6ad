"""What comes in within a step is one chunk, and no larger than was asked for."""

from threading import Event

from tests.watch.receptions import Given
from unisono.watch.gathering import Gathering, WatchSettings, as_one
from unisono.watch.sources.declaration import Chunk

QUICK = WatchSettings(step_s=0.0, take_wait_s=0.001)


def test_chunks_of_a_step_become_one_with_the_last_cursor() -> None:
    (chunk,) = as_one([Chunk((b"a",), 1.0, 2.0, "1"), Chunk((b"b", b"c"), 3.0, 4.0, None)])
    assert chunk == Chunk((b"a", b"b", b"c"), 1.0, 4.0, "1")
    assert as_one([]) == []


def test_a_step_takes_no_more_chunks_once_it_has_lines_enough() -> None:
    gathering = Gathering(Given([[b"a", b"b"], [b"c", b"d"], [b"e"]]), QUICK, Event())
    assert [len(chunk.lines) for chunk in gathering.gather(4)] == [4]
    assert [chunk.lines for chunk in gathering.gather(4)] == [(b"e",)]
    assert gathering.gather(4) == []


def test_who_has_stopped_gathers_nothing() -> None:
    stop = Event()
    stop.set()
    assert Gathering(Given([[b"a"]]), QUICK, stop).gather(4) == []
