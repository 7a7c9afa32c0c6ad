"""Cards computed once for each state of a case: kept in memory and in the case's folder of derived files."""

import hashlib
import multiprocessing
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from unisono import __version__
from unisono.cases import Case, Run
from unisono.cases.durable import write_durably
from unisono.web.cards.computing import compute_card, warm_up
from unisono.web.shown import StillComputing

WAIT_SECONDS = 0.3
"""How long a page waits for a card before it says that the card is being computed."""

MOST_IN_MEMORY = 500
NOT_OF_CARDS = ("lock", "marks.jsonl", "reviews.jsonl")
"""Files of a case that no card depends on."""

Choice = Mapping[str, str]


@dataclass
class Cards:
    """Computes cards in a process beside the server, one for each state of the case, run, kind and subject."""

    wait_seconds: float = WAIT_SECONDS
    _pool: ProcessPoolExecutor | None = None
    _begun: dict[str, "Future[str]"] = field(default_factory=dict)
    _kept: "OrderedDict[str, str]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def card(self, case: Case, run: Run | None, kind: str, subject: str, choice: Choice) -> dict[str, Any]:  # Any: JSON
        """Return a card; raises StillComputing where it is not there within a moment, and what computing it raised."""
        key = card_key(case, run, kind, subject, choice)
        found = self._known(case, key)
        if found is None:
            found = self._computed(case, run, key, kind, subject, choice)
        card: dict[str, Any] = orjson.loads(found)  # Any: as above
        return card

    def start(self) -> None:
        """Start the process beside the server, so that the first page need not wait for its imports."""
        with self._lock:
            self._workers().submit(warm_up)

    def stop(self) -> None:
        """End the process, and whatever it is at."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A forked process would inherit the threads of Polars in whatever state they are.
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        return self._pool

    def _known(self, case: Case, key: str) -> str | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        file = _file_of(case, key)
        if not file.is_file():
            return None
        text = file.read_text(encoding="utf-8")
        self._keep(key, text)
        return text

    def _keep(self, key: str, text: str) -> None:
        with self._lock:
            self._kept[key] = text
            while len(self._kept) > MOST_IN_MEMORY:
                self._kept.popitem(last=False)

    def _computed(self, case: Case, run: Run | None, key: str, kind: str, subject: str, choice: Choice) -> str:
        with self._lock:
            future = self._begun.get(key)
            if future is None:
                where = str(run.path) if run is not None else None
                try:
                    future = self._workers().submit(compute_card, str(case.path), where, kind, subject, dict(choice))
                except BrokenProcessPool:
                    self._pool = None
                    future = self._workers().submit(compute_card, str(case.path), where, kind, subject, dict(choice))
                self._begun[key] = future
        try:
            text = future.result(self.wait_seconds)
        except NotYet as error:
            raise StillComputing(f"{kind} {subject}".strip()) from error
        finally:
            if future.done():
                with self._lock:
                    self._begun.pop(key, None)
        self._keep(key, text)
        _write(_file_of(case, key), text)
        return text


def card_key(case: Case, run: Run | None, kind: str, subject: str, choice: Choice) -> str:
    """Return the name of a card: another state of the case, run, program or question gives another name."""
    told = [__version__, state_of(case), run.id if run is not None else "", kind, subject, sorted(choice.items())]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def state_of(case: Case) -> str:
    """Return what changes whenever something is added to a case: its small files, by name, size and time."""
    files = sorted(file for file in case.path.iterdir() if file.is_file() and file.name not in NOT_OF_CARDS)
    seen = [(file.name, *_size_and_time(file)) for file in files if not file.name.startswith(".")]
    return hashlib.sha256(orjson.dumps(seen)).hexdigest()


def _size_and_time(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def _file_of(case: Case, key: str) -> Path:
    return case.path / "derived" / "pages" / f"{key}.json"


def _write(file: Path, text: str) -> None:
    """Keep a card on the disk where the case may be written; a case on a read-only disk is shown all the same."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_durably(file, text.encode())
    except OSError:
        return
