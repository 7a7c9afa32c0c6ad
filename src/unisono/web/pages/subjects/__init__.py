"""Pages about what was posted and by whom: posts, accounts, hashtags, links, texts."""

from unisono.web.pages.declared import Page
from unisono.web.pages.subjects import (
    account,
    accounts,
    hashtag,
    hashtags,
    link,
    links,
    post,
    posts,
    search,
    text,
    texts,
)

PAGES: tuple[Page, ...] = (
    posts.PAGE,
    post.PAGE,
    accounts.PAGE,
    account.PAGE,
    hashtags.PAGE,
    hashtag.PAGE,
    links.PAGE,
    link.PAGE,
    texts.PAGE,
    text.PAGE,
    search.PAGE,
)
