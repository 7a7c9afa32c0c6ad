"""A job as its page and the list of jobs show it: how it stands, how far it is, what came of it."""

from datetime import UTC, datetime
from typing import Any

from unisono.exports.report.amounts import parse_moment
from unisono.model.errors import UsageError
from unisono.web.jobs.kept import RUNNING, WAITING, Job
from unisono.web.jobs.running import Jobs
from unisono.web.uploads.kept import Draft, draft_named

Card = dict[str, Any]  # Any: JSON

PROGRESS = ("text", "file", "files_done", "rows", "total_rows", "rows_per_second", "stored", "duplicates")
MOST_NAMED = 20
PARTS = ("networks", "since", "until")
"""What tells one pack of a case from another."""


def describe_job(jobs: Jobs, job: Job) -> Card:
    """Return a job as JSON; `progress` is how far it is, `result` what came of it, null before its end."""
    state, progress, outcome = jobs.state(job), job.progress, job.outcome or {}
    started, ended = progress.get("started_at"), outcome.get("ended_at")
    return {
        "job": job.id,
        "kind": job.kind,
        "state": state,
        "created_at": job.told.get("created_at"),
        "started_at": started,
        "ended_at": ended,
        "seconds": _seconds(started, ended, is_over=state not in (RUNNING, WAITING)),
        "what": what_of(job),
        "text": progress.get("text", "") if state == RUNNING else "",
        "step": progress.get("step"),
        "steps": progress.get("steps"),
        **{name: progress.get(name) for name in (*PROGRESS[1:], "pictures")},
        "error": shown_names(job, outcome.get("error", "")),
        "result": outcome.get("result"),
        "settings": dict(job.settings),
        "again_of": job.told.get("again_of"),
    }


def what_of(job: Job) -> str:
    """Return what a job is about: the names of its files, or what was not usual about a scan."""
    if job.kind == "import":
        names = job.settings.get("names") or {}
        files = [str(names.get(file, file)) for file in job.settings.get("files", ())]
        files += [str(folder) for folder in job.settings.get("media") or ()]
        more = f" and {len(files) - MOST_NAMED:,} more" if len(files) > MOST_NAMED else ""
        return ", ".join(files[:MOST_NAMED]) + more
    if job.kind == "verify":
        return str(job.settings.get("name") or "")
    if job.kind == "seal":
        return ", ".join(f"{name} {job.settings[name]}" for name in PARTS if job.settings.get(name))
    return ", ".join(f"{name} {value}" for name, value in job.settings.items() if value is not None)


def shown_names(job: Job, text: str) -> str:
    """Return a text in which files that were sent go by the names that their sender gave them."""
    for path, name in (job.settings.get("names") or {}).items():
        text = text.replace(path, str(name))
    return text


def draft_of(job: Job) -> Draft | None:
    """Return the files that a job imports, where they were sent or named in a form and are still there."""
    draft = job.settings.get("draft")
    if not draft:
        return None
    try:
        return draft_named(job.case, str(draft))
    except UsageError:
        return None


def _seconds(started: str | None, ended: str | None, *, is_over: bool) -> float | None:
    first, last = parse_moment(started), parse_moment(ended)
    if first is None or (last is None and is_over):
        return None
    return round(((last or datetime.now(UTC)) - first).total_seconds(), 1)
