"""The watcher's loop: take lines, read them, look at them, store them, tell alerts; a step takes about a second."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import Protocol

from unisono.cases import Case
from unisono.cases.live.alerts import Alert, append_alert
from unisono.cases.live.coarse import CoarseSpan, append_coarse
from unisono.cases.live.gaps import Gap, append_gap
from unisono.cases.live.status import Status
from unisono.model.errors import UsageError
from unisono.watch.gathering import Gathering, WatchSettings
from unisono.watch.giving_back import GivingBack, free_large_at_once
from unisono.watch.keeping.decoding import Decoded, Decoder
from unisono.watch.keeping.pieces import Piece
from unisono.watch.keeping.redelivered import Redelivered
from unisono.watch.keeping.storing import Storing, failed_storing
from unisono.watch.keeping.suppressing import Suppressing
from unisono.watch.keeping.tracking import Tracking
from unisono.watch.looking import Looker
from unisono.watch.pressure import Pressure
from unisono.watch.sources.declaration import Chunk, Interruption, Reception
from unisono.watch.standing import Standing
from unisono.watch.status_writing import StatusWriter


class Listener(Protocol):
    """Hears what the watcher has to say, as it happens."""

    def alert(self, alert: Alert, status: Status) -> None:
        """Hear an alert; its posts are in the case."""

    def gap(self, gap: Gap, status: Status) -> None:
        """Hear of a stretch of time that was not seen."""

    def status(self, status: Status) -> None:
        """Hear how the watcher stands, about once a second."""


@dataclass
class Watch:
    """A source on its way into a case; `run` returns when the source ends, or `stop` is set.

    drains: what was received before a stop is still stored, because the source cannot send it again. gaps_before: when
    nobody watched, to be told first.
    """

    case: Case
    reception: Reception
    decoder: Decoder
    storing: Storing
    looker: Looker
    listener: Listener
    standing: Standing
    suppressing: Suppressing | None = None
    tracking: Tracking | None = None
    redelivered: Redelivered = field(default_factory=Redelivered)
    settings: WatchSettings = field(default_factory=WatchSettings)
    stop: Event = field(default_factory=Event)
    clock: Callable[[], float] = time.time
    drains: bool = False
    gaps_before: Sequence[Gap] = ()
    state: str = "starting"
    _pressure: Pressure = field(init=False)
    _gathering: Gathering = field(init=False)
    _writer: StatusWriter = field(init=False)
    _giving_back: GivingBack = field(default_factory=GivingBack)

    def run(self) -> Status:
        """Watch until the source ends or somebody stops it; returns the last status. Raises what it failed with."""
        self._prepare()
        try:
            self._writer.write(self.state)
            self.storing.start()
            for gap in self.gaps_before:
                self.tell_gap(gap)
            self._loop()
            self._finish()
        except BaseException as error:
            failed = failed_storing(error, self.case, self.standing.source)
            self.standing.problem = str(failed) or type(failed).__name__
            self._end("failed")
            if failed is error:
                raise
            raise failed from error
        ending = "stopped" if self.stop.is_set() else "ended"
        return self._end(ending)

    def _prepare(self) -> None:
        """Make the parts of the loop."""
        free_large_at_once()
        self._pressure = Pressure(self.settings.coarse_after_s)
        self._gathering = Gathering(self.reception, self.settings, self.stop)
        self._writer = StatusWriter(
            self.case.path, self.standing, self.reception, self.storing, self.looker, self._pressure, self.clock,
            self.settings.status_every_s,
        )  # fmt: skip

    def _loop(self) -> None:
        while not self.stop.is_set():
            limits = self.settings
            chunks = self._gathering.gather(limits.most_lines_behind if self._pressure.is_high else limits.most_lines)
            self._bear(max((self.clock() - chunk.arrived_at for chunk in chunks), default=0.0))
            for chunk in chunks:
                self._handle(chunk)
            self._look()
            self._tell_gaps()
            self._write_due()
            self._giving_back.due(time.monotonic())
            if not chunks and self.reception.has_ended:
                return

    def _bear(self, waited_s: float) -> None:
        """Look less thoroughly while lines wait long, and as always when they do not any more."""
        now = self.clock()
        self._pressure.note(waited_s, now)
        self._keep_span(self._pressure.relieved(waited_s, now, self.standing.source))
        self.looker.be_coarse(is_coarse=self._pressure.is_high)

    def _keep_span(self, span: CoarseSpan | None) -> None:
        if span is not None:
            with suppress(OSError):  # the status says it as well
                append_coarse(self.case.path, span)

    def _handle(self, chunk: Chunk) -> None:
        new: Sequence[bytes] = chunk.lines
        if not self.decoder.is_table(chunk.lines):
            new = self.redelivered.leave_out(chunk.lines, self.clock())
        decoded = self.decoder.decode(new)
        self._take_in(decoded, chunk, redelivered=len(chunk.lines) - len(new))
        self.standing.lag_s = max(0.0, self.clock() - chunk.arrived_at)

    def _take_in(self, decoded: Decoded, chunk: Chunk, *, redelivered: int) -> None:
        """Look at what was read, and hand it over to be stored."""
        # Lines that wait for the rest of a row, or for a known format, are not acknowledged: the cursor stays before.
        cursor = None if self.decoder.waiting else chunk.cursor
        piece = Piece(
            decoded.lines,
            decoded.batch,
            cursor,
            chunk.first_arrived_at,
            chunk.arrived_at,
            decoded.header,
            redelivered=redelivered,
        )
        if self.suppressing is not None:
            piece = self.suppressing.leave_out(piece)
        if self.tracking is not None:
            piece = self.tracking.keep(piece)
        if self.decoder.importer is not None:
            self.storing.format = self.decoder.importer.name
        self._count(piece)
        added = self.looker.add(piece.batch.posts, piece.batch.deletions, piece.arrived_at)
        self.standing.late += added.late
        self.standing.too_late += added.too_late
        self.standing.from_future += added.from_future
        while not self.storing.put(piece, wait_s=self.settings.status_every_s):
            self._write_due("behind")

    def _count(self, piece: Piece) -> None:
        standing, batch = self.standing, piece.batch
        standing.count_posts(batch.posts, piece.arrived_at, self.clock())
        self._pressure.count(batch.posts.height)
        standing.redelivered += piece.redelivered
        standing.left_out += piece.left_out
        standing.rejected += sum(one.rows for one in batch.rejected)
        standing.deletions += batch.deletions.height

    def _look(self) -> None:
        """Ask the detectors, and tell what they found beyond chance."""
        self._tell_alerts(self.looker.look(self.clock()))

    def _tell_alerts(self, alerts: Sequence[Alert]) -> None:
        """Tell alerts whose posts are in the case by now; a slow disk holds no alert up for long."""
        if not alerts:
            return
        self.storing.flush(self.settings.alert_wait_s)
        for alert in alerts:
            self.standing.alerts += 1
            try:
                append_alert(self.case.path, alert)
            finally:
                self.listener.alert(alert, self._writer.status())

    def _tell_gaps(self) -> None:
        for interruption in self.reception.interruptions():
            self.tell_gap(_gap_of(interruption, self.standing.source))

    def tell_gap(self, gap: Gap) -> None:
        """Keep and tell a stretch of time that was not seen."""
        append_gap(self.case.path, gap)
        self.standing.gaps += 1
        self.listener.gap(gap, self._writer.status())

    def _finish(self) -> None:
        """Store what has come, and tell what a last look finds. Raises what reading the source has failed with."""
        failed = self.reception.problem if self.reception.state == "failed" else None
        self.reception.close()
        until = time.monotonic() + self.settings.drain_s
        while self.stop.is_set() and self.drains and time.monotonic() < until:
            chunk = self.reception.take(0.0, self.settings.most_lines)
            if chunk is None:
                break
            self._handle(chunk)
        now = self.clock()
        self.looker.be_coarse(is_coarse=False)
        self._take_in(self.decoder.decode((), is_last=True), Chunk((), now, now, None), redelivered=0)
        self._look()
        self.storing.flush(self.settings.drain_s)
        self._tell_alerts(self.looker.finish(self.clock(), is_stopped=self.stop.is_set()))
        self._tell_gaps()
        self.storing.finish()
        if failed is not None:
            raise UsageError(failed)

    def _end(self, state: str) -> Status:
        """Say how it ended; what cannot be written any more is told by the error."""
        self.reception.close()
        self.decoder.close()
        self.looker.close()
        if state == "failed":
            with suppress(BaseException):
                self.storing.finish()
        self.state = state
        self._keep_span(self._pressure.end(self.clock(), self.standing.source))
        status = self._writer.write(state)
        self.listener.status(status)
        return status

    def _write_due(self, state: str | None = None) -> None:
        if (status := self._writer.write_due(state)) is not None:
            self.listener.status(status)


def _gap_of(interruption: Interruption, source: str) -> Gap:
    to_at = interruption.to_at
    return Gap(
        source=source,
        from_at=datetime.fromtimestamp(interruption.from_at, UTC),
        to_at=None if to_at is None else datetime.fromtimestamp(to_at, UTC),
        reason=interruption.reason,
        lost=interruption.lost,
        is_recovered=interruption.recovered,
    )
