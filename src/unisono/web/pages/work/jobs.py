"""The imports and scans of a case: those that run and wait, and what came of the others."""

from unisono.web.asked import Asked
from unisono.web.jobs.describing import describe_job
from unisono.web.jobs.kept import RUNNING, WAITING, kept_jobs
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

IN_LIST = ("job", "kind", "state", "created_at", "started_at", "ended_at", "seconds", "what", "text", "error")


def view(asked: Asked) -> Shown:
    """Show a page of the jobs, the latest first."""
    jobs = kept_jobs(asked.case.path)
    first = (asked.page_number - 1) * asked.rows_shown
    described = [describe_job(asked.workbench.jobs, job) for job in jobs[first : first + asked.rows_shown]]
    is_live = any(one["state"] in (RUNNING, WAITING) for one in described)
    values = {"jobs": described, "total": len(jobs), "is_live": is_live}
    rows = ({name: one[name] for name in IN_LIST} for one in described)
    return Shown("work/jobs.html.j2", values, rows)


PAGE = Page("/jobs", view)
