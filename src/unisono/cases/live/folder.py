"""Where a case keeps what belongs to a stream that was watched, and whether somebody watches it now."""

from pathlib import Path

from unisono.cases.durable import is_held

WATCHING_LOCK = "watching.lock"


def live_folder(case: Path) -> Path:
    """Return the folder of a case for what belongs to its streams; it need not be there yet."""
    return case / "live"


def make_live_folder(case: Path) -> Path:
    """Return that folder, made where it was missing."""
    folder = live_folder(case)
    (folder / "recordings").mkdir(parents=True, exist_ok=True)
    return folder


def is_watched(case: Path) -> bool:
    """Say whether a watcher runs on this case at this moment: it holds a lock for as long as it lives."""
    return is_held(live_folder(case) / WATCHING_LOCK)
