"""Gab's posts: the short names that its pages use today, and the long ones of before."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import Layout, listed, texts
from unisono.importers.zeeschuimer.truthsocial import words

OTHER = {
    "group": "describes a group, not a post",
    "user": "describes an account, not a post",
}


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """Read the text, which may be HTML, and the page that is linked to."""
    return wide.with_columns(words(wide["text"]), words(wide["by_bio"]), listed("link").alias("more_urls"))


POSTS = Layout(
    ("gab.com",),
    "gab",
    (
        *texts(
            post_id="i id",
            what="type",
            created_at="ca created_at",
            text="c content",
            like_count="fc reaction_count",
            repost_count="rbc reposts_count",
            reply_count="rc replies_count",
            community_id="g.id",
            account_id="author_info.i ai account.id",
            handle="author_info.un account.username",
            display_name="author_info.dn account.display_name",
            by_bio="author_info.nt account.note",
            link="link_info.url",
            media="image_info[].u",
        ),
    ),
    shape_posts,
    pl.col("what").replace_strict(OTHER, default=None, return_dtype=pl.String),
    signs=(frozenset({"i", "ca", "author_info"}),),
)
