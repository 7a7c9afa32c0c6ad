"""The stream as a log: the recording's lines in order, with the faults that belong to the stream itself.

Lines out of order, events dated ahead and deletions are part of the log: they depend on the seed and the line only, so
that a client which resumes finds the same log again. Lines change places within spans of time, so nothing has to be
known but the span.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, dropwhile
from typing import Literal, NamedTuple

from unisono.watch.replay.chances import chance
from unisono.watch.replay.recording import ReadTime, Recording
from unisono.watch.replay.settings import Faults

DISORDER, DISORDER_BY, DELETE, AHEAD = 1, 2, 3, 4
STRIDE = 1_000
MOST_IN_SPAN = 200_000


class Told(NamedTuple):
    """One message of the stream: its place, its own time (None: it has none), when it is due, and its bytes."""

    number: int
    sequence: int
    at_us: int | None
    due_us: int
    line: bytes


@dataclass(frozen=True)
class Start:
    """Where to begin: at the first message with this number, sequence number, time of its own, or time it is due."""

    by: Literal["number", "sequence", "time", "due"] = "number"
    value: int = 1


@dataclass(frozen=True)
class Writing:
    """What a manner knows of its lines: their time, and how to redate one and to delete what one has posted."""

    time_of: ReadTime
    sequence_of: Callable[[bytes], int | None]
    redated: Callable[[bytes, int], bytes]
    deletion_of: Callable[[bytes, int], bytes | None]


@dataclass(frozen=True)
class EventLog:
    """A recording as a log of messages that can be read from any place."""

    recording: Recording
    writing: Writing
    faults: Faults

    @property
    def stride(self) -> int:
        """Return by how much sequence numbers grow with each line; deletions take those between."""
        return STRIDE if self.faults.deletes else 1

    @property
    def keeps_sequence(self) -> bool:
        """Say whether the sequence numbers of the recording itself hold: they rise, and nothing is moved or added."""
        return self.recording.has_sequence and not (self.faults.disorder_s or self.faults.deletes)

    def messages_from(self, start: Start) -> Iterator[Told]:
        """Yield the messages from a place on, in the order of the log."""
        return dropwhile(_is_before(start), self._from_line(self._first_line(start)))

    def start_after(self, told: Told) -> Start:
        """Return the place right after a message."""
        return Start("sequence", told.sequence + 1)

    def _first_line(self, start: Start) -> int:
        """Return a line from which on the faults are the same as if everything had been read."""
        recording = self.recording
        if start.by == "sequence" and self.keeps_sequence:
            line = recording.line_before_sequence(start.value)
            return recording.line_before_time(recording.latest_before(line) - self._reach_us)
        if start.by in ("number", "sequence"):
            line = start.value // self.stride if start.by == "sequence" else start.value
            line = max(line, 1)
            if not self._reach_us:
                return line
            at_us = recording.latest_before(line)
        else:
            at_us = start.value
        return recording.line_before_time(self._span_start(at_us - self._reach_us))

    @property
    def _reach_us(self) -> int:
        """Return how far before a time something may have happened that tells there."""
        faults = self.faults
        seconds = faults.disorder_s * 2 + faults.ahead_s + (faults.delete_after_s if faults.deletes else 0)
        return int(seconds * 1e6)

    def _span_start(self, at_us: int) -> int:
        span_us = int(self.faults.disorder_s * 1e6)
        return at_us - at_us % span_us if span_us else at_us

    def _from_line(self, line: int) -> Iterator[Told]:
        faults = self.faults
        told = self._plain(line)
        if faults.disorder_s:
            told = self._disordered(told)
        if faults.ahead_s:
            told = map(self._ahead, told)
        if faults.deletes:
            told = self._with_deletions(told)
        return told

    def _plain(self, line: int) -> Iterator[Told]:
        """Yield the lines with their times; a message is due when the latest before it was, or later."""
        time_of, stride = self.writing.time_of, self.stride
        sequence_of = self.writing.sequence_of if self.keeps_sequence else None
        begins = False
        due_us = 0
        for number, plain in self.recording.lines_from(line):
            if not begins:
                due_us, begins = self.recording.latest_before(number) or self.recording.first_us or 0, True
            at_us = time_of(plain)
            if at_us is not None and at_us > due_us:
                due_us = at_us
            sequence = (sequence_of and sequence_of(plain)) or number * stride
            yield Told(number, sequence, at_us, due_us, plain)

    def _disordered(self, plain: Iterator[Told]) -> Iterator[Told]:
        """Yield the messages of each span of time with some of them moved back in it, numbered in their new order."""
        span_us = max(1, int(self.faults.disorder_s * 1e6))
        held: list[Told] = []
        for told in plain:
            if held and (told.due_us // span_us != held[0].due_us // span_us or len(held) >= MOST_IN_SPAN):
                yield from self._shuffled(held)
                held = []
            held.append(told)
        yield from self._shuffled(held)

    def _shuffled(self, held: list[Told]) -> list[Told]:
        faults, size = self.faults, len(held)
        places = []
        for place, told in enumerate(held):
            moves = chance(faults.seed, DISORDER, told.number) < faults.disorder_share
            by = chance(faults.seed, DISORDER_BY, told.number) * size if moves else 0
            places.append((place + by, place))
        moved = (held[place] for _, place in sorted(places))
        return [
            Told(at.number, at.sequence, told.at_us, at.due_us, told.line)
            for at, told in zip(held, moved, strict=True)
        ]  # fmt: skip

    def _ahead(self, told: Told) -> Told:
        """Return a message with a time ahead of the stream's, if its turn has come."""
        faults = self.faults
        if told.at_us is None or chance(faults.seed, AHEAD, told.number) >= faults.ahead_share:
            return told
        at_us = told.at_us + int(faults.ahead_s * 1e6)
        return told._replace(at_us=at_us, line=self.writing.redated(told.line, at_us))

    def _with_deletions(self, posted: Iterator[Told]) -> Iterator[Told]:
        """Yield the messages, and some seconds after some of the posts their deletion."""
        faults, delay_us = self.faults, int(self.faults.delete_after_s * 1e6)
        pending: list[tuple[int, int, bytes]] = []
        last: Told | None = None
        between = 0
        for told in chain[Told | None](posted, [None]):
            while pending and last and _is_next(pending[0][0], told, between):
                due_us, _, line = heappop(pending)
                between += 1
                gone = self.writing.deletion_of(line, due_us)
                if gone is not None:
                    yield Told(last.number, last.sequence + between, due_us, max(due_us, last.due_us), gone)
            if told is None:
                return
            yield told
            last, between = told, 0
            if chance(faults.seed, DELETE, told.number) < faults.deletes:
                heappush(pending, (told.due_us + delay_us, told.number, told.line))


def _is_next(due_us: int, told: Told | None, between: int) -> bool:
    """Say whether a deletion comes before the next message; after the last one there is room for all."""
    return told is None or (due_us <= told.due_us and between < STRIDE - 1)


def _is_before(start: Start) -> Callable[[Told], bool]:
    """Return what says of a message that it comes before the place."""
    value = start.value
    if start.by == "number":
        return lambda told: told.number < value
    if start.by == "sequence":
        return lambda told: told.sequence < value
    if start.by == "time":
        return lambda told: told.at_us is None or told.at_us < value
    return lambda told: told.due_us < value
