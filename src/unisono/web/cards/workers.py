"""Processes beside the server in which cards are computed, so that the server goes on answering."""

import multiprocessing
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from unisono.model.errors import DataRejectedError
from unisono.web.cards.computing import compute_card, warm_up
from unisono.web.cards.declared import CardAsked
from unisono.web.shown import StillComputing

PROCESSES = 2
"""A card that takes long leaves the other process to those that do not."""


@dataclass
class Workers:
    """Computes cards, each once however many pages wait for it."""

    processes: int = PROCESSES
    _pool: ProcessPoolExecutor | None = None
    _begun: "dict[str, Future[str]]" = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Start a process, so that the first page need not wait for its imports."""
        with self._lock:
            self._running().submit(warm_up)

    def stop(self) -> None:
        """End the processes, and whatever they are at."""
        with self._lock:
            if self._pool is not None:
                for process in list((self._pool._processes or {}).values()):  # ending a pool waits for its work
                    process.terminate()
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def begin(self, key: str, asked: CardAsked) -> None:
        """Begin a card that somebody will ask for; what goes wrong is told when they do."""
        self._future(key, asked)

    def compute(self, key: str, asked: CardAsked, wait_seconds: float) -> str:
        """Return a card as JSON; raises StillComputing where it takes longer, and what computing it raised."""
        future = self._future(key, asked)
        try:
            return future.result(wait_seconds)
        except NotYet as error:
            raise StillComputing(f"{asked.kind} {asked.subject}".strip()) from error
        except BrokenProcessPool as error:
            with self._lock:
                self._pool = None
            raise DataRejectedError(
                f"The {asked.kind} {asked.subject} could not be computed: its process was ended, most likely for want "
                "of memory. Open the page again to try once more."
            ) from error
        finally:
            if future.done():
                with self._lock:
                    self._begun.pop(key, None)

    def _future(self, key: str, asked: CardAsked) -> "Future[str]":
        with self._lock:
            if key not in self._begun:
                try:
                    self._begun[key] = self._running().submit(compute_card, asked)
                except BrokenProcessPool:
                    self._pool = None
                    self._begun[key] = self._running().submit(compute_card, asked)
            return self._begun[key]

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A forked process would inherit the threads of Polars in whatever state they are.
            self._pool = ProcessPoolExecutor(self.processes, mp_context=multiprocessing.get_context("spawn"))
        return self._pool
