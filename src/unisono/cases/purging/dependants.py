"""What a case holds that was made from its posts: it goes with them, and can be made again from those that stay."""

import shutil
from collections.abc import Sequence
from pathlib import Path

MADE = ("derived", "runs", "exports", "reports", "jobs", "uploads")
"""Folders that are computed from the posts or repeat them."""

LIVE = ("alerts.jsonl", "networks.json", "status.json", "learnt.npz")
TOLD = ("targets", "watchlists", "same_persons", "words", "trends", "domains")
"""Folders of what people told the case."""

LINES = ("marks.jsonl", "reviews.jsonl", "breakout.jsonl", "events.json", "about.json")
UNREADABLE = (".parquet", ".zst")


def remove_made(case: Path) -> dict[str, int]:
    """Remove what was made from the posts; returns how many files of each kind that were."""
    removed = {}
    for name in MADE:
        folder = case / name
        files = sum(1 for path in folder.rglob("*") if path.is_file())
        if folder.exists():
            shutil.rmtree(folder)
        if files:
            removed[name] = files
    (case / "runs").mkdir(exist_ok=True)
    for name in LIVE:
        file = case / "live" / name
        if file.exists():
            file.unlink()
            removed[f"live/{name}"] = 1
    return removed


def remove_told(case: Path) -> int:
    """Remove what people told the case and decided in it; returns how many files that were."""
    files = [path for name in TOLD for path in (case / name).rglob("*") if path.is_file()]
    files += [case / name for name in LINES if (case / name).exists()]
    for path in files:
        path.unlink()
    return len(files)


def still_naming(case: Path, names: Sequence[str]) -> list[str]:
    """Return the readable files of a case in which one of the names still stands, such as lists that people made."""
    needles = [name.encode() for name in names if len(name) >= 4]
    found = []
    for path in sorted(case.rglob("*")):
        if path.is_file() and path.suffix not in UNREADABLE:
            content = path.read_bytes()
            if any(needle in content for needle in needles):
                found.append(str(path.relative_to(case)))
    return found
