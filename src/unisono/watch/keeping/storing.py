"""Storing what a stream gave, in a thread of its own: the recording first, then the case, which acknowledges both."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from shlex import quote
from threading import Condition, Thread

from unisono.cases import Case, SourceRecord
from unisono.cases.appending import add_up
from unisono.cases.live.cursors import cursor_settings
from unisono.cases.live.recordings import next_recording, recording_name, write_recording
from unisono.cases.manifest import RejectionCount, read_manifest
from unisono.model.errors import DataRejectedError
from unisono.watch.keeping.merging import start_merging
from unisono.watch.keeping.pieces import MOST_REASONS, Piece, join_pieces

MERGED_EVERY = 64
"""Batches after which small segments are copied together."""


@dataclass(frozen=True)
class StoringSettings:
    """When what waits is stored: after so many seconds, or posts or bytes of lines, whichever comes first.

    quiet_every_s: how often the cursor is kept where nothing else is to be. most_bytes: lines that may wait while a
    slow disk is written to; beyond that whoever brings more has to wait.
    """

    every_s: float = 5.0
    posts: int = 20_000
    bytes: int = 32 << 20
    quiet_every_s: float = 60.0
    quiet_lines: int = 20_000
    most_bytes: int = 128 << 20


@dataclass(frozen=True)
class Stored:
    """What has been acknowledged so far."""

    posts: int = 0
    duplicates: int = 0
    batches: int = 0
    rejected: tuple[RejectionCount, ...] = ()
    cursor: str | None = None
    seconds: float = 0.0  # that the last batch took


@dataclass
class Storing:
    """Takes pieces and stores them; `start` begins the thread, `finish` stores what waits and ends it."""

    case: Case
    source: str
    format: str = ""
    settings: StoringSettings = field(default_factory=StoringSettings)
    stored: Stored = field(default_factory=Stored)
    problem: BaseException | None = None
    _pieces: list[Piece] = field(default_factory=list)
    _under_way: int = 0
    _first_at: float = 0.0
    _wanted: bool = False
    _ending: bool = False
    _changed: Condition = field(default_factory=Condition)
    _thread: Thread | None = None
    _merging: SpawnProcess | None = None
    _next: int = 0

    def start(self) -> None:
        """Begin to store what is put."""
        self._next = next_recording(read_manifest(self.case.path / "manifest.jsonl"))
        self._thread = Thread(target=self._run, name="storing", daemon=True)
        self._thread.start()

    @property
    def waiting_bytes(self) -> int:
        """Return the bytes of the lines that are not acknowledged yet."""
        with self._changed:
            return sum(map(_weight, self._pieces)) + self._under_way

    def put(self, piece: Piece, wait_s: float | None = None) -> bool:
        """Add a piece to what is to be stored; waits while too much waits for the disk, and says whether it has room.

        Raises what storing has failed with.
        """
        with self._changed:
            has_room = self._changed.wait_for(self._has_room, wait_s)
            self._raise()
            if not has_room:
                return False
            if not self._pieces:
                self._first_at = time.monotonic()
            self._pieces.append(piece)
            self._changed.notify_all()
            return True

    def flush(self, wait_s: float) -> bool:
        """Store what waits at once; says whether all of it was acknowledged within the time."""
        with self._changed:
            self._wanted = bool(self._pieces)
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: self.problem is not None or self._is_idle(), wait_s)
            self._raise()
            return done

    def finish(self) -> Stored:
        """Store what waits, end the thread and return what has been acknowledged in all."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        for thread in (self._thread, self._merging):
            if thread is not None:
                thread.join()
        with self._changed:
            self._raise()
            return self.stored

    def _is_idle(self) -> bool:
        return not self._pieces and not self._under_way

    def _has_room(self) -> bool:
        waiting = sum(map(_weight, self._pieces)) + self._under_way
        return self.problem is not None or self._is_idle() or waiting < self.settings.most_bytes

    def _raise(self) -> None:
        if self.problem is not None:
            raise self.problem

    def _run(self) -> None:
        try:
            while (pieces := self._take()) is not None:
                stored = self._store(pieces)
                with self._changed:
                    self.stored, self._under_way = stored, 0
                    self._changed.notify_all()
        except BaseException as error:  # handed to whoever puts the next piece
            with self._changed:
                self.problem = failed_storing(error, self.case, self.source)
                self._under_way = 0
                self._changed.notify_all()

    def _take(self) -> list[Piece] | None:
        """Wait until something is due and return it; None when all is stored and nothing more will come."""
        with self._changed:
            while True:
                if self._pieces and (self._ending or self._wanted or self._is_due()):
                    break
                if self._ending:
                    return None
                self._changed.wait(self._due_in())
            pieces, self._pieces, self._wanted = self._pieces, [], False
            self._under_way = sum(map(_weight, pieces))
            return pieces

    def _is_due(self) -> bool:
        limits = self.settings
        if all(piece.is_empty for piece in self._pieces):
            return self._waited() >= limits.quiet_every_s or self._lines() >= limits.quiet_lines
        posts = sum(piece.batch.posts.height for piece in self._pieces)
        is_much = posts >= limits.posts or sum(map(_weight, self._pieces)) >= limits.bytes
        return is_much or self._waited() >= limits.every_s

    def _due_in(self) -> float | None:
        if not self._pieces:
            return None
        is_quiet = all(piece.is_empty for piece in self._pieces)
        every = self.settings.quiet_every_s if is_quiet else self.settings.every_s
        return max(0.01, every - self._waited())

    def _waited(self) -> float:
        return time.monotonic() - self._first_at

    def _lines(self) -> int:
        return sum(len(piece.lines) for piece in self._pieces)

    def _merge(self) -> None:
        """Copy small segments together in a process of its own, so that the case stays quick to read."""
        if self._merging is None or not self._merging.is_alive():
            self._merging = start_merging(self.case.path)

    def _store(self, pieces: Sequence[Piece]) -> Stored:
        """Make the recording durable, then the batch; the line of the manifest names both and holds the cursor."""
        begun = time.monotonic()
        joined = join_pieces(pieces)
        # Also where only the cursor moved on: every line of the manifest that a watcher writes names a recording.
        name = recording_name(self._next)
        write_recording(self.case.path, self._next, joined.content)
        said = {count: str(number) for count, number in joined.counts.items() if number}
        settings = {**cursor_settings(self.source, joined.cursor), **said}
        summary = self.case.append([joined.batch], SourceRecord(name, joined.sha256, self.format, settings))
        self._next += 1
        if self.stored.batches % MERGED_EVERY == MERGED_EVERY - 1:
            self._merge()
        before = self.stored
        return Stored(
            posts=before.posts + summary.stored,
            duplicates=before.duplicates + summary.duplicates,
            batches=before.batches + 1,
            rejected=add_up([*before.rejected, *summary.rejected])[:MOST_REASONS],
            cursor=joined.cursor or before.cursor,
            seconds=time.monotonic() - begun,
        )


def _weight(piece: Piece) -> int:
    return sum(map(len, piece.lines)) + 200 * len(piece.lines)


def failed_storing(error: BaseException, case: Case, source: str) -> BaseException:
    """Return the error to tell where something could not be written: what, where, and how to go on."""
    cause = error if isinstance(error, OSError) else error.__cause__
    if not isinstance(cause, OSError):
        return error
    where = cause.filename or case.path
    failed = DataRejectedError(
        f"Watching ended: {where} cannot be written ({cause.strerror or cause}). What had been acknowledged is in the "
        "case, whole and readable; nothing of it was lost. Make room, then go on from there: "
        f"unisono watch {quote(str(case.path))} --from {quote(source)}"
    )
    failed.__cause__ = cause
    return failed
