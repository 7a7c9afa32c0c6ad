"""Truth Social's posts, which are built as Mastodon's are, with quotes and groups added."""

import polars as pl

from unisono.importers.html_text import html_to_text, link_addresses
from unisono.importers.zeeschuimer.layouts import Layout, flags, listed, texts, without_counts_of_reposts

MARKED = r"</?[a-zA-Z][^>]*>"


def words(written: pl.Series) -> pl.Series:
    """Return the words of texts of which some are HTML; the extension has turned most into plain text already."""
    is_marked = written.str.contains(MARKED).fill_null(value=False)
    if not is_marked.any():
        return written
    return html_to_text(written.set(~is_marked, None)).zip_with(is_marked, written).alias(written.name)


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """A reblog is a repost; an answer that quotes is an answer."""
    links = link_addresses(wide["text"])
    wide = wide.with_columns(words(wide[name]) for name in ("text", "reblogged_text", "quoted_text", "by_bio"))
    is_repost, is_reply = pl.col("reblogged").is_not_null(), pl.col("answered").is_not_null()
    is_quote = pl.col("quoted").is_not_null()
    kind = (
        pl.when(is_repost)
        .then(pl.lit("repost"))
        .when(is_reply)
        .then(pl.lit("reply"))
        .when(is_quote)
        .then(pl.lit("quote"))
        .otherwise(pl.lit("post"))
    )

    def of_kind(repost: str, reply: str | None, quote: str) -> pl.Expr:
        return (
            pl.when(is_repost)
            .then(pl.col(repost))
            .when(is_reply)
            .then(pl.lit(None) if reply is None else pl.col(reply))
            .when(is_quote)
            .then(pl.col(quote))
        )

    return without_counts_of_reposts(wide.with_columns(kind.alias("kind"))).with_columns(
        *(pl.when(~is_repost).then(name).alias(name) for name in ("hashtags", "mentions", "media")),
        of_kind("reblogged", "answered", "quoted").alias("ref_post_id"),
        of_kind("reblogged_account", "answered_account", "quoted_account").alias("ref_account_id"),
        of_kind("reblogged_handle", None, "quoted_handle").alias("ref_handle"),
        of_kind("reblogged_text", None, "quoted_text").alias("ref_text"),
        of_kind("reblogged_at", None, "quoted_at").alias("ref_created_at"),
        pl.when(is_repost).then(pl.coalesce("reblogged_text", "text")).otherwise("text").alias("text"),
        pl.concat_list(listed("card"), pl.lit(links).fill_null(pl.lit([], pl.List(pl.String)))).alias("more_urls"),
    )


POSTS = Layout(
    ("truthsocial.com",),
    "truthsocial",
    (
        *texts(
            post_id="id",
            account_id="account.id",
            handle="account.acct account.username",
            display_name="account.display_name",
            by_bio="account.note",
            by_created_at="account.created_at",
            by_followers="account.followers_count",
            by_following="account.following_count",
            by_posts="account.statuses_count",
            by_avatar_url="account.avatar",
            by_url="account.website account.url",
            created_at="created_at",
            text="content",
            lang="language",
            like_count="favourites_count",
            repost_count="reblogs_count",
            reply_count="replies_count",
            hashtags="tags[].name",
            mentions="mentions[].id",
            media="media_attachments[].url",
            card="card.url",
            community_id="group.id",
            reblogged="reblog.id",
            reblogged_account="reblog.account.id",
            reblogged_handle="reblog.account.acct reblog.account.username",
            reblogged_text="reblog.content",
            reblogged_at="reblog.created_at",
            answered="in_reply_to_id in_reply_to.id",
            answered_account="in_reply_to_account_id in_reply_to.account.id",
            quoted="quote.id quote_id",
            quoted_account="quote.account.id",
            quoted_handle="quote.account.acct quote.account.username",
            quoted_text="quote.content",
            quoted_at="quote.created_at",
        ),
        *flags(by_verified="account.verified", by_is_bot_declared="account.bot"),
    ),
    shape_posts,
)
