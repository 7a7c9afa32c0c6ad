"""Every use of a hashtag or a link in posts, reposts included: they count with what their originals have."""

import polars as pl

from unisono.model.names import POST_NAME
from unisono.model.tables import TIME, empty
from unisono.traces.acts import conform_posts, filled, read_acts
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.link import links_of_acts

USES: dict[str, pl.DataType] = {
    "account": pl.String(),
    "post": pl.String(),
    "at": TIME,
    "minute_precision": pl.Boolean(),
    "platform": pl.String(),
    "kind": pl.String(),
    "object": pl.String(),
}
USE_COLUMNS = tuple(USES)
"""One row per post and tag or address; `object` is the tag (folded, without its sign) or the canonical address."""


def read_tag_uses(
    posts: pl.DataFrame | pl.LazyFrame, references: pl.DataFrame | pl.LazyFrame | None = None
) -> pl.DataFrame:
    """Return the uses of hashtags (USE_COLUMNS), each tag once a post.

    A repost of which the file lists no tags has those of its original, where that is a post or a reference.
    """
    tagged = pl.col("hashtags").is_null() | (pl.col("hashtags").list.len() > 0)
    named = conform_posts(posts)
    # Most posts have no tag, in some files none: naming them all would take longer than all that follows.
    if references is None and not _has_tags(named):
        return empty(USES)
    acts = read_acts(named.filter(tagged), ("text", "hashtags", "ref_post_id"))
    own = tags_of_acts(acts.drop("ref_post_id")).select("post", "tag").unique(maintain_order=True)
    silent = acts.filter((pl.col("kind") == "repost") & pl.col("hashtags").is_null()).join(own, on="post", how="anti")
    carried = _of_originals(silent, own, references)
    rows = pl.concat([own, carried]).join(acts.select(*USE_COLUMNS[:-1]).unique("post", keep="first"), on="post")
    return rows.rename({"tag": "object"}).select(USE_COLUMNS).sort("at", "post", "object")


def _has_tags(posts: pl.LazyFrame) -> bool:
    listed = (pl.col("hashtags").list.len() > 0).any()
    written = pl.col("text").str.contains("[#＃]").any()
    return bool(posts.select((listed | written).fill_null(value=False)).collect().item())


def read_link_uses(posts: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Return the uses of outward links (USE_COLUMNS and publisher), each address once a post; reposts included."""
    acts = read_acts(posts, ("text", "urls"))
    links = links_of_acts(acts).select("post", pl.col("address").alias("object"), "publisher")
    rows = links.unique(["post", "object"], keep="first", maintain_order=True)
    named = rows.join(acts.select(*USE_COLUMNS[:-1]).unique("post", keep="first"), on="post")
    return named.select(*USE_COLUMNS, "publisher").sort("at", "post", "object")


def _of_originals(
    silent: pl.DataFrame, own: pl.DataFrame, references: pl.DataFrame | pl.LazyFrame | None
) -> pl.DataFrame:
    """Return post and tag of reposts without tags of their own, as their originals have them; silent: their acts."""
    original = pl.concat_str(pl.col("platform"), pl.lit(":"), filled("ref_post_id")).alias("original")
    wanted = silent.select("post", original).drop_nulls("original")
    if wanted.is_empty():
        return own.clear()
    known = own.rename({"post": "original"})
    if references is not None:
        named = conform_posts(references).filter(POST_NAME.is_in(wanted["original"].implode()))
        nothing = [pl.lit(None, pl.String()).alias(name) for name in ("account", "at", "minute_precision")]
        told = tags_of_acts(named.select(POST_NAME, "text", "hashtags", *nothing).collect())
        known = pl.concat([known, told.select(pl.col("post").alias("original"), "tag")]).unique(maintain_order=True)
    return wanted.join(known, on="original").select("post", "tag")
