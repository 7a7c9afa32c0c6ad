"""Coarse spans: when a watcher was so far behind that it looked at what came in less thoroughly, so as to catch up."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from unisono.cases.kept_lines import append_kept_line
from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.cases.live.live_lines import read_lines_from

FILE = "coarse.jsonl"


@dataclass(frozen=True)
class CoarseSpan:
    """One such stretch of time, by the clock of this machine, how many posts came in it, and the longest wait.

    In it new texts were one with others only where their exact forms are (letter case, accents and links aside), and
    detectors were asked less often. Every post was stored, and is in the windows.
    """

    source: str
    from_at: datetime
    to_at: datetime
    posts: int
    longest_wait_s: float


def append_coarse(case: Path, span: CoarseSpan) -> None:
    """Keep a span that is over in the case, durably."""
    append_kept_line(make_live_folder(case) / FILE, asdict(span))


def read_coarse(case: Path) -> list[CoarseSpan]:
    """Return the coarse spans of a case, in the order in which they were kept."""
    rows, _, _ = read_lines_from(live_folder(case) / FILE)
    return [
        CoarseSpan(
            source=row["source"],
            from_at=datetime.fromisoformat(row["from_at"]),
            to_at=datetime.fromisoformat(row["to_at"]),
            posts=int(row["posts"]),
            longest_wait_s=float(row["longest_wait_s"]),
        )
        for row in rows
    ]
