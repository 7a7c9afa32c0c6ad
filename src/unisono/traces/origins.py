"""Where objects come from: the posts that reposts and replies act on, and the accounts behind handles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.few_keys import FewKeys
from unisono.engine.growing_names import GrowingKeys
from unisono.engine.numbering import number_keys, number_texts_as_seen
from unisono.model.few_rows import compact
from unisono.model.tables import REFERENCES, TIME, conform
from unisono.traces.acts import UNKNOWN_PLATFORM, conform_posts, filled
from unisono.traces.likeness import Likeness

_ORIGIN_SCHEMA = {
    "object": pl.String(),
    "known_at": TIME,
    "known_author": pl.String(),
}
ReadParts = Callable[[Sequence[str]], Iterator[pl.DataFrame]]
"""Yields posts part by part, in the columns of POSTS that are named."""

_HANDLE_SCHEMA = {"handle_key": pl.String(), "handle_account": pl.String()}


@dataclass(frozen=True)
class Origins:
    """What the case knows about originals (`platform:post id`), handles (`platform:handle`, folded) and likeness."""

    originals: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_ORIGIN_SCHEMA))
    handles: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_HANDLE_SCHEMA))
    likeness: Likeness = field(default_factory=Likeness)


def find_origins(posts: pl.DataFrame | pl.LazyFrame, references: pl.DataFrame | pl.LazyFrame | None) -> Origins:
    """Return times and authors of the originals, from the posts of the case first, then from the references."""
    source = conform_posts(posts).with_columns(pl.col("platform").fill_null(UNKNOWN_PLATFORM))
    nested = pl.LazyFrame(schema=REFERENCES) if references is None else _conform_references(references)
    ids = source.select("platform", "post_id", "ref_post_id").collect()
    acted_on = ids["ref_post_id"].drop_nulls()
    keys = acted_on.hash()
    # Few posts are originals: what cannot be one, by its id, is left out before any names are compared.
    own = source.filter(ids["post_id"].hash().is_in(keys.gather(number_keys(keys.to_numpy())[1]).implode()))
    known = pl.concat(_originals_of(part) for part in (own, nested)).collect()
    names = _names_of(ids, number_texts_as_seen(acted_on)[0] if known.height else acted_on.clear()).lazy()
    originals = _first_known([known.lazy().join(names, on="object", how="semi")]).collect()
    return Origins(originals=originals, handles=_accounts_by_handle(source, nested))


def find_origins_by_part(read: ReadParts, references: pl.DataFrame | pl.LazyFrame | None) -> Origins:
    """Return what find_origins does of posts that come part by part; `read` yields them in these columns of POSTS.

    What nobody acted on may stand among the originals, where its id is that of a post of another platform.
    """
    nested = pl.LazyFrame(schema=REFERENCES) if references is None else _conform_references(references)
    keys = GrowingKeys()
    for part in read(["ref_post_id"]):
        keys.number(part["ref_post_id"].drop_nulls().hash().to_numpy())
    # The first post that says something ends the search: words are not read for it to the end.
    names_used = any(_uses_handles(part) for part in read(["ref_handle", "mentions", "text"]))
    acted_on = FewKeys(keys.distinct())
    known: list[pl.DataFrame] = []
    handles: list[pl.DataFrame] = []
    # Where no post is an original, ids are all that has to be read; the first that is one ends this search.
    are_any = len(acted_on) and any(len(_places_of(part, acted_on)) for part in read(["post_id"]))
    for part in read(["platform", "post_id", "account_id", "created_at"]) if are_any else ():
        places = _places_of(part, acted_on)
        if len(places):
            # As texts of their own: those of the part would stay in memory with them.
            known.append(compact(_originals_of(_stated(part[places])).collect()))
    if names_used:
        named = read(["platform", "account_id", "handle"])
        handles = [_handles_of(_stated(part)).unique().collect() for part in named]
    return Origins(
        originals=_first_known([part.lazy() for part in known] + [_originals_of(nested)]).collect(),
        handles=_owners([part.lazy() for part in handles] + [_handles_of(nested)]) if names_used else Origins().handles,
    )


def _places_of(posts: pl.DataFrame, acted_on: FewKeys) -> NDArray[np.int64]:
    """Return the places of those posts whose ids were acted on."""
    return acted_on.places_in(posts["post_id"].hash().to_numpy())


def _stated(posts: pl.DataFrame) -> pl.LazyFrame:
    return posts.lazy().with_columns(pl.col("platform").fill_null(UNKNOWN_PLATFORM))


def _first_known(parts: Sequence[pl.LazyFrame]) -> pl.LazyFrame:
    """Return when and by whom each object was published, as the first that knows it says."""
    named = pl.concat(parts).filter(pl.col("object").is_not_null())
    return named.group_by("object", maintain_order=True).agg(
        pl.col("known_at").drop_nulls().first(), pl.col("known_author").drop_nulls().first()
    )


def _names_of(ids: pl.DataFrame, acted_on: pl.Series) -> pl.DataFrame:
    """Return the distinct `object` names of the posts acted on. ids: those of all posts; acted_on: distinct ones."""
    if not acted_on.is_empty() and not ids["platform"].eq(ids["platform"].first()).all():
        acted_on = number_texts_as_seen(ids.select(_key("ref_post_id")).to_series().drop_nulls())[0]
        return acted_on.alias("object").to_frame()
    named = pl.DataFrame({"ref_post_id": acted_on}).with_columns(pl.lit(ids["platform"].first()).alias("platform"))
    return named.select(_key("ref_post_id").alias("object")).drop_nulls()


def _originals_of(posts: pl.LazyFrame) -> pl.LazyFrame:
    return posts.select(
        _key("post_id").alias("object"),
        pl.col("created_at").alias("known_at"),
        _key("account_id").alias("known_author"),
    )


def handle_key(handle: pl.Expr) -> pl.Expr:
    """Return `platform:handle`, folded and without a leading @, as the key of Origins.handles."""
    bare = handle.str.strip_chars().str.strip_chars_start("@＠").str.to_lowercase()
    return pl.concat_str(pl.col("platform"), pl.lit(":"), pl.when(bare != "").then(bare))


def _accounts_by_handle(source: pl.LazyFrame, nested: pl.LazyFrame) -> pl.DataFrame:
    if not _uses_handles(source):
        return Origins().handles
    return _owners([_handles_of(source), _handles_of(nested)])


def _uses_handles(posts: pl.DataFrame | pl.LazyFrame) -> bool:
    named = posts.lazy().select(pl.col("ref_handle", "mentions", "text").is_not_null().any()).collect()
    return any(named.row(0))


def _handles_of(posts: pl.LazyFrame) -> pl.LazyFrame:
    return posts.select(handle_key(pl.col("handle")).alias("handle_key"), _key("account_id").alias("handle_account"))


def _owners(parts: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """Return the account behind each handle; a handle that has belonged to two accounts names neither."""
    return pl.concat(parts).drop_nulls().unique().filter(pl.len().over("handle_key") == 1).collect()


def _conform_references(references: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    frame = references.lazy().collect()
    return conform(frame, REFERENCES).lazy().with_columns(pl.col("platform").fill_null(UNKNOWN_PLATFORM))


def _key(column: str) -> pl.Expr:
    return pl.concat_str(pl.col("platform"), pl.lit(":"), filled(column))
