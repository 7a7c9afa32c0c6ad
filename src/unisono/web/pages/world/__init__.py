"""Pages about pictures, places, targets, watchlists, the timeline, evidence and export."""

from unisono.web.pages.declared import Page
from unisono.web.pages.world import (
    evidence,
    exported_file,
    places,
    target,
    targets,
    timeline,
    watchlist,
    watchlists,
)

PAGES: tuple[Page, ...] = (
    timeline.PAGE,
    targets.PAGE,
    target.PAGE,
    watchlists.PAGE,
    watchlist.PAGE,
    places.PAGE,
    evidence.PAGE,
    exported_file.PAGE,
)
