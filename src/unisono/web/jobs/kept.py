"""A job as it lies in its case: what is to be done, how far it is, and what came of it, each in a file of its own."""

import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.durable import TEMPORARY_PREFIX, is_held, write_durably
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line
from unisono.model.times import now_text

Values = Mapping[str, Any]  # Any: JSON
FOLDER = "jobs"

WAITING, RUNNING = "waiting", "running"
FINISHED, FAILED, CANCELLED, INTERRUPTED = "finished", "failed", "cancelled", "interrupted"

_id = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")


@dataclass(frozen=True)
class Job:
    """One import or scan, in CASE/jobs/ID; `folder` need not hold more than job.json."""

    folder: Path

    @property
    def id(self) -> str:
        """Return the job's name, such as 20261122T030405-a1b2c3; names sort by time."""
        return self.folder.name

    @property
    def case(self) -> Path:
        """Return the folder of the case."""
        return self.folder.parent.parent

    @cached_property
    def told(self) -> Values:
        """Return kind, settings, created_at, and again_of where the job repeats another."""
        return _read(self.folder / "job.json") or {"kind": "unknown", "settings": {}, "created_at": None}

    @property
    def kind(self) -> str:
        """Return what is done: a name of `unisono.web.jobs.tasks.TASKS`."""
        return str(self.told["kind"])

    @property
    def settings(self) -> Values:
        """Return what the job was asked to do."""
        settings: Values = self.told["settings"]
        return settings

    @property
    def progress(self) -> Values:
        """Return how far the job has come: text, and counts where there are any."""
        return _read(self.folder / "progress.json") or {}

    @property
    def outcome(self) -> Values | None:
        """Return how the job ended: state, ended_at, result, error; None while it has not."""
        return _read(self.folder / "outcome.json")

    @property
    def is_worked_on(self) -> bool:
        """Say whether a process works on the job at this moment."""
        return is_held(self.folder / "lock")

    @property
    def scratch(self) -> Path:
        """Return where the job unpacks files; it is removed with the job's end."""
        return self.folder / "scratch"

    def keep_progress(self, values: Values) -> None:
        """Write how far the job is, for whoever looks: whole or not at all, but not proof against a power cut."""
        temporary = self.folder / f"{TEMPORARY_PREFIX}progress.json"
        temporary.write_bytes(json_line(values).encode())
        temporary.replace(self.folder / "progress.json")

    def keep_outcome(self, state: str, result: Values | None = None, error: str = "") -> None:
        """Write how the job ended, once: whoever comes first has seen the end."""
        if self.outcome is None:
            values = {"state": state, "ended_at": now(), "result": result or {}, "error": error}
            write_durably(self.folder / "outcome.json", json_line(values).encode())

    def clear(self) -> None:
        """Remove what the job unpacked."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        (self.folder / f"{TEMPORARY_PREFIX}progress.json").unlink(missing_ok=True)


def new_job(case: Path, kind: str, settings: Values, again_of: str | None = None) -> Job:
    """Keep a job that is still to be done."""
    moment = datetime.now(UTC)
    folder = case / FOLDER / f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    told = {"kind": kind, "settings": dict(settings), "created_at": now(), "again_of": again_of}
    write_durably(folder / "job.json", json_line(told).encode())
    return Job(folder)


def job_named(case: Path, name: str) -> Job:
    """Return a job of a case; raises UsageError where there is none of that name."""
    job = Job(case / FOLDER / name)
    if not _id.fullmatch(name) or not (job.folder / "job.json").is_file():
        raise UsageError("This case has no such job.")
    return job


def kept_jobs(case: Path) -> list[Job]:
    """Return the jobs of a case, the latest first."""
    found = [path for path in (case / FOLDER).glob("*") if _id.fullmatch(path.name)]
    return [Job(path) for path in sorted(found, reverse=True) if (path / "job.json").is_file()]


def now() -> str:
    """Return this moment as text, fine enough to tell what came first."""
    return now_text("milliseconds")


def _read(file: Path) -> Values | None:
    try:
        values = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    return values if isinstance(values, dict) else None
