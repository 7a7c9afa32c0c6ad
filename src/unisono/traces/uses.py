"""Every use of a hashtag or a link in posts, reposts included: they count with what their originals have."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import polars as pl

from unisono.engine.few_keys import FewKeys
from unisono.engine.growing_names import GrowingKeys, GrowingNames
from unisono.model.few_rows import compact
from unisono.model.names import POST_NAME
from unisono.model.tables import TIME, empty
from unisono.traces.acts import conform_posts, filled, read_acts
from unisono.traces.by_part import PART_COLUMNS
from unisono.traces.by_part import POST_NAME as ACT_NAME
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.link import links_of_acts
from unisono.traces.origins import ReadParts

USES: dict[str, pl.DataType] = {
    "account": pl.String(),
    "post": pl.String(),
    "at": TIME,
    "minute_precision": pl.Boolean(),
    "platform": pl.String(),
    "kind": pl.String(),
    "object": pl.String(),
}
TOLD_BY = ("text", "hashtags", "ref_post_id")
"""Columns of POSTS that say which tags a post has, beside those of acts."""

TAGS_OF: dict[str, pl.DataType] = {"original": pl.String(), "object": pl.String()}

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
    gathered = _GatheredUses()
    for part in tag_uses_by_part(partial(_read_in_turn, named, at_once=isinstance(posts, pl.DataFrame)), references):
        gathered.add(part)
    return gathered.in_order()


def tag_uses_by_part(read: ReadParts, references: pl.DataFrame | pl.LazyFrame | None = None) -> Iterator[pl.DataFrame]:
    """Yield the rows of read_tag_uses of posts that are read part by part, in any order; there is at least one part.

    Posts are read again for reposts that have their originals' tags: hashes are kept of these originals, and the tags
    of those that have some.
    """
    yield empty(USES)
    # The first part with a tag ends this search; posts without any are not named one by one.
    if references is None and not any(_has_tags(part.lazy()) for part in read(["text", "hashtags"])):
        return
    originals, may_have_tags = GrowingKeys(), references is not None
    for part in _parts_with_tags(read):
        own, silent = _own_uses(part)
        may_have_tags |= not own.is_empty()
        originals.number(silent["original"].hash().to_numpy())
        yield own
    if not may_have_tags or not len(originals):
        return
    wanted = FewKeys(originals.distinct())
    known = [] if references is None else [_tags_of_references(references, wanted)]
    for part in _parts_with_tags(read):
        likely = part[wanted.places_in(part.select(ACT_NAME).to_series().hash().to_numpy())]
        known.append(_by_original(tags_of_acts(read_acts(likely, TOLD_BY))))
    tags = pl.concat(known).unique(maintain_order=True) if known else empty(TAGS_OF)
    for part in _parts_with_tags(read) if tags.height else ():
        yield _own_uses(part)[1].join(tags, on="original").select(USE_COLUMNS)


def _by_original(tags: pl.DataFrame) -> pl.DataFrame:
    """Return original and object (its tag), each pair once."""
    return compact(tags.select(pl.col("post").alias("original"), pl.col("tag").alias("object")).unique())


def _parts_with_tags(read: ReadParts) -> Iterator[pl.DataFrame]:
    """Yield the posts that may have tags, part by part."""
    for part in read(list(dict.fromkeys([*PART_COLUMNS, *TOLD_BY]))):
        yield part.filter(pl.col("hashtags").is_null() | (pl.col("hashtags").list.len() > 0))


def _own_uses(part: pl.DataFrame | pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return USES of tags that posts have themselves; and reposts that may have their originals', with `original`."""
    acts = read_acts(part, TOLD_BY)
    own = tags_of_acts(acts).select("post", pl.col("tag").alias("object")).unique(maintain_order=True)
    once = acts.select(*USE_COLUMNS[:-1]).unique("post", keep="first", maintain_order=True)
    untagged = acts.filter((pl.col("kind") == "repost") & pl.col("hashtags").is_null())
    left = untagged.join(own, on="post", how="anti").select(*USE_COLUMNS[:-1], _original()).drop_nulls("original")
    return own.join(once, on="post").select(USE_COLUMNS), left


class _GatheredUses:
    """Uses as they come: what many have in common as numbers, the names once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._names = {name: GrowingNames() for name in ("account", "platform", "kind", "object")}
        self._parts: list[pl.DataFrame] = []

    def add(self, uses: pl.DataFrame) -> None:
        """Take in USES of some posts."""
        numbered = (pl.Series(name, own.number(uses[name])) for name, own in self._names.items())
        self._parts.append(compact(uses.with_columns(numbered)))

    def in_order(self) -> pl.DataFrame:
        """Return all of them, each once, by time, post and object."""
        if not self._parts:
            return empty(USES)
        rows = pl.concat(self._parts)
        self._parts.clear()
        once = rows.filter(pl.struct(pl.col("post").hash(), "object").is_first_distinct())
        # The texts of other columns are filled in when all stands in its place: they need not be moved.
        ordered = self._told(once, ["object"]).sort("at", "post", "object")
        return self._told(ordered, ["account", "platform", "kind"]).select(USE_COLUMNS)

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


def _read_in_turn(posts: pl.LazyFrame, columns: Sequence[str], *, at_once: bool) -> Iterator[pl.DataFrame]:
    """Yield posts in these columns: those in memory at once, others some at a time."""
    chosen = posts.select(columns)
    yield from (chosen.collect(),) if at_once else _in_turn(chosen)


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


def _tags_of_references(references: pl.DataFrame | pl.LazyFrame, wanted: FewKeys) -> pl.DataFrame:
    """Return original and object (its tag) of the references whose hashed names are among these."""
    told = [empty(TAGS_OF)]
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("account", "at", "minute_precision")]
    for part in _in_turn(conform_posts(references).select(POST_NAME, "text", "hashtags", *nothing)):
        named = part.drop_nulls("post")
        told.append(_by_original(tags_of_acts(named[wanted.places_in(named["post"].hash().to_numpy())])))
    return pl.concat(told)
