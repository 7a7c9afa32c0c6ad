"""Lines that wait: in order, within the bound, none lost and none twice."""

import threading
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.watch.buffer import LINE_COST, Buffer

STEPS = st.lists(st.one_of(st.binary(min_size=1, max_size=300), st.integers(min_value=1, max_value=7)), max_size=80)


@given(STEPS, st.integers(min_value=0, max_value=2500))
@settings(max_examples=300, deadline=None)
def test_a_buffer_stays_within_its_bound_and_gives_each_line_it_took_once_in_order(
    steps: list[bytes | int], most_bytes: int
) -> None:
    buffer, put, taken = Buffer(most_bytes), [], []
    for number, step in enumerate(steps):
        if isinstance(step, bytes):
            had = buffer.bytes
            if buffer.put(step, float(number)):
                put.append((step, float(number)))
            else:
                assert had + len(step) + LINE_COST > most_bytes
        else:
            got = buffer.take(0.0, step)
            assert len(got) <= step
            taken += got
        assert buffer.bytes <= most_bytes
        assert buffer.bytes == sum(len(line) + LINE_COST for line, _ in put[len(taken) :])
        assert len(buffer) == len(put) - len(taken)
    taken += buffer.take(0.0, 1_000)
    assert taken == put
    assert buffer.accepted == len(put)
    assert (len(buffer), buffer.bytes) == (0, 0)


def test_two_threads_lose_no_line_and_see_none_twice() -> None:
    buffer, many, taken = Buffer(40 * (LINE_COST + 4)), 20_000, []

    def fill() -> None:
        for number in range(many):
            while not buffer.put(b"%04d" % (number % 10_000), float(number)):
                time.sleep(0.0001)
        buffer.finish()

    thread = threading.Thread(target=fill)
    thread.start()
    while thread.is_alive() or len(buffer):
        taken += buffer.take(0.05, 30)
    thread.join()
    assert [at for _, at in taken] == [float(number) for number in range(many)]


def test_who_takes_waits_no_longer_than_it_said() -> None:
    begun = time.monotonic()
    assert Buffer(1_000).take(0.05, 10) == []
    assert 0.04 < time.monotonic() - begun < 0.5


def test_a_line_wakes_who_waits_for_it() -> None:
    buffer = Buffer(1_000)
    threading.Timer(0.03, lambda: buffer.put(b"news", 1.0)).start()
    begun = time.monotonic()
    assert buffer.take(5.0, 10) == [(b"news", 1.0)]
    assert time.monotonic() - begun < 1.0


def test_nobody_waits_for_a_buffer_that_gets_no_more() -> None:
    buffer = Buffer(1_000)
    buffer.finish()
    begun = time.monotonic()
    assert buffer.take(5.0, 10) == []
    assert time.monotonic() - begun < 0.5


def test_who_waits_for_room_is_called_once_half_of_it_is_free() -> None:
    buffer, calls = Buffer(4 * (LINE_COST + 1)), []
    for number in range(4):
        assert buffer.put(b"x", float(number))
    buffer.call_when_half_empty(lambda: calls.append(len(buffer)))
    buffer.take(0.0, 1)
    assert calls == []
    buffer.take(0.0, 1)
    buffer.take(0.0, 1)
    assert calls == [2]


def test_a_line_larger_than_the_whole_buffer_never_fits() -> None:
    buffer = Buffer(LINE_COST + 5)
    assert buffer.fits_ever(b"12345")
    assert not buffer.fits_ever(b"123456")
