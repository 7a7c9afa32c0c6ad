"""How a source format is declared: what it is called, how it is recognised, how it is read."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unisono.importers.problems import Problem
from unisono.importers.times import DateOrder
from unisono.model.batches import Batch


def nothing_beside(name: str) -> bytes | None:
    """Know no neighbours: standard input has none."""
    return None


@dataclass(frozen=True)
class Source:
    """One file to read: `path` is plain UTF-8 text (or Parquet), already decompressed and transcoded."""

    name: str  # as the user typed it
    path: Path
    sha256: str  # of the bytes as they were given; empty while they are being hashed
    sample: str  # the first 256 KiB of the plain text; empty for Parquet
    is_parquet: bool = False
    problems: tuple[Problem, ...] = ()  # found while opening: the file ends early, NUL bytes, …
    assigned: str = ""  # of a script that holds data: the name it gives them, such as window.YTD.tweets.part0
    beside: Callable[[str], bytes | None] = nothing_beside  # the file of a name in the same folder, or zip
    is_stretch: bool = False  # of a stream, one after many others: what is loaded for one is loaded for all
    noticed: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # by a reading, for find_problems
    hashing: Future[str] | None = field(default=None, compare=False, repr=False)  # what sha256 will be

    def hashed(self) -> "Source":
        """Return the source with its hash, once all of its bytes are hashed."""
        return self if self.hashing is None else replace(self, sha256=self.hashing.result(), hashing=None)


@dataclass(frozen=True)
class Left:
    """One file that is not read: skipped because it holds no data, or refused because its data cannot be read."""

    name: str
    is_skipped: bool
    reason: str


@dataclass(frozen=True)
class ReadSettings:
    """What the user said about a file: columns, time zone, platform, order of day and month."""

    mapping: Mapping[str, str] = field(default_factory=dict)  # our field -> the file's column
    zone: str | None = None  # for times without an offset
    platform: str | None = None
    rows_per_batch: int = 200_000
    dates: DateOrder | None = None  # how 3/4/2018 is read
    mend: frozenset[str] = frozenset()  # broken characters to mend: see mending.MENDS
    encoding: str | None = None  # the table of characters, where no mark says it
    mapping_file: tuple[str, str] | None = None  # name and SHA-256 of the file that says how to read
    is_whole: bool = False  # mapping holds all that is read: no other column is guessed


@dataclass(frozen=True)
class Records:
    """Where the records of a JSON document lie: `messages`, or `chats.list[].messages`; `[]` is an element of a list.

    The texts, numbers and truth values that stand in the same object before the list are given to each record.
    """

    path: str
    under: str = "_parent"  # the member of a record that holds what the object around the list says


def no_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report nothing beyond what every format is checked for."""
    return ()


@dataclass(frozen=True)
class Importer:
    """One source format. `recognise` says from 0 to 1 how sure it is; `read` yields batches in file order.

    `map_columns` gives our field -> the file's column (or the path of a JSON field) for this very file;
    `find_problems` what only this format can have wrong, beyond `problems.find_problems` on its posts.
    """

    name: str  # what --format takes
    title: str
    platform: str
    columns: tuple[str, ...]  # the columns or fields it needs
    traps: tuple[str, ...]  # what goes wrong with such files, and what is done about it
    recognise: Callable[[Source], float]
    read: Callable[[Source, ReadSettings], Iterator[Batch]]
    map_columns: Callable[[Source, ReadSettings], Mapping[str, str]]
    find_problems: Callable[[Source, ReadSettings], tuple[Problem, ...]] = no_problems
    reads: tuple[str, ...] = ()  # columns it looks at beyond those needed and mapped
    is_hashed_later: bool = False  # the hash of a file goes into source_sha256 alone, so it may be read before
    documents: tuple[Records, ...] = ()  # where its records lie when a file is one JSON object
