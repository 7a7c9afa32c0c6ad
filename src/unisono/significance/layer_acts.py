"""Traces as numbers: the acts of every layer, with one numbering of accounts for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, sort_acts
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays, stretches
from unisono.engine.numbering import have_distinct_hashes, number_texts, number_texts_as_seen
from unisono.engine.timing_tails import DAY_MICROSECONDS

NO_TIME = np.iinfo(np.int64).min
DAILY = ("hashtag", "tags")
"""Layers whose objects people use again and again: each day of one counts as an object."""


class PostNames(Protocol):
    """Names of posts by their numbers: a series that holds them, or a reader of those that are asked for."""

    def gather(self, indices: NDArray[np.int64], /) -> pl.Series:
        """Return the names at these numbers, in their order."""


@dataclass(frozen=True)
class NumberedTraces:
    """One layer's traces as they were read: accounts, objects and times (microseconds), one entry a trace.

    posts: int32 (n), numbers in post_names. object_ids: sorted; origins and authors are those of LayerActs, by object.
    """

    layer: str
    accounts: NDArray[np.int32]
    objects: NDArray[np.int32]
    times: NDArray[np.int64]
    posts: NDArray[np.int32]
    post_names: PostNames
    object_ids: pl.Series
    origins: NDArray[np.int64]
    authors: NDArray[np.int32]
    author_ids: pl.Series
    has_minute_precision: bool


@dataclass(frozen=True)
class LayerActs:
    """One layer: its sorted acts and what is known of its objects.

    origins: int64 (objects), microseconds, NO_TIME where unknown. authors: int32 (objects), places in author_ids, -1
    where unknown; makers: int32 (objects), the author as an account, -1 where it is unknown or did nothing in the scan.
    table.rows points to traces: post_rows (int32 (traces)) are the numbers of their posts in post_names. posts: the
    same, or None where every trace that counts has a post of its own.
    """

    layer: str
    table: ActTable
    object_ids: pl.Series
    origins: NDArray[np.int64]
    authors: NDArray[np.int32]
    author_ids: pl.Series
    makers: NDArray[np.int32]
    post_rows: NDArray[np.int32]
    post_names: PostNames
    posts: NDArray[np.int32] | None
    has_minute_precision: bool

    @property
    def author_count(self) -> int:
        """How many authors are known."""
        return len(self.author_ids)

    @property
    def trace_count(self) -> int:
        """How many traces were read, those that count once with another included."""
        return len(self.post_rows)

    def posts_at(self, places: NDArray[np.int64]) -> pl.Series:
        """Return the names of the posts behind the acts at these places of the table."""
        return self.post_names.gather(self.post_rows[self.table.rows[places]].astype(np.int64))


@dataclass(frozen=True)
class EncodedLayers:
    """All layers of a scan and the account ids behind the numbers (sorted, so a < b is also the order of ids)."""

    account_ids: pl.Series
    layers: tuple[LayerActs, ...]


def encode_layers(traces: Mapping[str, pl.DataFrame]) -> EncodedLayers:
    """Turn tables of traces (columns of model.tables.TRACES) into numbered acts."""
    numbered = {name: number_texts(frame["account"]) for name, frame in traces.items() if frame.height}
    account_ids = _united([names for names, _ in numbered.values()])
    layers = [_encode_layer(name, traces[name], account_ids, *own) for name, own in numbered.items()]
    return EncodedLayers(account_ids, tuple(layers))


def _united(names: list[pl.Series]) -> pl.Series:
    """Return the distinct ids of all layers, sorted."""
    if len(names) == 1:
        return names[0]
    return pl.concat(names).unique().sort() if names else pl.Series("account", [], pl.String)


def _encode_layer(
    name: str, frame: pl.DataFrame, account_ids: pl.Series, own_ids: pl.Series, own_numbers: NDArray[np.int32]
) -> LayerActs:
    accounts = own_numbers if len(own_ids) == len(account_ids) else number_by(own_ids, account_ids)[own_numbers]
    object_ids, objects = number_texts(frame["object"])
    authors, author_ids = _authors(frame["author"], objects, len(object_ids))
    posts, post_names = _number_posts(frame["post"])
    numbered = NumberedTraces(
        name,
        accounts,
        objects,
        frame["at"].to_physical().to_numpy(),
        posts,
        post_names,
        object_ids,
        _origins(frame["origin_at"], objects, len(object_ids)),
        authors,
        author_ids,
        is_by_minute(int(frame["minute_precision"].fill_null(False).sum()), frame.height),
    )
    return sort_layer(numbered, account_ids)


def is_by_minute(by_minute: int, traces: int) -> bool:
    """Say whether so many traces with times to the minute make a layer one of minute precision."""
    return by_minute > 0.01 * traces


def sort_layer(numbered: NumberedTraces, account_ids: pl.Series, arrays: LargeArrays = IN_MEMORY) -> LayerActs:
    """Put one layer's traces in the order that a search needs; account_ids: sorted, those behind the numbers.

    arrays: where the acts are kept.
    """
    object_ids, origins, authors = numbered.object_ids, numbered.origins, numbered.authors
    table = sort_acts(numbered.accounts, numbered.objects, numbered.times, len(account_ids), len(object_ids), arrays)
    posts = _first_posts(numbered, table.rows, arrays)
    if numbered.layer in DAILY:
        places, table = _by_day(table)
        object_ids, origins, authors = object_ids.gather(places), origins[places], authors[places]
    return LayerActs(
        numbered.layer,
        table,
        object_ids,
        origins,
        authors,
        numbered.author_ids,
        np.append(_places(numbered.author_ids, account_ids), -1)[authors],  # author -1 is the last
        posts,
        numbered.post_names,
        _shared_posts(posts, table.rows, arrays),
        numbered.has_minute_precision,
    )


def _number_posts(names: pl.Series) -> tuple[NDArray[np.int32], pl.Series]:
    """Return the number of each trace's post, and the names of the posts by their numbers."""
    if have_distinct_hashes(names):
        return np.arange(len(names), dtype=np.int32), names
    distinct, numbers = number_texts_as_seen(names)
    return numbers, distinct


def _by_day(table: ActTable) -> tuple[NDArray[np.int64], ActTable]:
    """Return the table with the objects of each day (UTC) as objects of their own, and what each of them was.

    Acts stand by object and time: those of one day follow one another already.
    """
    is_first = table.arrays.zeros(len(table.times), np.bool_)
    is_first[table.object_start[:-1][np.diff(table.object_start) > 0]] = True
    begins, day_before = [np.zeros(0, np.int64)], NO_TIME
    for stretch in stretches(len(table.times)):
        days = table.times[stretch] // DAY_MICROSECONDS
        begins.append(np.flatnonzero(is_first[stretch] | (np.diff(days, prepend=day_before) != 0)) + stretch.start)
        day_before = days[-1]
    first = np.concatenate(begins)
    objects = np.searchsorted(table.object_start, first, side="right") - 1
    return objects, replace(table, object_start=np.append(first, len(table.times)))


def _origins(origin_at: pl.Series, objects: NDArray[np.int32], object_count: int) -> NDArray[np.int64]:
    """Return each object's origin; the earliest given wins, so that the order of rows does not matter."""
    origins = np.full(object_count, NO_TIME, np.int64)
    known = origin_at.is_not_null().to_numpy()
    if known.any():
        earliest = np.full(object_count, np.iinfo(np.int64).max, np.int64)
        np.minimum.at(earliest, objects[known], origin_at.drop_nulls().to_physical().to_numpy())
        given = earliest < np.iinfo(np.int64).max
        origins[given] = earliest[given]
    return origins


def _authors(names: pl.Series, objects: NDArray[np.int32], object_count: int) -> tuple[NDArray[np.int32], pl.Series]:
    """Return each object's author, of several the last by id, and the authors' ids."""
    authors = np.full(object_count, -1, np.int32)
    named = names.is_not_null().to_numpy()
    if not named.any():
        return authors, pl.Series("author", [], pl.String)
    author_ids, numbers = number_texts(names.drop_nulls())
    np.maximum.at(authors, objects[named], numbers)
    return authors, author_ids


def _places(values: pl.Series, ids: pl.Series) -> NDArray[np.int32]:
    """Return the place of each value among the ids, -1 where it is none of them: int32 (n)."""
    numbered = pl.DataFrame({"id": ids}).with_row_index("place")
    found = pl.DataFrame({"id": values}).join(numbered, on="id", how="left", maintain_order="left")["place"]
    return found.cast(pl.Int32).fill_null(-1).to_numpy()


def _first_posts(numbered: NumberedTraces, kept: NDArray[np.int64], arrays: LargeArrays) -> NDArray[np.int32]:
    """Let acts of one account on one object in one moment, which count once, all name the first of their posts.

    kept: int64, the traces that count. The first is so by its id: the order of rows does not choose.
    """
    accounts, objects, posts = numbered.accounts, numbered.objects, numbered.posts
    if len(kept) == len(posts):
        return posts
    likely = _likely_repeated(accounts, objects, kept, arrays)
    keys = ["account", "object", "at"]
    rows = pl.DataFrame({"account": accounts[likely], "object": objects[likely], "at": numbered.times[likely]})
    rows = rows.with_columns(pl.Series("row", likely)).filter(pl.len().over(keys) > 1)
    own = posts[rows["row"].to_numpy()]
    named = rows.with_columns(pl.Series("number", own), numbered.post_names.gather(own.astype(np.int64)).alias("post"))
    first = named.select(pl.col("number").sort_by("post").first().over(keys))["number"]
    changed = arrays.copied(posts)
    changed[rows["row"].to_numpy()] = first.to_numpy()
    return changed


def _likely_repeated(
    accounts: NDArray[np.int32], objects: NDArray[np.int32], kept: NDArray[np.int64], arrays: LargeArrays
) -> NDArray[np.int64]:
    """Return the rows of accounts and of objects that have acts which were dropped."""
    dropped = arrays.empty(len(accounts), np.bool_)
    dropped[:] = True
    for stretch in stretches(len(kept)):
        dropped[kept[stretch]] = False
    repeats = np.zeros(int(accounts.max()) + 1, np.bool_), np.zeros(int(objects.max()) + 1, np.bool_)
    for stretch in stretches(len(dropped)):
        some = np.flatnonzero(dropped[stretch]) + stretch.start
        repeats[0][accounts[some]], repeats[1][objects[some]] = True, True
    found = [
        np.flatnonzero(repeats[0][accounts[stretch]] & repeats[1][objects[stretch]]) + stretch.start
        for stretch in stretches(len(dropped))
    ]
    return np.concatenate(found)


def _shared_posts(posts: NDArray[np.int32], kept: NDArray[np.int64], arrays: LargeArrays) -> NDArray[np.int32] | None:
    """Return the posts, numbered without gaps, if some post left several of the traces that count.

    kept: int64, the traces that do.
    """
    seen = arrays.zeros(int(posts.max(initial=-1)) + 1, np.bool_)
    for stretch in stretches(len(kept)):
        seen[posts[kept[stretch]]] = True
    if int(np.count_nonzero(seen)) == len(kept):
        return None
    for stretch in stretches(len(posts)):
        seen[posts[stretch]] = True
    numbers = np.cumsum(seen, dtype=np.int32, out=arrays.empty(len(seen), np.int32))
    numbers -= 1
    return arrays.gather(numbers, posts)


def number_by(values: pl.Series, ids: pl.Series) -> NDArray[np.int32]:
    """Return the place of each value among the sorted ids, int32 (n)."""
    if len(ids) == 0:
        return np.zeros(0, np.int32)
    return values.cast(pl.Enum(ids)).to_physical().cast(pl.Int32).to_numpy()
