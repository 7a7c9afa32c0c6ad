"""Posts of Instagram, Threads and Facebook."""

import polars as pl

from unisono.importers.fourcat_fields.layout import BASICS, Derived, FourcatSource, Look, cells, chosen
from unisono.importers.tables.cells import read_counts, read_flags
from unisono.importers.tables.text_marks import find_mentions

COUNTS = {"like_count": "num_likes", "reply_count": "num_comments", "view_count": "play_count"}
PROFILE = r"^profile\.php\?.*\bid=(\d+)"


def derive_instagram(frame: pl.DataFrame, look: Look) -> Derived:
    """Tell counts that are hidden or were not collected from none; older tables hold comments as well."""
    is_hidden = read_flags(cells(frame, "likes_hidden")).fill_null(value=False)
    is_partial = read_flags(cells(frame, "partial_item")).fill_null(value=False)
    counts = {}
    for ours, theirs in COUNTS.items():
        read = read_counts(cells(frame, theirs))
        unknown = is_partial & (read <= 0).fill_null(value=False)
        counts[ours] = read.set(unknown | is_hidden if ours == "like_count" else unknown, None)
    own, parent = cells(frame, "id"), cells(frame, "parent_id")
    is_comment = (own != parent).fill_null(value=False)
    return counts | chosen(
        kind=pl.when(pl.lit(is_comment)).then(pl.lit("reply")).otherwise(pl.lit("post")),
        ref_post_id=parent.set(~is_comment, None),
    )


def refine_instagram(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Mention those who are named in the text and those who are tagged in the picture."""
    tagged = (
        cells(rows, "usertags", "mentioned")
        .str.split(",")
        .list.eval(pl.element().str.strip_chars().str.strip_chars_start("@"))
    )
    named = find_mentions(posts["text"]) if "text" in posts.columns else posts["mentions"]
    both = pl.select(
        pl.concat_list(
            pl.lit(named).fill_null(pl.lit([], pl.List(pl.String))),
            pl.lit(tagged).fill_null(pl.lit([], pl.List(pl.String))),
        ).list.unique(maintain_order=True)
    ).to_series()
    return posts.with_columns(both.list.eval(pl.element().filter(pl.element() != "")).alias("mentions"))


INSTAGRAM = FourcatSource(
    name="instagram",
    platform="instagram",
    telling=frozenset({"id", "parent_id", "body", "num_likes", "num_comments"}),
    columns=BASICS | {
        "display_name": ("author_fullname",), "hashtags": ("hashtags",), "media": ("media_urls", "media_url"),
        "avatar_url": ("author_avatar_url",), "verified": ("verified", "is_verified"),
    },
    clock="unix",
    beside=("id", "parent_id", "likes_hidden", "partial_item", "usertags", "mentioned", *COUNTS.values()),
    derives=("kind", "ref_post_id", *COUNTS),
    derive=derive_instagram,
    refine=refine_instagram,
)  # fmt: skip

THREADS = FourcatSource(
    name="threads",
    platform="threads",
    telling=frozenset({"id", "body", "author", "author_is_verified", "reposts", "quotes", "link_url"}),
    columns=BASICS | {
        "hashtags": ("hashtags",), "media": ("image_url",), "like_count": ("likes",), "repost_count": ("reposts",),
        "reply_count": ("replies",), "quote_count": ("quotes",), "avatar_url": ("author_avatar",),
        "verified": ("author_is_verified",),
    },
    clock="unix",
    beside=("link_url",),
    refine=lambda posts, rows: add_link(posts, rows, "link_url"),
)  # fmt: skip


def add_link(posts: pl.DataFrame, rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Put the page that a post shows before the links of its text."""
    nothing = pl.lit([], pl.List(pl.String))
    shown = pl.lit(cells(rows, column))
    whole = pl.concat_list(shown, pl.col("urls").fill_null(nothing)).list.drop_nulls().list.unique(maintain_order=True)
    return posts.with_columns(whole.alias("urls"))


def derive_facebook(frame: pl.DataFrame, look: Look) -> Derived:
    """Take the account's number out of an address that has no name."""
    author = cells(frame, "author")
    number = author.str.extract(PROFILE)
    return {"account_id": number.fill_null(author), "handle": author.set(number.is_not_null(), None)}


FACEBOOK = FourcatSource(
    name="facebook",
    platform="facebook",
    telling=frozenset({"id", "body", "author", "author_name", "is_in_group", "group_name"}),
    columns=BASICS | {"display_name": ("author_name",), "media": ("image_url",), "community_id": ("group_name",)},
    clock="unix",
    beside=("author",),
    derives=("account_id", "handle"),
    derive=derive_facebook,
)
