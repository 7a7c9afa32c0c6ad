"""Pages about the work on a case: importing, scanning, jobs, runs, settings."""

from unisono.web.pages.declared import Page

PAGES: tuple[Page, ...] = ()
