"""Searches a watched case for networks in a process of its own, which yields to the watcher and ends with it."""

import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from unisono.watch.beside import yield_to_the_watcher
from unisono.watch.claims import Claim
from unisono.watch.giving_back import free_large_at_once, give_back
from unisono.watch.networks.searching import Searched, Searching, SearchSettings

__all__ = ["NetworkSearch", "SearchSettings"]

REST_S = 2.0
RESTARTS_AFTER_S = 60.0
FINISH = "finish"


@dataclass(frozen=True)
class Trouble:
    """What went wrong in the process; the search goes on with what comes next."""

    said: str


@dataclass(frozen=True)
class Finished:
    """The last search is over."""


class NetworkSearch:
    """The search as the watcher sees it: started once, asked for results now and then, finished or stopped.

    numbers: of the last search, for the status. problem: what went wrong last, None where nothing did since.
    """

    def __init__(self, process: SpawnProcess, pipe: Connection, case: Path, settings: SearchSettings) -> None:
        """Take over a running process; begin with `start`."""
        self._process, self._pipe, self._case, self._settings = process, pipe, case, settings
        self._started_at = time.monotonic()
        self._has_finished = self._is_cut = False
        self.numbers: dict[str, float] = {}
        self.problem: str | None = None

    @classmethod
    def start(cls, case: Path, settings: SearchSettings | None = None) -> "NetworkSearch":
        """Start the process; it begins with what the case holds."""
        settings = settings or SearchSettings()
        return cls(*_start_process(case, settings), case, settings)

    @property
    def pid(self) -> int | None:
        """Return the number of the process."""
        return self._process.pid

    def results(self) -> list[Claim]:
        """Return the networks that were found to be news since the last call; never waits.

        A process that was killed is started again, at most once in RESTARTS_AFTER_S.
        """
        claims = []
        while (told := self._next(0.0)) is not None:
            claims += self._heard(told)
        if self._is_cut and not self._has_finished:
            self._restart()
        return claims

    def finish(self, most_seconds: float | None = None) -> list[Claim]:
        """Search once more through all that is stored, as far as the limits reach, and end; waits for it."""
        until = None if most_seconds is None else time.monotonic() + most_seconds
        claims = self.results()
        with suppress(BrokenPipeError, OSError):
            self._pipe.send(FINISH)
        while not self._has_finished and (until is None or time.monotonic() < until):
            told = self._next(0.5)
            if told is not None:
                claims += self._heard(told)
            elif self._is_cut:
                self._process.join(5.0)
                self.problem = self._ended()
                break
        self.stop()
        return claims

    def stop(self) -> None:
        """End the process, whatever it is doing: it writes nothing but its last result, which is replaced whole."""
        self._has_finished = True
        self._process.terminate()
        self._process.join(5.0)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._pipe.close()

    def _next(self, wait_s: float) -> "Searched | Trouble | Finished | None":
        """Return what the process says within a while, None if nothing; an end that is gone says nothing any more."""
        if self._is_cut:
            return None
        try:
            if not self._pipe.poll(wait_s):
                return None
            told: Searched | Trouble | Finished = self._pipe.recv()
        except (EOFError, OSError):
            self._is_cut = True
            return None
        return told

    def _heard(self, told: "Searched | Trouble | Finished") -> list[Claim]:
        if isinstance(told, Finished):
            self._has_finished = True
            return []
        if isinstance(told, Trouble):
            self.problem = told.said
            return []
        self.numbers, self.problem = told.numbers, None
        return told.claims

    def _restart(self) -> None:
        self._process.join(1.0)
        self.problem = self._ended()
        if time.monotonic() - self._started_at >= RESTARTS_AFTER_S:
            self._pipe.close()
            self._process, self._pipe = _start_process(self._case, self._settings)
            self._started_at, self._is_cut = time.monotonic(), False

    def _ended(self) -> str:
        return f"the search for networks has ended by itself (exit code {self._process.exitcode})"


def _start_process(case: Path, settings: SearchSettings) -> tuple[SpawnProcess, Connection]:
    # A fork would copy the watcher's threads as they stand, locks held.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=search_again_and_again, args=(theirs, str(case), settings), name="network-search", daemon=True
    )
    process.start()
    theirs.close()
    return process, ours


def search_again_and_again(pipe: Connection, case: str, settings: SearchSettings) -> None:
    """Be the process: search, tell, rest, until told to finish or until the watcher is gone."""
    yield_to_the_watcher()
    free_large_at_once()
    searching: Searching | None = None
    must_finish = False
    while True:
        began = time.monotonic()
        try:
            searching = searching or Searching(case, settings)
            if found := searching.search(whole=must_finish):
                pipe.send(found)
            give_back()
        except Exception as error:  # whatever it is: it is told, and the watch goes on
            pipe.send(Trouble(f"the search for networks failed: {type(error).__name__}: {error}"))
            # What it remembered may be what is wrong: a case may have been mended, or lost posts for good.
            searching = None
        if must_finish:
            pipe.send(Finished())
            return
        took = time.monotonic() - began
        try:
            must_finish = pipe.poll(max(REST_S, took / 4)) and pipe.recv() == FINISH
        except EOFError:
            return
