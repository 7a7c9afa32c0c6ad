"""Posts of the sites where people pass on pictures: 9GAG, Imgur and Pinterest."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import Layout, flags, listed, texts

NOBODY = ("9GAGGER", "")
AD = pl.when(pl.col("is_ad").fill_null(value=False)).then(pl.lit("an advertisement, not a post of an account"))


def join_title(wide: pl.DataFrame) -> pl.DataFrame:
    """Read title and description as one text, and the page that a picture comes from as a link."""
    words = [pl.col(name).str.strip_chars().replace("", None) for name in ("title", "description")]
    text = pl.concat_str(words, separator="\n\n", ignore_nulls=True).replace("", None).alias("text")
    wide = wide.with_columns(text)
    if "link" in wide.columns:
        wide = wide.with_columns(listed("link").list.eval(pl.element().filter(pl.element() != "")).alias("more_urls"))
    return wide if "picture" not in wide.columns else wide.with_columns(listed("picture").alias("media"))


def shape_anonymous(wide: pl.DataFrame) -> pl.DataFrame:
    """Leave out the name that all anonymous posts share."""
    is_nobody = pl.col("handle").is_in(NOBODY) | pl.col("is_anonymous").fill_null(value=False)
    named = [pl.when(~is_nobody.fill_null(value=False)).then(name).alias(name) for name in ("account_id", "handle")]
    return join_title(wide).with_columns(named)


def shape_numbered(wide: pl.DataFrame) -> pl.DataFrame:
    """Leave out the number that stands for nobody."""
    return join_title(wide).with_columns(pl.when(pl.col("account_id") != "0").then("account_id").alias("account_id"))


NINEGAG = Layout(
    ("9gag.com",),
    "9gag",
    (
        *texts(
            post_id="id",
            title="title",
            description="description",
            created_at="creationTs",
            handle="creator.username",
            display_name="creator.fullName",
            like_count="upVoteCount",
            reply_count="commentsCount",
            hashtags="tags[].key",
            link="sourceUrl",
            picture="images.image700.url",
        ),
        *flags(by_verified="creator.isVerifiedAccount", is_anonymous="isAnonymous"),
    ),
    shape_anonymous,
    signs=(frozenset({"creationTs", "upVoteCount"}),),
)
IMGUR = Layout(
    ("imgur.com",),
    "imgur",
    (
        *texts(
            post_id="id",
            title="title",
            description="description",
            created_at="created_at",
            account_id="account_id account.id",
            handle="account.username",
            like_count="upvote_count",
            reply_count="comment_count",
            view_count="view_count",
            picture="cover.url",
        ),
        *flags(is_ad="is_ad"),
    ),
    shape_numbered,
    AD,
    signs=(frozenset({"point_count", "virality"}),),
)
PINTEREST = Layout(
    ("pinterest.com",),
    "pinterest",
    (
        *texts(
            post_id="entityId id",
            title="title",
            description="description body",
            created_at="created_at createdAt",
            handle="pinner.username",
            display_name="pinner.fullName pinner.full_name",
            community_id="board.id board.url",
            link="link",
            picture="imageSpec_orig.url images.orig.url",
        ),
        *flags(is_ad="isPromoted is_promoted"),
    ),
    join_title,
    AD,
    signs=(frozenset({"pinner", "board"}),),
)
