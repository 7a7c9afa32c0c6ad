"""Pages about what was posted and by whom: posts, accounts, hashtags, links, texts."""

from unisono.web.pages.declared import Page
from unisono.web.pages.subjects import posts

PAGES: tuple[Page, ...] = (posts.PAGE,)
