"""Log entries of watching a stream: its start, and its stop with how far the recordings reach."""

from collections.abc import Mapping
from pathlib import Path

from unisono.cases.custody.entry import FileRecord
from unisono.cases.custody.log import log_entry
from unisono.cases.custody.reconstructing import watched_details
from unisono.cases.live.recordings import is_recording
from unisono.cases.manifest import read_manifest


def log_watch_started(case: Path, source: str, details: Mapping[str, object] | None = None) -> None:
    """Enter that a stream is being watched from now on; source: where it comes from, without any password."""
    log_entry(case, "watch started", details={**(details or {}), "source": source})


def log_watch_stopped(case: Path, source: str, details: Mapping[str, object] | None = None) -> None:
    """Enter that watching has ended, with the last line of the manifest that it wrote as the head of its own chain."""
    watched = [line for line in read_manifest(case / "manifest.jsonl") if is_recording(line.source.file)]
    reached = watched_details(watched) if watched else {"recordings": 0}
    last = [FileRecord(watched[-1].source.file, None, watched[-1].source.sha256)] if watched else []
    log_entry(case, "watch stopped", inputs=last, details={**(details or {}), **reached, "source": source})
