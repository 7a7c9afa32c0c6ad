"""What the address of a post says: which platform it is on, its id there, and who wrote it."""

from dataclasses import dataclass

import polars as pl

NAMES: dict[str, tuple[str, ...]] = {
    "twitter": ("x", "x.com", "twitter.com", "tweet", "twitter/x", "x (twitter)", "x/twitter", "socialmedia_twitter"),
    "bluesky": ("bluesky social", "bsky", "bsky.app", "socialmedia_bluesky"),
    "facebook": (
        "facebook.com", "facebook_public", "facebook public", "fb", "fb.watch", "fb.com",
        "socialmedia_facebook",
    ),
    "instagram": ("instagram.com", "instagram_public", "instagram public", "ig", "socialmedia_instagram"),
    "threads": ("threads.net", "threads.com", "socialmedia_threads"),
    "tiktok": ("tiktok.com", "tik tok", "tiktokvideo", "socialmedia_tiktok"),
    "youtube": ("youtube.com", "youtu.be", "socialmedia_youtube"),
    "reddit": ("reddit.com", "redditcomment", "reddit_comment", "message_reddit"),
    "telegram": ("t.me", "telegram.me", "telegram_channel", "socialmedia_telegram"),
    "linkedin": ("linkedin.com", "socialmedia_linkedin"),
    "tumblr": ("tumblr.com", "blog_tumblr"),
    "vk": ("vk.com", "vkontakte", "socialmedia_vkontakte", "socialmedia_vk"),
    "pinterest": ("pinterest.com", "socialmedia_pinterest"),
    "gab": ("gab.com", "gab.ai"),
    "truthsocial": ("truthsocial.com", "truth social", "truth_social"),
    "mastodon": ("socialmedia_mastodon",),
    "9gag": ("9gag.com",),
    "imgur": ("imgur.com",),
    "douyin": ("douyin.com", "socialmedia_douyin"),
    "web": (
        "news", "blog", "blogs", "forum", "review", "reviews", "podcast", "broadcast", "print", "online", "onlinenews",
        "online_news", "online news", "newspaper", "magazine", "wiki", "quora", "image", "video",
    ),
}  # fmt: skip
"""What tools call each platform, in small letters; `web` is news, blogs and whatever has no accounts of its own."""

WORDS = {word: name for name, others in NAMES.items() for word in (name, *others)}

HOST = r"^(?:[A-Za-z]{3,6}://)?([^/?#:]+)"
SITE = r"(?i)([a-z0-9-]+\.[a-z]{2,10})$"  # of m.facebook.com, facebook.com
IDS: dict[str, tuple[str, ...]] = {
    "twitter": (r"/status(?:es)?/([0-9]+)",),
    "facebook": (
        r"/(?:posts|permalink|videos|reel|reels)/(?:[^/?#]*/)?([0-9]{5,}|pfbid[0-9A-Za-z_]+)/?(?:[?#]|$)",
        r"[?&](?:story_fbid|fbid|v)=([0-9A-Za-z_]+)",
        r"/photos/[^?#]*?([0-9]{5,})/?(?:[?#]|$)",
        r"facebook\.com/[0-9]+_([0-9]{5,})",
    ),
    "instagram": (r"/(?:p|reel|reels|tv)/([0-9A-Za-z_-]+)",),
    "threads": (r"/post/([0-9A-Za-z_-]+)",),
    "tiktok": (r"/(?:video|photo)/([0-9]+)", r"/v/([0-9]+)"),
    "youtube": (
        r"[?&]lc=([0-9A-Za-z_.-]+)",
        r"[?&]v=([0-9A-Za-z_-]{6,})",
        r"(?:youtu\.be|/shorts|/live|/embed)/([0-9A-Za-z_-]{6,})",
    ),
    "vk": (r"wall(-?[0-9]+_[0-9]+)",),
    "truthsocial": (r"/(?:posts|statuses)/([0-9]+)", r"/@[^/]+/([0-9]+)"),
    "gab": (r"/posts/([0-9]+)",),
    "linkedin": (r"(?:activity|ugcPost|share)[:-]([0-9]{10,})",),
    "tumblr": (r"/post/([0-9]+)", r"tumblr\.com/[^/]+/([0-9]+)"),
    "pinterest": (r"/pin/([0-9]+)",),
    "douyin": (r"/video/([0-9]+)",),
    "9gag": (r"/gag/([0-9A-Za-z_]+)",),
    "imgur": (r"/gallery/(?:[0-9A-Za-z_-]+-)?([0-9A-Za-z_]+)",),
}
"""Where the address of a post holds its id, the surest first; platforms whose ids have parts are below."""

AUTHORS: dict[str, str] = {
    "twitter": r"(?:twitter|x)\.com/(?:#!/)?([0-9A-Za-z_]{1,30})/status",
    "tiktok": r"tiktok\.com/@([0-9A-Za-z_.]+)",
    "bluesky": r"bsky\.app/profile/([^/?#]+)", "threads": r"threads\.(?:net|com)/@([0-9A-Za-z_.]+)",
    "telegram": r"(?:t|telegram)\.me/(?:s/)?([0-9A-Za-z_]{4,})/[0-9]",
    "truthsocial": r"truthsocial\.com/@([0-9A-Za-z_]+)",
    "gab": r"gab\.com/([0-9A-Za-z_]+)/posts", "youtube": r"youtube\.com/channel/([0-9A-Za-z_-]+)",
}  # fmt: skip
CHANNEL = r"\.me/(?:s/|c/)?([0-9A-Za-z_]+)/([0-9]+)"
NOBODY = ("i", "web", "anyuser", "user", "share", "intent", "statuses", "c")  # in the place of a name, and none


@dataclass(frozen=True)
class PostAddresses:
    """What a column of addresses says; null where it says nothing."""

    platform: pl.Series
    post_id: pl.Series
    handle: pl.Series

    def within(self, platform: pl.Series) -> "PostAddresses":
        """Return only what is on the platform of each row: an id of another one would name another post here."""
        is_own = (self.platform == platform).fill_null(value=False)
        return PostAddresses(self.platform, self.post_id.set(~is_own, None), self.handle.set(~is_own, None))


def read_addresses(addresses: pl.Series, stated: pl.Series | None = None) -> PostAddresses:
    """Read addresses of posts. `stated` names the platform of a row whose address is not on a platform that we know.

    An address without an id that is known for its platform gives null; on `web` the address itself is the id.
    """
    address = addresses.cast(pl.String)
    on_host = _platforms_of_hosts(address.str.extract(HOST))
    platform = on_host if stated is None else on_host.fill_null(stated)
    table = pl.DataFrame({"address": address, "platform": platform}).with_row_index("place")
    found = [
        table.filter(pl.col("platform") == name).select("place", *_found(name))
        for name in ("web", *sorted(set(platform.drop_nulls()) - {"web"}))
    ]
    rows = (
        table.select("place")
        .join(pl.concat(found, rechunk=True), on="place", how="left", maintain_order="left")
        .rechunk()
    )
    return PostAddresses(platform.alias("platform"), rows["post_id"], rows["handle"])


def _platforms_of_hosts(hosts: pl.Series) -> pl.Series:
    """Name the platform of each host; a column has few of them, and each is looked at once."""
    distinct = hosts.drop_nulls().unique()
    if distinct.is_empty():
        return pl.select(pl.repeat(None, len(hosts), dtype=pl.String)).to_series()
    return hosts.replace_strict(distinct, name_platforms(distinct.str.extract(SITE)), default=None)


def name_platforms(cells: pl.Series) -> pl.Series:
    """Write platforms as we do, from the words of tools and from domains; null where a word names none."""
    text = cells.cast(pl.String).str.strip_chars().str.to_lowercase().str.strip_prefix("www.")
    return text.replace_strict(WORDS, default=None, return_dtype=pl.String).alias("platform")


def _found(platform: str) -> tuple[pl.Expr, pl.Expr]:
    """Return what addresses on one platform say: the post's id and the author's handle."""
    address = pl.col("address")
    patterns = IDS.get(platform, ())
    post_id = pl.coalesce(*(address.str.extract(pattern) for pattern in patterns)) if patterns else _built_id(platform)
    author = address.str.extract(AUTHORS[platform]) if platform in AUTHORS else pl.lit(None, dtype=pl.String)
    is_name = ~author.str.to_lowercase().is_in(NOBODY)
    return post_id.alias("post_id"), pl.when(is_name).then(author).alias("handle")


def _built_id(platform: str) -> pl.Expr:
    """Build an id that is made of several parts of an address, or of the whole of it."""
    address = pl.col("address")
    if platform == "reddit":
        comment = address.str.extract(r"/comments/[0-9A-Za-z_]+/[^/?#]*/([0-9A-Za-z_]+)")
        return pl.coalesce("t1_" + comment, "t3_" + address.str.extract(r"/comments/([0-9A-Za-z_]+)"))
    if platform == "bluesky":
        author, key = address.str.extract(r"/profile/([^/?#]+)/post/"), address.str.extract(r"/post/([0-9A-Za-z_]+)")
        return pl.concat_str(pl.lit("at://"), author, pl.lit("/app.bsky.feed.post/"), key)
    if platform == "telegram":
        return pl.concat_str(address.str.extract(CHANNEL, 1), pl.lit("/"), address.str.extract(CHANNEL, 2))
    return address if platform in ("mastodon", "web") else pl.lit(None, dtype=pl.String)
