"""Pages about pictures, places, targets, watchlists, the timeline, evidence and export."""

from unisono.web.pages.declared import Page

PAGES: tuple[Page, ...] = ()
