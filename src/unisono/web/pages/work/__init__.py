"""Pages about the work on a case: importing, scanning, jobs, runs, settings."""

from unisono.web.pages.declared import Page
from unisono.web.pages.work import importing, job, jobs, mapping_file, run, runs, scanning, sealing, settings

PAGES: tuple[Page, ...] = (
    importing.PAGE,
    mapping_file.PAGE,
    scanning.PAGE,
    jobs.PAGE,
    job.PAGE,
    runs.PAGE,
    run.PAGE,
    sealing.PAGE,
    settings.PAGE,
)
