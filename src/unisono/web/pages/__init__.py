"""The pages of a case, written out; each is a file in the folder of its like."""

from unisono.web.pages import found, home, live, subjects, work, world
from unisono.web.pages.declared import Page

PAGES: tuple[Page, ...] = (home.PAGE, *work.PAGES, *live.PAGES, *found.PAGES, *subjects.PAGES, *world.PAGES)
