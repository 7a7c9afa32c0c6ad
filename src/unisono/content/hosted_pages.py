"""Publishers on hosts where many publish: the part of a path that names a channel, a page, a blog or an account."""

import polars as pl

from unisono.content.addresses import hosts_of, registrable_domains
from unisono.content.trackers import SHORTENERS

_NOT_NAMES = (
    "watch playlist results feed search explore hashtag intent share sharer home login reel reels p tv stories story "
    "photo photos video videos events groups marketplace settings help about tag topic tags topics status i s joinchat "
    "addstickers proxy iv socks setlanguage gaming permalink.php story.php media posts people pages pg profile.php app "
    "messages c live shorts embed redirect l.php wall post plugins dialog discover trending music questions"
)
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""First parts of paths that name no publisher."""

FIRST_PART = "first part"
AT_NAME = "@name"

PUBLISHERS: dict[str, str | tuple[str, ...]] = {
    "t.me": FIRST_PART,
    "twitter.com": FIRST_PART,
    "facebook.com": FIRST_PART,
    "instagram.com": FIRST_PART,
    "vk.com": FIRST_PART,
    "gab.com": FIRST_PART,
    "patreon.com": FIRST_PART,
    "linktr.ee": FIRST_PART,
    "soundcloud.com": FIRST_PART,
    "github.com": FIRST_PART,
    "medium.com": AT_NAME,
    "tiktok.com": AT_NAME,
    "threads.com": AT_NAME,
    "odysee.com": AT_NAME,
    "truthsocial.com": AT_NAME,
    "youtube.com": ("channel", "c", "user"),
    "bitchute.com": ("channel",),
    "rumble.com": ("c", "user"),
    "rutube.ru": ("channel", "u"),
    "dzen.ru": ("id",),
    "reddit.com": ("r", "u", "user"),
    "sites.google.com": ("view", "site"),
    "bsky.app": ("profile",),
    "linkedin.com": ("company", "in", "school"),
    "ok.ru": ("group", "profile"),
    "weibo.com": ("u",),
}
"""Hosts where many publish, and where their addresses name the publisher; the name after @ counts everywhere here."""

_SUBDOMAIN_HOSTS = (
    "substack.com livejournal.com tumblr.com medium.com wordpress.com over-blog.com tistory.com typepad.com "
    "blogspot.com wixsite.com weebly.com jimdofree.com ucoz.ru"
)
SUBDOMAIN_HOSTS = frozenset(_SUBDOMAIN_HOSTS.split())
"""Hosts of which each host below is another's blog, besides those on the public suffix list."""


def publishers(addresses: pl.Series) -> pl.Series:
    """Return who publishes at each canonical address: the registrable domain, or the page on a host of many.

    Pages of such a host are `host/name` (`t.me/channel`, `youtube.com/@handle`, `sites.google.com/view/name`), and
    its blogs are hosts (`name.substack.com`). An address there that names no publisher, such as a video's, has the
    host's own domain; the address of a shortener is the shortener.
    """
    table = pl.DataFrame(
        {"address": addresses, "host": hosts_of(addresses), "domain": registrable_domains(addresses)},
        schema={"address": pl.String, "host": pl.String, "domain": pl.String},
    )
    blog = pl.when(pl.col("domain").is_in(list(SUBDOMAIN_HOSTS))).then(pl.col("host"))
    return table.select(pl.coalesce(_pages(), blog, pl.col("domain"))).to_series().alias("publisher")


def names_a_publisher(publisher: str) -> bool:
    """Return whether a publisher is one: not a host where many publish, and not a shortener."""
    return publisher not in PUBLISHERS and publisher not in SUBDOMAIN_HOSTS and publisher not in SHORTENERS


def _pages() -> pl.Expr:
    """Return `host/name` where an address on a listed host names its publisher, else null."""
    parts = pl.col("address").str.extract_groups(r"^https://[^/]+/([^/?#]+)(?:/([^/?#]+))?")
    first, second = parts.struct.field("1"), parts.struct.field("2")
    host = pl.col("host")
    by_first = [name for name, place in PUBLISHERS.items() if place == FIRST_PART]
    by_parts = [(name, list(places)) for name, places in PUBLISHERS.items() if isinstance(places, tuple)]
    named = pl.when(host.is_in(list(PUBLISHERS)) & first.str.starts_with("@") & (first.str.len_chars() > 1)).then(first)
    page = named.when(host.is_in(by_first) & ~first.is_in(list(NOT_NAMES)) & ~first.str.starts_with("+")).then(first)
    for name, places in by_parts:
        page = page.when((host == name) & first.is_in(places) & second.is_not_null()).then(
            pl.concat_str(first, pl.lit("/"), second)
        )
    return pl.concat_str(host, pl.lit("/"), page.otherwise(None))
