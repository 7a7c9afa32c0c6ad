"""An entry of the custody log: who did what when with which files, and the hashes that bind it to the one before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from unisono.model.json_text import json_line

FILE = "custody.jsonl"
FIRST = "0" * 64
"""What the first entry has in place of the hash of a line before it."""

ACTIONS = (
    "case made",
    "import",
    "scan",
    "mark",
    "sign-off",
    "breakout",
    "report",
    "export",
    "watch started",
    "watch stopped",
    "purge",
    "seal",
    "changed",
)
LENGTH_OF_OWN = len(',"own":"') + 64 + len('"}')


@dataclass(frozen=True)
class FileRecord:
    """A file that went in or came out: its name as it was given, its bytes where they are known, its SHA-256."""

    name: str
    bytes: int | None
    sha256: str


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    action: of ACTIONS. reconstructed: written afterwards, from what other files of the case tell; `details` then has
    when it happened as `told_at`. previous: SHA-256 of the line before, without its line break. own: SHA-256 of this
    line up to the comma before `"own"`.
    """

    number: int
    at: str
    actor: str
    tool: str
    action: str
    command: str = ""
    inputs: Sequence[FileRecord] = ()
    outputs: Sequence[FileRecord] = ()
    details: Mapping[str, object] = field(default_factory=dict)
    reconstructed: bool = False
    previous: str = FIRST
    own: str = ""

    def bound(self, number: int, previous: str) -> "Entry":
        """Return the entry at its place in the log, with both hashes."""
        placed = replace(self, number=number, previous=previous, own=FIRST)
        return replace(placed, own=own_hash(json_line(asdict(placed)).encode()))


def own_hash(line: bytes) -> str:
    """Return the SHA-256 of a line up to its own hash."""
    return hashlib.sha256(line[:-LENGTH_OF_OWN]).hexdigest()


def hash_of_line(line: bytes) -> str:
    """Return what the entry after a line holds of it."""
    return hashlib.sha256(line).hexdigest()
