"""Every use of a hashtag or a link in posts, reposts included: they count with what their originals have."""

from collections.abc import Collection, Iterator

import polars as pl

from unisono.engine.growing_names import GrowingNames
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
    named = conform_posts(posts)
    # Most posts have no tag, in some files none: naming them all would take longer than all that follows.
    if references is None and not _has_tags(named):
        return empty(USES)
    tagged = named.filter(pl.col("hashtags").is_null() | (pl.col("hashtags").list.len() > 0))
    gathered, silent = _GatheredUses(), [empty(USES).drop("object").with_columns(original=pl.lit(None, pl.String))]
    for part in [tagged] if isinstance(posts, pl.DataFrame) else _in_turn(tagged):
        acts = read_acts(part, ("text", "hashtags", "ref_post_id"))
        own = tags_of_acts(acts.drop("ref_post_id")).select("post", pl.col("tag").alias("object"))
        once = acts.select(*USE_COLUMNS[:-1]).unique("post", keep="first", maintain_order=True)
        gathered.add(own.unique(maintain_order=True).join(once, on="post"))
        untagged = acts.filter((pl.col("kind") == "repost") & pl.col("hashtags").is_null())
        left = untagged.join(own, on="post", how="anti").select(*USE_COLUMNS[:-1], _original()).drop_nulls("original")
        silent.append(compact(left))
    gathered.add_carried(pl.concat(silent), references)
    return gathered.in_order()


class _GatheredUses:
    """Uses as they come: what many have in common as numbers, the names once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names = {name: GrowingNames() for name in ("account", "platform", "kind", "object")}
        self._parts: list[pl.DataFrame] = []

    def add(self, uses: pl.DataFrame) -> None:
        """Take in the uses of some posts (USE_COLUMNS, `object` may be numbered already)."""
        named = [name for name in self._names if uses[name].dtype == pl.String]
        self._parts.append(compact(uses.with_columns(self._numbered(uses, name) for name in named).select(USE_COLUMNS)))

    def add_carried(self, silent: pl.DataFrame, references: pl.DataFrame | pl.LazyFrame | None) -> None:
        """Take in the uses of posts without tags of their own, as their originals have them.

        silent: USE_COLUMNS but object, and `original`.
        """
        if silent.is_empty():
            return
        wanted = pl.col("original").is_in(silent["original"].unique().implode())
        own = [part.select(pl.col("post").alias("original"), "object").filter(wanted) for part in self._parts]
        if references is not None:
            told = _tags_of_references(references, silent["original"].unique())
            own.append(told.with_columns(self._numbered(told, "object")))
        self.add(silent.join(pl.concat(own).unique(maintain_order=True), on="original").drop("original"))

    def in_order(self) -> pl.DataFrame:
        """Return all of them, each once, by time, post and object."""
        rows = pl.concat(self._parts)
        self._parts.clear()
        once = rows.filter(pl.struct(pl.col("post").hash(), "object").is_first_distinct())
        # The texts of other columns are filled in when all stands in its place: they need not be moved.
        ordered = self._told(once, ["object"]).sort("at", "post", "object")
        return self._told(ordered, ["account", "platform", "kind"]).select(USE_COLUMNS)

    def _numbered(self, rows: pl.DataFrame, name: str) -> pl.Series:
        return pl.Series(name, self._names[name].number(rows[name]))

    def _told(self, rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        return rows.with_columns(self._names[name].names().gather(rows[name]).alias(name) for name in columns)


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


def _tags_of_references(references: pl.DataFrame | pl.LazyFrame, wanted: pl.Series) -> pl.DataFrame:
    """Return original and object (its tag) of those of these originals that are among the references."""
    named = conform_posts(references).filter(POST_NAME.is_in(wanted.implode()))
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("account", "at", "minute_precision")]
    told = tags_of_acts(named.select(POST_NAME, "text", "hashtags", *nothing).collect())
    return told.select(pl.col("post").alias("original"), pl.col("tag").alias("object"))
