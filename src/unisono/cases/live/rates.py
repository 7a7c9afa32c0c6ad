"""Rates: how much of a stream came in every ten seconds and how far behind it was handled, for the last day."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.cases.live.live_lines import read_lines_from
from unisono.model.json_text import json_line

FILE = "rates.jsonl"
EVERY_S = 10
KEPT = timedelta(hours=24)
MOST_LINES = 2 * int(KEPT.total_seconds()) // EVERY_S
"""Lines at which the file is replaced by its last day."""


@dataclass(frozen=True)
class Rate:
    """What came in within the ten seconds before `at`: posts, alerts, messages dropped; lag_s is that of the newest."""

    at: datetime
    posts: int
    alerts: int = 0
    lag_s: float | None = None
    dropped: int = 0


def append_rate(case: Path, rate: Rate) -> None:
    """Add a line; a crash may lose it, as it is no evidence. A file that has grown long keeps its last day."""
    file = make_live_folder(case) / FILE
    with file.open("a") as handle:
        handle.write(json_line(asdict(rate)) + "\n")
        is_long = handle.tell() > MOST_LINES * 64
    if is_long and len(rates := read_rates(case)) >= MOST_LINES:
        kept = "".join(json_line(asdict(one)) + "\n" for one in rates if one.at > rate.at - KEPT)
        temporary = file.with_name(f".writing-{FILE}")
        temporary.write_text(kept)
        temporary.replace(file)


def read_rates(case: Path, since: datetime | None = None) -> list[Rate]:
    """Return the rates after a moment, oldest first; all of them where none is named."""
    rows, _, _ = read_lines_from(live_folder(case) / FILE)
    rates = [
        Rate(
            at=datetime.fromisoformat(row["at"]),
            posts=int(row["posts"]),
            alerts=int(row.get("alerts") or 0),
            lag_s=row.get("lag_s"),
            dropped=int(row.get("dropped") or 0),
        )
        for row in rows
    ]
    return [rate for rate in rates if since is None or rate.at > since]
