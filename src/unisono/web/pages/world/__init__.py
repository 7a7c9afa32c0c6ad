"""Pages about pictures, places, targets, watchlists, the timeline, evidence and export."""

from unisono.web.pages.declared import Page
from unisono.web.pages.world import (
    evidence,
    exported_file,
    image,
    image_file,
    images,
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
    image_file.PAGE,
    images.PAGE,
    image.PAGE,
    evidence.PAGE,
    exported_file.PAGE,
)
