"""From what the user asks for to a watcher that is ready: the case, its lock, the source, and where to go on."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from threading import Event

from unisono.cases import Case, open_or_create, require_writable
from unisono.cases.appending import remembered_within
from unisono.cases.custody.watching import log_watch_started, log_watch_stopped
from unisono.cases.durable import sole_lock
from unisono.cases.live.cursors import last_cursor, own_lines
from unisono.cases.live.folder import WATCHING_LOCK, make_live_folder
from unisono.cases.live.gaps import Gap
from unisono.cases.live.status import read_status
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.importers.declaration import ReadSettings
from unisono.model.errors import UnisonoError, UsageError
from unisono.watch.gathering import WatchSettings
from unisono.watch.keeping.decoding import Decoder
from unisono.watch.keeping.redelivered import Redelivered
from unisono.watch.keeping.storing import Storing, StoringSettings, failed_storing
from unisono.watch.keeping.suppressing import Suppressing
from unisono.watch.keeping.tracking import Tracking, read_terms
from unisono.watch.looking import Looker, LookingSettings, begin_looking
from unisono.watch.receiving import Receiver
from unisono.watch.sources import open_source
from unisono.watch.sources.declaration import LiveSource, Receiving, SourceOptions
from unisono.watch.standing import Standing
from unisono.watch.watching import Listener, Watch

LEFT_ALONE_S = 5.0
"""Seconds without a watcher from which on they are told as a gap, where the source cannot go back."""

KNOWN_POSTS_BYTES = 64 << 20
"""Of hashes of the case's posts: arrays of more than a sixteenth of it lie in files (cases/known_posts.py)."""

RECORDED_LINES = 5_000
"""Lines of a recording that are looked at together, where it is read as quickly as can be."""


@dataclass(frozen=True)
class WatchOptions:
    """What the user asks for beside the case and the source."""

    format: str | None = None
    reading: ReadSettings = field(default_factory=ReadSettings)
    track: tuple[str, ...] = ()
    source: SourceOptions = field(default_factory=SourceOptions)
    receiving: Receiving = field(default_factory=Receiving)
    storing: StoringSettings = field(default_factory=StoringSettings)
    looking: LookingSettings = field(default_factory=LookingSettings)
    watching: WatchSettings = field(default_factory=WatchSettings)


@contextmanager
def open_watch(
    folder: Path, source_text: str, options: WatchOptions, listener: Listener, stop: Event
) -> Iterator[Watch]:
    """Open a case and a source and yield the watcher that brings them together; the case is made where it is missing.

    Raises UsageError for what the user can mend, and where somebody watches the case already.
    """
    terms = read_terms(options.track) if options.track else None
    source = open_source(source_text, options.source)
    case = open_or_create(folder)
    require_writable(case.path)
    # A stream has no end: which posts the case holds, 8 bytes each, is kept in files from some million posts on.
    case = replace(case, remembered=remembered_within(case.path, KNOWN_POSTS_BYTES))
    live = make_live_folder(case.path)
    with sole_lock(live / WATCHING_LOCK) as is_ours, ExitStack() as opened:
        if not is_ours:
            raise _watched_already(case)
        lines = read_manifest(case.path / "manifest.jsonl")
        cursor = last_cursor(lines, source.name)
        tracking = None
        if terms is not None:
            tracking = Tracking(terms)
            tracking.learn(case)
        redelivered = Redelivered()
        redelivered.learn(case.path, lines, source.name, time.time())
        looker = begin_looking(case, lines, source.name, options.looking)
        opened.callback(looker.close)
        watch = _watch(case, source, cursor, options, looker, listener)
        watch.tracking, watch.redelivered, watch.stop = tracking, redelivered, stop
        watch.suppressing = Suppressing.of(case.path)
        opened.callback(watch.reception.close)
        if gap := _left_alone(case, source, lines, cursor):
            watch.gaps_before = (gap,)
        with _in_log(case, watch, options):
            yield watch


@contextmanager
def _in_log(case: Case, watch: Watch, options: WatchOptions) -> Iterator[None]:
    """Enter into the log of the case when the watch began and ended, and how far its recordings reach."""
    source = watch.standing.source
    try:
        log_watch_started(case.path, source, {"track": list(options.track)} if options.track else {})
    except UnisonoError as error:
        raise failed_storing(error, case, source) from error
    try:
        yield
    finally:
        with suppress(OSError, UnisonoError):  # on a full disk, of which the watch itself has told
            log_watch_stopped(case.path, source, {"state": watch.state})


def _watch(
    case: Case, source: LiveSource, cursor: str | None, options: WatchOptions, looker: Looker, listener: Listener
) -> Watch:
    format = options.format if options.format is not None else source.format
    return Watch(
        case=case,
        reception=Receiver(source, cursor, options.receiving),
        decoder=Decoder(source.name, format, options.reading),
        storing=Storing(case, source.name, format or "", options.storing),
        looker=looker,
        listener=listener,
        standing=Standing(source.name, source.is_recording, datetime.now(UTC)),
        settings=_steps(source, options),
        drains=not source.can_resume,
    )


def _steps(source: LiveSource, options: WatchOptions) -> WatchSettings:
    """Return how much is looked at together: of a recording read at once the same at each run, on any machine."""
    if not source.is_recording or options.source.speed is not None:
        return options.watching
    most = min(RECORDED_LINES, options.watching.most_lines)
    return replace(options.watching, step_s=float("inf"), most_lines=most, coarse_after_s=None)


def _left_alone(case: Case, source: LiveSource, lines: Sequence[ManifestLine], cursor: str | None) -> Gap | None:
    """Return the time since somebody watched the source last, where it cannot be read on from there."""
    own = own_lines(lines, source.name)
    if cursor is not None or source.ends or source.is_recording or not own:
        return None
    status = read_status(case.path)
    since = datetime.fromisoformat(own[-1].at)
    if status is not None and status.source == source.name:
        since = max(since, status.at)
    now = datetime.now(UTC)
    if (now - since).total_seconds() < LEFT_ALONE_S:
        return None
    return Gap(source.name, since, now, "nobody watched, and the source cannot go back")


def _watched_already(case: Case) -> UsageError:
    status = read_status(case.path)
    who = f" by process {status.pid}, from {status.source}" if status is not None else ""
    return UsageError(
        f"{case.path} is being watched already{who}. See how it stands: "
        f"unisono watch {quote(str(case.path))} --status. To watch another source, name another case."
    )
