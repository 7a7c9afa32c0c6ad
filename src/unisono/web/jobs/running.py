"""The jobs of a workbench: each in a process of its own, one at a time for each case, the others waiting their turn."""

import multiprocessing
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from unisono.cases import open_case, require_writable
from unisono.cases.leftovers import remove_leftovers
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.jobs.kept import CANCELLED, FAILED, INTERRUPTED, RUNNING, WAITING, Job, job_named, new_job
from unisono.web.jobs.working import work

GRACE_SECONDS = 3.0
STOPPED = "The workbench was closed while it was at it."


@dataclass
class Running:
    """A job that a process is at, and why it was told to end, if it was."""

    job: Job
    process: SpawnProcess
    stored_before: int
    ended_by: str = ""


@dataclass
class Jobs:
    """Starts imports and scans beside the server. All that can be asked about them lies in the cases."""

    _running: dict[Path, Running] = field(default_factory=dict)
    _waiting: list[Job] = field(default_factory=list)
    _watchers: list[threading.Thread] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _is_stopping: bool = False

    def start(
        self, case: Path, kind: str, settings: Mapping[str, Any], again_of: str | None = None
    ) -> Job:  # Any: JSON
        """Begin a job, or let it wait for those of the same case; raises UsageError where nothing can be stored.

        A job that is waiting or being worked on is not begun a second time: the same form was sent twice.
        """
        require_writable(case)
        if self._is_stopping:
            raise UsageError("The workbench is closing. Open it again, and start the job then.")
        with self._lock:
            for known in (*self._waiting, *(one.job for one in self._running.values())):
                is_same = (known.case, known.kind, known.settings) == (case.resolve(), kind, dict(settings))
                if is_same and known.outcome is None:
                    return known
            job = new_job(case.resolve(), kind, settings, again_of)
            self._waiting.append(job)
            self._begin_next(job.case)
        return job

    def again(self, case: Path, name: str) -> Job:
        """Begin the same job once more: same files, same settings."""
        job = job_named(case, name)
        return self.start(case, job.kind, job.settings, again_of=job.id)

    def state(self, job: Job) -> str:
        """Return how it stands with a job; one that nobody is at and that has no end was interrupted."""
        outcome = job.outcome
        if outcome is not None:
            return str(outcome["state"])
        with self._lock:
            running = self._running.get(job.case.resolve())
            if running is not None and running.job.id == job.id:
                return RUNNING
            if any(one.id == job.id for one in self._waiting):
                return WAITING
        if job.is_worked_on:
            return RUNNING
        outcome = job.outcome  # it may have ended while this was looked at
        return str(outcome["state"]) if outcome is not None else INTERRUPTED

    def cancel(self, job: Job) -> None:
        """End a job; what an import has stored stays, a scan leaves nothing. Waits until it has ended."""
        with self._lock:
            running = self._running.get(job.case.resolve())
            if running is None or running.job.id != job.id:
                if any(one.id == job.id for one in self._waiting):
                    self._waiting = [one for one in self._waiting if one.id != job.id]
                    job.keep_outcome(CANCELLED)
                return
            running.ended_by = CANCELLED
        _terminate(running.process)
        self._wait_for(job)

    def stop(self) -> None:
        """End every job, as the server is left."""
        with self._lock:
            self._is_stopping = True
            for job in self._waiting:
                job.keep_outcome(INTERRUPTED, error=STOPPED)
            self._waiting = []
            running = list(self._running.values())
            watchers = list(self._watchers)
            for one in running:
                one.ended_by = one.ended_by or INTERRUPTED
                one.process.terminate()
        for one in running:
            _terminate(one.process)
        for watcher in watchers:
            watcher.join()
        self._is_stopping = False

    def _wait_for(self, job: Job) -> None:
        for watcher in list(self._watchers):
            if watcher.name == job.id:
                watcher.join()

    def _begin_next(self, case: Path) -> None:
        """Begin the next job of a case where none is running; the lock is held."""
        job = next((one for one in self._waiting if one.case == case), None)
        if job is None or case in self._running or self._is_stopping:
            return
        self._waiting = [one for one in self._waiting if one.id != job.id]
        # A forked process would inherit the threads of Polars in whatever state they are.
        process = multiprocessing.get_context("spawn").Process(target=work, args=(str(job.folder),), daemon=True)
        running = Running(job, process, _stored(case))
        self._running[case] = running
        process.start()
        watcher = threading.Thread(target=self._watch, args=(running,), name=job.id, daemon=True)
        self._watchers = [one for one in self._watchers if one.is_alive()] + [watcher]
        watcher.start()

    def _watch(self, running: Running) -> None:
        """Wait for the end of a process, write down what it did not, and let the next job begin."""
        job, process = running.job, running.process
        process.join()
        try:
            if job.outcome is None:
                _note_end(running)
            job.clear()
        finally:
            with self._lock:
                self._running.pop(job.case, None)
                self._begin_next(job.case)


def _note_end(running: Running) -> None:
    """Write down the end of a job that could not do so itself; nothing half-written stays in the case."""
    job = running.job
    remove_leftovers(job.case)
    kept = {"stored": max(0, _stored(job.case) - running.stored_before)} if job.kind == "import" else {}
    if running.ended_by:
        job.keep_outcome(running.ended_by, kept, STOPPED if running.ended_by == INTERRUPTED else "")
        return
    killed = "This machine may have had too little memory free: close programs and start it again."
    job.keep_outcome(
        FAILED, kept, f"The process of the job ended before its time (exit code {running.process.exitcode}). {killed}"
    )


def _stored(case: Path) -> int:
    """Count the posts and pictures of a case by its manifest, which is quick."""
    try:
        return int(open_case(case).sources()["stored"].sum())
    except UnisonoError:
        return 0


def _terminate(process: SpawnProcess) -> None:
    """Ask a process to end; end it where it does not within a few seconds."""
    process.terminate()
    # Its watcher joins it; two threads that join one process steal its exit code from each other.
    if not wait([process.sentinel], GRACE_SECONDS):
        process.kill()
