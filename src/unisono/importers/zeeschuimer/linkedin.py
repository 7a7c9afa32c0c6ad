"""LinkedIn's posts; a post's moment is in its id, for the item itself only says how long ago it was."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import Layout, listed, texts
from unisono.model.tables import TIME

ACTIVITY = r"urn:li:(?:activity|ugcPost|share):(\d+)"
PATH = r"linkedin\.com/([^/?#]+/[^/?#]+)"
SHIFT = 22
"""The lowest bits of an id number the posts of one millisecond; the others are Unix milliseconds."""
EARLIEST, LATEST = 1_000_000_000_000, 9_999_999_999_999  # Unix milliseconds, 2001 to 2286


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """Take ids out of names such as `urn:li:activity:…`, and the account out of the address of its profile."""
    account = pl.col("profile").str.extract(PATH, 1)
    wide = wide.with_columns(
        pl.coalesce(pl.col(name).str.extract(ACTIVITY, 1) for name in ("urn", "older_urn", "id")).alias("post_id"),
        account.alias("account_id"),
        account.str.extract(r"([^/]+)$", 1).alias("handle"),
        pl.coalesce(
            pl.col("tags").list.eval(pl.element().str.extract(r"urn:li:hashtag:(.+)$", 1)).list.drop_nulls(),
            pl.col("newer_tags").list.eval(pl.element().str.extract(r"urn:li:hashtag:(.+)$", 1)).list.drop_nulls(),
        ).alias("hashtags"),
        pl.col("shared").str.extract(ACTIVITY, 1).alias("ref_post_id"),
        listed("link").alias("more_urls"),
    )
    has_words = pl.col("text").is_not_null()
    shares = pl.when(has_words).then(pl.lit("quote")).otherwise(pl.lit("repost"))
    return wide.with_columns(
        pl.when(pl.col("ref_post_id").is_not_null()).then(shares).otherwise(pl.lit("post")).alias("kind"),
        time_of(pl.col("post_id")).alias("created_at"),
        time_of(pl.col("ref_post_id")).alias("ref_created_at"),
    )


def time_of(ids: pl.Expr) -> pl.Expr:
    """Return the moment at which an id was made; null for ids that hold none."""
    milliseconds = ids.cast(pl.Int64, strict=False) // (1 << SHIFT)
    known = pl.when(milliseconds.is_between(EARLIEST, LATEST)).then(milliseconds)
    return known.cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").cast(TIME)


SOCIAL = "*socialDetail.*totalSocialActivityCounts"
POSTS = Layout(
    ("linkedin.com",),
    "linkedin",
    (
        *texts(
            urn="updateMetadata.urn",
            older_urn="preDashEntityUrn",
            id="id entityUrn",
            profile="actor.navigationContext.actionTarget",
            display_name="actor.name.text",
            by_bio="actor.description.text",
            text="commentary.text.text",
            tags="commentary.text.attributes[].trackingUrn",
            newer_tags="commentary.text.attributesV2[].detailData.*hashtag.trackingUrn",
            like_count=f"{SOCIAL}.numLikes *socialDetail.likes.paging.total",
            reply_count=f"{SOCIAL}.numComments *socialDetail.comments.paging.total",
            repost_count=f"{SOCIAL}.numShares *socialDetail.totalShares",
            link="content.navigationContext.actionTarget content.articleComponent.navigationContext.actionTarget",
            shared="*resharedUpdate.updateMetadata.urn resharedUpdate.updateMetadata.urn",
        ),
    ),
    shape_posts,
    pl.when(pl.col("profile").is_null() & pl.col("display_name").is_null()).then(
        pl.lit("no post: LinkedIn names nobody as its author")
    ),
    signs=(frozenset({"actor", "commentary"}),),
)
