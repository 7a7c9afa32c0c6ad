"""Every use of a hashtag or a link in posts, reposts included: they count with what their originals have."""

from collections.abc import Collection, Iterator

import polars as pl

from unisono.model.few_rows import compact
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
USES_TOLD = ("account", "post", "at", "object")
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


def read_uses_of_tags(posts: pl.LazyFrame, tags: Collection[str]) -> pl.DataFrame:
    """Return the rows of read_tag_uses of these tags (account, post, at, object); other posts are not held.

    The posts are read twice, some at a time: the second time for reposts that have their originals' tags.
    """
    wanted = pl.Series("tag", sorted(set(tags)), dtype=pl.String)
    columns = ("text", "hashtags", "ref_post_id")
    tagged = conform_posts(posts).filter(pl.col("hashtags").is_null() | (pl.col("hashtags").list.len() > 0))
    told = [empty(USES).select(USES_TOLD)]
    for part in _in_turn(tagged):
        acts = read_acts(part, columns)
        told.append(_named(tags_of_acts(acts).filter(pl.col("tag").is_in(wanted.implode())), acts))
    known = pl.concat(told).select(pl.col("post").alias("original"), pl.col("object").alias("tag"))
    for part in _in_turn(tagged.filter(pl.col("hashtags").is_null())):
        acts = read_acts(part, columns).filter(pl.col("kind") == "repost")
        silent = acts.join(tags_of_acts(acts).select("post"), on="post", how="anti")
        told.append(_named(silent.with_columns(_original()).join(known, on="original"), acts))
    return pl.concat(told).sort("at", "post", "object")


def _in_turn(posts: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    return posts.collect_batches(maintain_order=True)


def _named(rows: pl.DataFrame, acts: pl.DataFrame) -> pl.DataFrame:
    """Return USES_TOLD of post and tag, each once."""
    own = rows.select("post", pl.col("tag").alias("object")).unique(maintain_order=True)
    named = acts.select("account", "post", "at").unique("post", keep="first")
    return compact(own.join(named, on="post").select(USES_TOLD))


def _original() -> pl.Expr:
    return pl.concat_str(pl.col("platform"), pl.lit(":"), filled("ref_post_id")).alias("original")


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
    wanted = silent.select("post", _original()).drop_nulls("original")
    if wanted.is_empty():
        return own.clear()
    known = own.rename({"post": "original"})
    if references is not None:
        named = conform_posts(references).filter(POST_NAME.is_in(wanted["original"].implode()))
        nothing = [pl.lit(None, pl.String()).alias(name) for name in ("account", "at", "minute_precision")]
        told = tags_of_acts(named.select(POST_NAME, "text", "hashtags", *nothing).collect())
        known = pl.concat([known, told.select(pl.col("post").alias("original"), "tag")]).unique(maintain_order=True)
    return wanted.join(known, on="original").select("post", "tag")
