"""The networks that the last search over a live stream found, for whoever shows them while it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.model.json_text import json_line

FILE = "networks.json"
Row = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True)
class SearchResult:
    """What one search found: at, when it ended; since, until and posts, what it looked at; networks, strongest first.

    A network has accounts, handles, size, q, layers, objects, first_at, last_at, verdict, because and innocent.
    """

    at: datetime
    since: datetime | None
    until: datetime | None
    posts: int
    networks: Sequence[Row] = ()


def write_networks(case: Path, result: SearchResult) -> None:
    """Put the result in the place of the last one; readers see one or the other, whole."""
    folder = make_live_folder(case)
    temporary = folder / f".writing-{FILE}"
    temporary.write_text(json_line(asdict(result)) + "\n", encoding="utf-8")
    temporary.replace(folder / FILE)


def read_networks(case: Path) -> SearchResult | None:
    """Return the last result; None where no search has ended yet, or it cannot be read."""
    try:
        row = orjson.loads((live_folder(case) / FILE).read_bytes())
        at, since, until = (_moment(row[name]) for name in ("at", "since", "until"))
        if at is None:
            return None
        return SearchResult(at, since, until, int(row["posts"]), tuple(row["networks"]))
    except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
