"""Pages about pictures, places, targets, watchlists, the timeline, evidence and export."""

from unisono.web.pages.declared import Page
from unisono.web.pages.world import timeline

PAGES: tuple[Page, ...] = (timeline.PAGE,)
