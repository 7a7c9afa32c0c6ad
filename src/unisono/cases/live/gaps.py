"""Gaps: when a watched stream was not seen, why, and whether what was missed came later."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from unisono.cases.kept_lines import append_kept_line
from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.cases.live.live_lines import read_lines_from

FILE = "gaps.jsonl"


@dataclass(frozen=True)
class Gap:
    """One stretch of time in which a source was not seen, by the clock of this machine.

    to_at is null while it lasts. lost: posts known to be missing, null where nobody can know. is_recovered: the source
    was read on from where it had stopped, so that nothing is missing.
    """

    source: str
    from_at: datetime
    to_at: datetime | None
    reason: str
    lost: int | None = None
    is_recovered: bool = False


def append_gap(case: Path, gap: Gap) -> None:
    """Keep a gap in the case, durably; the same one told again, with its end, takes the place of the first telling."""
    append_kept_line(make_live_folder(case) / FILE, asdict(gap))


def read_gaps(case: Path) -> list[Gap]:
    """Return the gaps of a case by their beginning; of one that was told twice, the later telling."""
    rows, _, _ = read_lines_from(live_folder(case) / FILE)
    told = {}
    for row in rows:
        ended = row.get("to_at")
        gap = Gap(
            source=row["source"],
            from_at=datetime.fromisoformat(row["from_at"]),
            to_at=datetime.fromisoformat(ended) if ended else None,
            reason=row["reason"],
            lost=row.get("lost"),
            is_recovered=bool(row.get("is_recovered")),
        )
        told[gap.source, gap.from_at] = gap
    return sorted(told.values(), key=lambda gap: gap.from_at)


def read_blind(case: Path) -> tuple[Gap, ...]:
    """Return the gaps of a case within which something may be missing."""
    return tuple(gap for gap in read_gaps(case) if not gap.is_recovered)


def blind_between(gaps: Iterable[Gap], since: datetime, until: datetime) -> list[Gap]:
    """Return the gaps within which something may be missing between two moments."""
    return [
        gap for gap in gaps if not gap.is_recovered and gap.from_at < until and (gap.to_at is None or gap.to_at > since)
    ]
