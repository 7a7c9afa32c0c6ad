"""A receiver whose lines are taken too slowly waits, or leaves lines out and counts them; its buffer has a bound."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection

from tests.watch.receivers import QUICK, TO_THE_END, Scripted, take_all, waits_for
from tests.watch.sources.servers import serving
from unisono.watch.buffer import LINE_COST
from unisono.watch.receiving import BEYOND_BUFFER, Receiver
from unisono.watch.sources import open_source
from unisono.watch.sources.declaration import BUFFER_FULL, Message


def test_a_slow_reader_that_waits_loses_nothing_and_stays_within_its_bound() -> None:
    many, bound = 3_000, 100 * (LINE_COST + 4)
    source = Scripted([b"%04d" % number for number in range(many)], can_resume=True)
    receiver = Receiver(source, None, replace(QUICK, buffer_bytes=bound))
    assert waits_for(lambda: receiver.state == "behind")
    got: list[bytes] = []
    while not receiver.has_ended:
        assert receiver.buffer_bytes <= bound
        chunk = receiver.take(1.0, 70)
        got += chunk.lines if chunk is not None else ()
    assert got == [b"%04d" % number for number in range(many)]
    assert (receiver.received, receiver.dropped) == (many, {})


def test_a_slow_reader_that_may_not_wait_counts_what_it_leaves_out() -> None:
    many, room = 3_000, 100
    source = Scripted([b"%04d" % number for number in range(many)], can_resume=False)
    receiver = Receiver(source, None, replace(QUICK, buffer_bytes=room * (LINE_COST + 4)))
    assert waits_for(lambda: receiver.state == "ended")
    assert receiver.dropped == {BUFFER_FULL: many - room}
    assert (receiver.buffer_lines, receiver.received) == (room, many)
    taken = take_all(receiver)
    assert taken == [b"%04d" % number for number in range(room)]
    assert receiver.received == len(taken) + receiver.dropped[BUFFER_FULL] + receiver.buffer_lines
    (gap,) = receiver.interruptions()
    assert (gap.reason, gap.lost, gap.recovered) == (BUFFER_FULL, many - room, False)


def test_who_can_wait_may_be_told_to_drop_and_the_other_way_round() -> None:
    lines: list[Message] = [b"%04d" % number for number in range(50)]
    small = replace(QUICK, buffer_bytes=10 * (LINE_COST + 4))
    dropping = Receiver(Scripted(lines, can_resume=True), None, replace(small, when_behind="drop"))
    assert waits_for(lambda: dropping.state == "ended")
    assert dropping.dropped == {BUFFER_FULL: 40}
    waiting = Receiver(Scripted(lines, can_resume=False), None, replace(small, when_behind="wait"))
    assert take_all(waiting) == lines


def test_while_a_reader_waits_the_server_is_held_up_and_silence_is_not_its_fault() -> None:
    sent = []

    async def flood(connection: ServerConnection, number: int) -> None:
        for count in range(400):
            await connection.send("x" * 100_000)
            sent.append(count)

    settings = replace(TO_THE_END, buffer_bytes=1_000_000, when_behind="wait", silence_s=0.15)
    with serving(flood) as server:
        receiver = Receiver(open_source(server.address), None, settings)
        assert waits_for(lambda: receiver.state == "behind")
        time.sleep(0.3)
        assert len(sent) < 390
        assert receiver.state == "behind"
        assert len(take_all(receiver)) == 400
    assert (len(server.paths), receiver.interruptions()) == (1, [])


@given(
    sizes=st.lists(st.integers(min_value=1, max_value=400), max_size=60),
    takes=st.lists(st.integers(min_value=1, max_value=20), max_size=10),
    room=st.integers(min_value=LINE_COST + 200, max_value=4_000),
    waits=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_whatever_comes_is_taken_or_waits_or_is_counted(
    sizes: list[int], takes: list[int], room: int, waits: bool
) -> None:
    lines: list[Message] = [b"%d," % number + b"x" * size for number, size in enumerate(sizes)]
    asked = replace(QUICK, buffer_bytes=room, when_behind="wait" if waits else "drop")
    receiver = Receiver(Scripted(lines, can_resume=True), None, asked)
    taken: list[bytes] = []
    for most in takes:
        chunk = receiver.take(0.0, most)
        assert receiver.buffer_bytes <= room
        if chunk is not None:
            assert len(chunk.lines) <= most
            taken += chunk.lines
    taken += take_all(receiver)
    kept = [line for line in lines if isinstance(line, bytes) and len(line) + LINE_COST <= room]
    assert receiver.received == len(lines) == len(taken) + sum(receiver.dropped.values())
    assert taken == [line for line in lines if line in set(taken)]
    if waits:
        assert taken == kept


def test_a_line_larger_than_the_buffer_is_counted_and_the_next_ones_come() -> None:
    source = Scripted([b"x" * 5000, b"1", b"2"], can_resume=True)
    receiver = Receiver(source, None, replace(QUICK, buffer_bytes=1000))
    assert take_all(receiver) == [b"1", b"2"]
    assert receiver.dropped == {BEYOND_BUFFER: 1}
    assert receiver.received == 3
