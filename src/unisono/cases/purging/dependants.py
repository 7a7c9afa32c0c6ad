"""What a case holds that was made from its posts: it goes with them, and can be made again from those that stay."""

import shutil
from pathlib import Path

MADE = ("derived", "runs", "exports", "reports", "jobs", "uploads")
"""Folders that are computed from the posts or repeat them."""

LIVE = ("alerts.jsonl", "networks.json", "status.json", "learnt.npz")
TOLD = ("targets", "watchlists", "same_persons", "words", "trends", "domains", "events")
"""Folders of what people told the case."""

LINES = ("marks.jsonl", "reviews.jsonl", "breakout.jsonl", "about.json")


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
