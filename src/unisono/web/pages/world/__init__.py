"""Pages about pictures, places, targets, watchlists, the timeline, evidence and export."""

from unisono.web.pages.declared import Page
from unisono.web.pages.world import places, target, targets, timeline, watchlist, watchlists

PAGES: tuple[Page, ...] = (timeline.PAGE, targets.PAGE, target.PAGE, watchlists.PAGE, watchlist.PAGE, places.PAGE)
