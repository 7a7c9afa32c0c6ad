"""The names in an evidence pack, and the head of its manifest: what the pack says of itself in comments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MANIFEST = "manifest-sha256.txt"
SIGNATURE = f"{MANIFEST}.sig"
TIMESTAMP = f"{MANIFEST}.tsr"
REQUEST = f"{MANIFEST}.tsq"
AUTHORITY = "tsa-chain.pem"
SIGNERS = "allowed_signers"
LOG = "custody.jsonl"
SOURCES = "sources.jsonl"
SCOPE = "scope.json"
"""What part of a case the pack holds; a pack of all of it has none."""

GUIDE = "VERIFY.md"
CRATE = "ro-crate-metadata.json"
RAW, DERIVED = "raw", "derived"

SEALS = frozenset({MANIFEST, SIGNATURE, TIMESTAMP, REQUEST, AUTHORITY})
"""What is about the manifest, made after it, and so not listed in it; certificates are, where they were given."""

NAMESPACE = "evidence"
IDENTITY = "analyst"
"""Who signs, in allowed_signers and in the commands of VERIFY.md; the key says who that is."""

STAMPED, AWAITED, UNSTAMPED = "yes", "awaited", "no"


@dataclass(frozen=True)
class Head:
    """What a manifest says in comments, which sha256sum passes over: the custody log's end, and which seals belong.

    timestamp: STAMPED, AWAITED (a request was made, and the answer is to be brought) or UNSTAMPED.
    """

    log_lines: int
    log_head: str
    is_signed: bool = False
    timestamp: str = UNSTAMPED

    def lines(self) -> list[str]:
        """Return the comments."""
        return [
            "# Unisono evidence pack, format 1",
            f"# custody log: {self.log_lines} lines, SHA-256 of the last: {self.log_head}",
            f"# signature: {'yes' if self.is_signed else 'no'}",
            f"# timestamp: {self.timestamp}",
        ]


_LOG = re.compile(r"# custody log: (\d{1,15}) lines, SHA-256 of the last: ([0-9a-f]{64})")
_SIGNATURE = re.compile(r"# signature: (yes|no)")
_TIMESTAMP = re.compile(rf"# timestamp: ({STAMPED}|{AWAITED}|{UNSTAMPED})")


def read_head(lines: Sequence[str]) -> Head | None:
    """Return what the comments of a manifest say; None where they are not as they are written."""
    if len(lines) != 4:
        return None
    log, signature, timestamp = _LOG.fullmatch(lines[1]), _SIGNATURE.fullmatch(lines[2]), _TIMESTAMP.fullmatch(lines[3])
    if log is None or signature is None or timestamp is None:
        return None
    head = Head(int(log[1]), log[2], signature[1] == "yes", timestamp[1])
    return head if head.lines() == list(lines) else None
