"""Pages about what a scan found: triage, networks, findings."""

from unisono.web.pages.declared import Page

PAGES: tuple[Page, ...] = ()
