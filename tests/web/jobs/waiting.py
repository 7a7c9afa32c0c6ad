"""Waiting for what a job's process writes down, without a guess at how long that takes."""

import time
from collections.abc import Callable
from pathlib import Path

from unisono.web.jobs.kept import Job
from unisono.web.jobs.running import Jobs

PATIENCE_SECONDS = 240.0
ROWS_A_FILE = 3
ENDS = ("finished", "failed", "cancelled", "interrupted")


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Return as soon as something is so."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.01)


def ended(jobs: Jobs, job: Job) -> str:
    """Wait for the end of a job and return its state."""
    wait_until(lambda: jobs.state(job) in ENDS, f"{job.kind} {job.id} did not end")
    return jobs.state(job)


def many_files(folder: Path, files: int) -> Path:
    """Make a folder of small tables; each is an append of its own, so that an import can be cancelled between."""
    folder.mkdir()
    for file in range(files):
        first = file * ROWS_A_FILE
        ids = range(first, first + ROWS_A_FILE)
        rows = "".join(f"twitter,{post},a{post % ROWS_A_FILE},2024-01-01T00:00:00Z,hello {file}\n" for post in ids)
        (folder / f"part-{file:04}.csv").write_text(f"platform,post_id,account_id,created_at,text\n{rows}")
    return folder
