"""Posts of VK, Truth Social, Gab, LinkedIn and Tumblr."""

import polars as pl

from unisono.importers.fourcat_fields.layout import BASICS, Derived, FourcatSource, Look, cells, chosen, listed, texts
from unisono.importers.html_text import html_to_text, link_addresses
from unisono.importers.tables.cells import read_flags
from unisono.importers.times import read_times
from unisono.model.tables import TIME

WALL = r"wall(-?\d+)_"
QUOTES = "quote-inline"
QUOTED = r"RT:\s*(?:<[^>]*>)*\s*https?://truthsocial\.com/[^\s\"'<]*?/(\d+)"
MADE_AT_SHIFT = 22  # the lowest bits of an id number the posts of one millisecond; the others are Unix milliseconds
EARLIEST, LATEST = 1_000_000_000_000, 9_999_999_999_999  # Unix milliseconds, 2001 to 2286


def derive_vk(frame: pl.DataFrame, look: Look) -> Derived:
    """Name posts by the wall that they are on, for their numbers count there; a comment answers a comment or a post."""
    wall = cells(frame, "link").str.extract(WALL)
    is_comment = (cells(frame, "item_type") == "comment").fill_null(value=False)
    thread = cells(frame, "thread_id")
    answered = cells(frame, "in_reply_to_comment_id").fill_null(thread)
    whom = cells(frame, "in_reply_to_user").fill_null(wall)
    named = pl.lit(wall) + "_"
    return chosen(
        post_id=(named + pl.lit(cells(frame, "id"))).fill_null(pl.lit(cells(frame, "id"))),
        thread_id=(named + pl.lit(thread)).fill_null(pl.lit(thread)),
        community_id=wall,
        kind=pl.when(pl.lit(is_comment)).then(pl.lit("reply")).otherwise(pl.lit("post")),
        ref_post_id=pl.when(pl.lit(is_comment)).then(named + pl.lit(answered)),
        ref_account_id=pl.when(pl.lit(is_comment)).then(pl.lit(whom)),
        media=pl.concat_str(
            pl.lit(cells(frame, "photos")), pl.lit(cells(frame, "videos")), separator=", ", ignore_nulls=True
        ),
    )


VK = FourcatSource(
    name="vk",
    platform="vk",
    telling=frozenset({"id", "body", "item_type", "author_screen_name", "in_reply_to_comment_id"}),
    columns=BASICS | {
        "handle": ("author_screen_name",), "display_name": ("author_name",), "client": ("source",), "urls": ("links",),
        "view_count": ("views",), "like_count": ("likes",), "reply_count": ("post_comments",),
        "followers": ("author_followers",), "avatar_url": ("author_photo",), "location": ("author_city",),
    },
    clock="unix",
    beside=(
        "id", "link", "item_type", "thread_id", "in_reply_to_comment_id", "in_reply_to_user", "photos", "videos",
    ),
    derives=("post_id", "thread_id", "community_id", "kind", "ref_post_id", "ref_account_id", "media"),
    derive=derive_vk,
)  # fmt: skip


def derive_truth(frame: pl.DataFrame, look: Look) -> Derived:
    """A row names its thread: what it quotes, or the first post of the conversation in which it answers."""
    body, own, thread = texts(frame, "body"), cells(frame, "id"), cells(frame, "thread_id")
    is_elsewhere = (own != thread).fill_null(value=False)
    quoted = body.str.extract(QUOTED)
    is_quote = body.str.contains(QUOTES, literal=True).fill_null(value=False) | quoted.is_not_null()
    return {"text": html_to_text(body), "urls": link_addresses(body)} | chosen(
        kind=pl.when(pl.lit(is_quote)).then(pl.lit("quote"))
        .when(pl.lit(is_elsewhere)).then(pl.lit("reply"))
        .otherwise(pl.lit("post")),
        ref_post_id=pl.when(pl.lit(is_quote)).then(pl.coalesce(pl.lit(quoted), pl.lit(thread.set(~is_elsewhere, None))))
        .when(pl.lit(is_elsewhere)).then(pl.lit(thread)),
        media=pl.concat_str(
            pl.lit(cells(frame, "images")), pl.lit(cells(frame, "video_urls")), separator=",", ignore_nulls=True
        ),
    )  # fmt: skip


SITE_ACCOUNTS = {
    "post_id": ("id",), "thread_id": ("thread_id",), "created_at": ("created_at",), "account_id": ("account_id",),
    "handle": ("account_username",), "display_name": ("account_display_name",), "community_id": ("group_id",),
    "reply_count": ("replies_count",), "avatar_url": ("account_avatar",), "account_url": ("account_url",),
}  # fmt: skip

TRUTH = FourcatSource(
    name="truth",
    platform="truthsocial",
    telling=frozenset({"id", "body", "account_id", "account_username", "reblogs_count"}),
    columns=SITE_ACCOUNTS | {
        "repost_count": ("reblogs_count",), "mentions": ("mentions",), "hashtags": ("hashtags",),
        "followers": ("account_followers",), "following": ("account_following",), "verified": ("account_verified",),
    },
    beside=("id", "body", "thread_id", "images", "video_urls", "timestamp"),
    derives=("text", "urls", "kind", "ref_post_id", "media"),
    derive=derive_truth,
)  # fmt: skip


def derive_gab(frame: pl.DataFrame, look: Look) -> Derived:
    """Read the words and the links of a text that may be HTML."""
    body = texts(frame, "body")
    links = link_addresses(body)
    shown = cells(frame, "link_url")
    both = pl.concat_list(pl.lit(shown), pl.lit(links)).list.drop_nulls().list.unique(maintain_order=True)
    return {"text": html_to_text(body)} | chosen(urls=both)


def refuse_gab(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """Say of groups and accounts, which older tables list among posts, that they are none."""
    is_other = cells(rows, "type").is_in(["group", "user"])
    return pl.select(pl.when(is_other).then(pl.lit("is a group or an account, not a post"))).to_series()


GAB = FourcatSource(
    name="gab",
    platform="gab",
    telling=frozenset({"id", "body", "account_id", "account_username", "reaction_count"}),
    columns=SITE_ACCOUNTS | {
        "like_count": ("reaction_count",), "repost_count": ("reposts_count",), "media": ("image_url",),
        "bio": ("account_note",),
    },
    beside=("body", "link_url", "type", "timestamp"),
    derives=("text", "urls"),
    derive=derive_gab,
    refuse=refuse_gab,
)  # fmt: skip


def derive_linkedin(frame: pl.DataFrame, look: Look) -> Derived:
    """Read the moment of a post out of its id: the table's own is only reckoned back from `3d` or `2mo`."""
    account = cells(frame, "author").str.strip_chars("/")
    made = made_at(cells(frame, "id"))
    told = read_times(texts(frame, "timestamp")).at
    return {
        "account_id": account,
        "handle": account.str.extract(r"([^/]+)$"),
        "created_at": made.fill_null(told),
        "urls": cells(frame, "link_url"),
    }


def made_at(ids: pl.Series) -> pl.Series:
    """Return the moments inside ids; null for ids that hold none."""
    milliseconds = ids.cast(pl.Int64, strict=False) // (1 << MADE_AT_SHIFT)
    known = milliseconds.set(~milliseconds.is_between(EARLIEST, LATEST).fill_null(value=False), None)
    return known.cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").cast(TIME)


def refine_linkedin(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Say that a reckoned time is known to the day at best."""
    is_made = pl.lit(made_at(cells(rows, "id"))).is_not_null()
    precision = pl.when(pl.col("created_at").is_null()).then(None).when(is_made).then(pl.lit("second"))
    return posts.with_columns(precision.otherwise(pl.lit("day")).alias("created_at_precision"))


LINKEDIN = FourcatSource(
    name="linkedin",
    platform="linkedin",
    telling=frozenset({"id", "body", "author", "timestamp_ago", "inclusion_context"}),
    columns=BASICS | {
        "collected_at": ("timestamp_collected",), "display_name": ("author_name",), "bio": ("author_description",),
        "hashtags": ("hashtags",), "media": ("image_urls",), "like_count": ("likes",), "reply_count": ("comments",),
        "repost_count": ("shares",), "avatar_url": ("author_avatar_url",), "account_url": ("author_url",),
    },
    beside=("id", "author", "link_url", "timestamp"),
    derives=("account_id", "handle", "created_at", "urls"),
    derive=derive_linkedin,
    refine=refine_linkedin,
)  # fmt: skip


def derive_tumblr(frame: pl.DataFrame, look: Look) -> Derived:
    """A reblog that is listed has words of its own: it is a quote; its body is HTML."""
    body = texts(frame, "body")
    is_reblog = read_flags(cells(frame, "is_reblog")).fill_null(value=False)
    shown = pl.concat_list(pl.lit(cells(frame, "urls")), pl.lit(link_addresses(body)))
    return {"text": html_to_text(body), "hashtags": listed(cells(frame, "tags"))} | chosen(
        kind=pl.when(pl.lit(is_reblog)).then(pl.lit("quote")).otherwise(pl.lit("post")),
        urls=shown.list.drop_nulls().list.unique(maintain_order=True),
    )


TUMBLR = FourcatSource(
    name="tumblr",
    platform="tumblr",
    telling=frozenset({"id", "body", "author", "blog_url", "notes"}),
    columns=BASICS | {
        "media": ("images",), "bio": ("blog_description",), "account_url": ("blog_url",), "display_name": ("subject",),
    },
    clock="unix",
    beside=("body", "tags", "is_reblog", "urls", "timestamp"),
    derives=("text", "hashtags", "kind", "urls"),
    derive=derive_tumblr,
)  # fmt: skip
