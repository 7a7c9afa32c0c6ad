"""Cards computed once for each state of a case: kept in memory and in the case's folder of derived files."""

import hashlib
import shutil
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson

import unisono.web
from unisono.cases import Case, Run
from unisono.cases.durable import write_durably
from unisono.cases.live.status import ENDED, read_status
from unisono.model.version import __version__
from unisono.web.cards.declared import CardAsked
from unisono.web.cards.workers import Workers

WAIT_SECONDS = 0.15
"""How long a page waits for a card before it says that the card is being computed."""

MOST_IN_MEMORY = 500
NAME_LETTERS = 32
NOT_OF_CARDS = (
    *("lock", "marks.jsonl", "reviews.jsonl", "breakout.jsonl", "exports.jsonl", "about.json"),
    *("custody.jsonl", "retention.json", "suppressed.jsonl", "suppressed.key", "pseudonym.key"),
)
"""Files of a case that no card depends on."""

GROWING = "manifest.jsonl"
HELD_SECONDS = 120
"""A case that is being watched grows every few seconds; its cards are computed anew once in so long."""

ALIVE_WITHIN = timedelta(seconds=30)

TOLD_OF = ("domains", "events", "same_persons", "targets", "trends", "watchlists", "words")
"""Folders of what a case was told of, each a few small files."""

Choice = Mapping[str, str]


@dataclass
class Cards:
    """Hands out cards, one for each state of the case, run, kind, subject and choice."""

    wait_seconds: float = WAIT_SECONDS
    workers: Workers = field(default_factory=Workers)
    _kept: "OrderedDict[str, str]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def card(self, case: Case, run: Run | None, kind: str, subject: str, choice: Choice) -> dict[str, Any]:  # Any: JSON
        """Return a card; raises StillComputing where it is not there within a moment, and what computing it raised."""
        key, file, asked = _named(case, run, kind, subject, choice)
        found = self._known(key, file)
        if found is None:
            found = self.workers.compute(key, asked, self.wait_seconds)
            self._keep(key, found)
            _write(file, found)
        card: dict[str, Any] = orjson.loads(found)  # Any: as above
        return card

    def begin(self, case: Case, run: Run | None, kind: str) -> None:
        """Begin a card that the next page is likely to need, and do not wait for it."""
        key, file, asked = _named(case, run, kind, "", {})
        if self._known(key, file) is None:
            self.workers.begin(key, asked)

    def _known(self, key: str, file: Path) -> str | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        text = _read(file)
        if text is not None:
            self._keep(key, text)
        return text

    def _keep(self, key: str, text: str) -> None:
        with self._lock:
            self._kept[key] = text
            while len(self._kept) > MOST_IN_MEMORY:
                self._kept.popitem(last=False)


def _named(case: Case, run: Run | None, kind: str, subject: str, choice: Choice) -> tuple[str, Path, CardAsked]:
    """Return the name of a card, the file that keeps it, and how a process is asked for it."""
    state = state_of(case)
    key = card_key(state, run, kind, subject, choice)
    where = str(run.path) if run is not None else None
    asked = CardAsked(str(case.path), where, kind, subject, tuple(sorted(choice.items())))
    return key, case.path / "derived" / "pages" / state / f"{key}.json", asked


def card_key(state: str, run: Run | None, kind: str, subject: str, choice: Choice) -> str:
    """Return the name of a card: another state of the case, run, program or question gives another name."""
    told = [program_state(), state, run.id if run is not None else "", kind, subject, sorted(choice.items())]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:NAME_LETTERS]


@cache
def program_state() -> str:
    """Return what changes with the program: its version, and when its files were last written."""
    package = Path(unisono.web.__file__).parents[1]
    return f"{__version__} {max(file.stat().st_mtime_ns for file in package.rglob('*.py'))}"


def state_of(case: Case) -> str:
    """Return what changes whenever something is added to a case: its small files, by name, size and time.

    Of posts that a watched stream adds it changes every HELD_SECONDS, and once more when the watch has ended.
    """
    own = [file for file in case.path.iterdir() if file.is_file() and file.name not in NOT_OF_CARDS]
    told_of = [file for folder in TOLD_OF for file in (case.path / folder).glob("*.json")]
    files = sorted(file for file in (*own, *told_of) if not file.name.startswith("."))
    grows = _is_growing(case.path)
    seen = [(file.relative_to(case.path).as_posix(), *_size_and_time(file, grows=grows)) for file in files]
    return hashlib.sha256(orjson.dumps(seen)).hexdigest()[:NAME_LETTERS]


def _is_growing(case: Path) -> bool:
    """Say whether a watcher has told of itself a moment ago."""
    told = read_status(case)
    return told is not None and told.state not in ENDED and datetime.now(UTC) - told.at < ALIVE_WITHIN


def _size_and_time(file: Path, *, grows: bool) -> tuple[int, int]:
    found = file.stat()
    if grows and file.name == GROWING:
        return 0, int(found.st_mtime) // HELD_SECONDS
    return found.st_size, found.st_mtime_ns


def _read(file: Path) -> str | None:
    """Return a card of the disk; a damaged one is computed again."""
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        card = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return text if isinstance(card, dict) else None


def _write(file: Path, text: str) -> None:
    """Keep a card on the disk and drop those of older states; a case that cannot be written is shown all the same."""
    folder = file.parent
    try:
        if not folder.is_dir():
            for older in folder.parent.glob("*"):
                shutil.rmtree(older, ignore_errors=True)
            folder.mkdir(parents=True)
        write_durably(file, text.encode())
    except OSError:
        return
