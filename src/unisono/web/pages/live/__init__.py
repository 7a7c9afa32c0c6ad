"""Pages about streams: what is being watched now, and what was said of it."""

from unisono.web.pages.declared import Page
from unisono.web.pages.live import board

PAGES: tuple[Page, ...] = (board.PAGE,)
