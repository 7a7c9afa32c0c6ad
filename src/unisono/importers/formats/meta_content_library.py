"""Posts and comments of the Meta Content Library, on Facebook and Instagram."""

import polars as pl

from unisono.importers.tables.column_guessing import shorten_name
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.importers.tables.tabular import Table
from unisono.importers.tables.text_marks import find_urls

MARK = "mcl:"
ON_FACEBOOK = ("page", "group", "event", "profile", "facebook_page", "facebook_group", "facebook_profile")
ON_INSTAGRAM = ("business", "creator", "personal", "media_creator", "instagram_account", "instagram")
ONLY_FACEBOOK = ("surface.id", "shared_post_id", "link_attachment.link", "statistics.love_count", "owner.type")
OWNER_TYPES = ("post_owner.type", "owner.type", "producer_type")
LINKS = ("link_attachment.link", "link_url")


def platform_of(table: Table) -> str:
    """Say whether a table is of Facebook or Instagram, from the columns that only Facebook's has."""
    have = {shorten_name(column) for column in table.columns}
    return "facebook" if have & {shorten_name(column) for column in ONLY_FACEBOOK} else "instagram"


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Mark the library's ids as its own, and tell what is shared and what is answered."""
    owner_type = cells_of(rows, *OWNER_TYPES).str.to_lowercase()
    own_id, owner, surface = (_marked(posts, name) for name in ("post_id", "account_id", "community_id"))
    shared = _mark(cells_of(rows, "shared_post_id"))
    post = _mark(cells_of(rows, "post_id", "parent_post_id"))
    answered = _mark(cells_of(rows, "parent_id")).fill_null(post)
    has_words = pl.col("text").is_not_null() if "text" in posts.columns else pl.lit(value=False)
    is_share = pl.lit(shared).is_not_null()
    kind = (
        pl.when(is_share & has_words)
        .then(pl.lit("quote"))
        .when(is_share)
        .then(pl.lit("repost"))
        .when(pl.lit(answered).is_not_null())
        .then(pl.lit("reply"))
    )
    handle = posts["handle"] if "handle" in posts.columns else owner.clear(posts.height)
    return posts.with_columns(
        pl.when(pl.lit(owner_type).is_in(ON_INSTAGRAM))
        .then(pl.lit("instagram"))
        .when(pl.lit(owner_type).is_in(ON_FACEBOOK))
        .then(pl.lit("facebook"))
        .otherwise(pl.col("platform"))
        .alias("platform"),
        own_id.alias("post_id"),
        owner.fill_null(handle).alias("account_id"),
        surface.set((surface == owner).fill_null(value=False), None).alias("community_id"),
        kind.otherwise(pl.lit("post")).alias("kind"),
        shared.fill_null(answered).alias("ref_post_id"),
        post.alias("thread_id"),
        _links(posts, rows).alias("urls"),
    )


def _marked(posts: pl.DataFrame, name: str) -> pl.Series:
    """Return a column of ids with the library's mark; derived ids stay as they are."""
    if name not in posts.columns:
        return pl.Series([None], dtype=pl.String).new_from_index(0, posts.height)
    ids = posts[name]
    return ids.zip_with(ids.str.starts_with("row-").fill_null(value=False), MARK + ids)


def _mark(ids: pl.Series) -> pl.Series:
    """Mark ids that a table gives as they are; those that a float has rounded name nothing."""
    whole = ids.str.extract(r"^(\d+)(?:\.0)?$")
    return MARK + whole


def _links(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """Return the attached link, or else the links in the text."""
    text = posts["text"] if "text" in posts.columns else cells_of(rows, "text")
    attached = cells_of(rows, *LINKS)
    return pl.select(
        pl.when(pl.lit(attached).is_not_null())
        .then(pl.concat_list(pl.lit(attached)))
        .otherwise(pl.lit(find_urls(text)).fill_null(pl.lit([], pl.List(pl.String))))
    ).to_series()


IMPORTER = importer_of(
    TableFormat(
        name="meta_content_library",
        title="Meta Content Library posts and comments of Facebook or Instagram (CSV)",
        platform="facebook",
        columns={
            "post_id": ("id",),
            "account_id": ("post_owner.id", "owner.id", "producer_id", "surface.id"),
            "handle": ("post_owner.username", "owner.username", "producer_username"),
            "display_name": ("post_owner.name", "owner.name", "producer_name"),
            "community_id": ("surface.id",),
            "created_at": ("creation_time",),
            "text": ("text", "caption"),
            "lang": ("lang",),
            "media": ("multimedia",),
            "like_count": ("statistics.like_count", "statistics.likes"),
            "reply_count": ("statistics.comment_count", "statistics.comments", "statistics.top_level_reply_count"),
            "repost_count": ("statistics.share_count", "statistics.shares"),
            "view_count": ("statistics.views", "statistics.view_count"),
            "verified": ("producer_verified", "post_owner.is_verified"),
        },
        signs=(
            (("id", "creation_time", "post_owner.id"), 0.97),
            (("id", "creation_time", "mcl_url"), 0.97),
            (("id", "creation_time", "owner.id", "post_id"), 0.95),
            (("id", "creation_time", "producer_id"), 0.9),
            (("id", "creation_time", "surface.id"), 0.9),
        ),
        needed=(("post_id",), ("created_at",), ("account_id", "handle")),
        traps=(
            "The library has ids of its own, which are no Facebook or Instagram ids: they are written mcl:… and never "
            "join those of other exports.",
            "The owner of a post is its account; the page, group or profile it stands on is the community, where that "
            "is another.",
            "A shared post is a repost, with words of its own a quote; who wrote the original is not told.",
            "Some tables hold ids as rounded numbers (9.6378e+14): those are not used.",
            "Ordinary profiles are not in the library at all, and what is deleted disappears at its next refresh.",
            "Its rules allow to publish posts only of accounts above its thresholds: look them up before you share.",
        ),
        beside=(*OWNER_TYPES, *LINKS, "shared_post_id", "post_id", "parent_post_id", "parent_id", "text"),
        platform_of=platform_of,
        refine=refine,
    )
)
