"""One import or scan: how far it is, what came of it, and the forms that cancel it or do it again."""

from typing import Any

from starlette.responses import RedirectResponse

from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.jobs.describing import Card, describe_job, draft_of, shown_names
from unisono.web.jobs.kept import FINISHED, RUNNING, WAITING, Job, job_named
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, NothingThere, Shown

MOST_FILES = 200


def view(asked: Asked) -> Shown:
    """Show a job."""
    job = _job(asked)
    card = describe_job(asked.workbench.jobs, job)
    is_live = card["state"] in (RUNNING, WAITING)
    values = {
        "job": card,
        "is_live": is_live,
        "draft": None if is_live else draft_of(job),
        "summary": _summary(job, card),
        "files": _files(job, card),
        "most_files": MOST_FILES,
        "names": lambda text: shown_names(job, text),
    }
    return Shown("work/job.html.j2", values, [card])


def take(asked: Asked) -> Given:
    """Cancel the job, do it again, or delete the copies of its files."""
    job, jobs = _job(asked), asked.workbench.jobs
    action = asked.form.get("action", "")
    if action == "cancel":
        jobs.cancel(job)
    elif action == "again":
        job = jobs.again(asked.case.path, job.id)
    elif action == "remove-copies":
        draft = draft_of(job)
        if jobs.state(job) in (RUNNING, WAITING):
            raise UsageError("The job still reads these files. Cancel it first.")
        if draft is not None:
            draft.remove()
    else:
        raise UsageError("This page does not take that.")
    return Given(RedirectResponse(asked.address("jobs", job.id), 303))


def _job(asked: Asked) -> Job:
    try:
        return job_named(asked.case.path, asked.subject["job"])
    except UsageError as error:
        raise NothingThere(str(error)) from error


def _summary(job: Job, card: Card) -> dict[str, Any] | None:  # Any: JSON
    """Return the counts of a finished import, its examples under the names that were given."""
    if card["kind"] != "import" or card["state"] != FINISHED:
        return None
    summary: dict[str, Any] = card["result"].get("summary") or {}  # Any: as above
    return summary


def _files(job: Job, card: Card) -> list[dict[str, Any]]:  # Any: JSON
    """Return one row for each file of a finished import."""
    if card["kind"] != "import" or card["state"] != FINISHED:
        return []
    return list(card["result"].get("files") or ())


PAGE = Page("/jobs/{job}", view, take)
