"""Traces as numbers: the acts of every layer, with one numbering of accounts for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, sort_acts
from unisono.engine.numbering import have_distinct_hashes, number_keys_in_order, number_texts, number_texts_as_seen
from unisono.engine.timing_tails import DAY_MICROSECONDS

NO_TIME = np.iinfo(np.int64).min
DAILY = ("hashtag", "tags")
"""Layers whose objects people use again and again: each day of one counts as an object."""


@dataclass(frozen=True)
class LayerActs:
    """One layer: its sorted acts and what is known of its objects.

    origins: int64 (objects), microseconds, NO_TIME where unknown. authors: int32 (objects), -1 where unknown;
    makers: int32 (objects), the author as an account, -1 where it is unknown or did nothing in the scan.
    traces: the layer's table as given; table.rows points into it. posts: int32 (rows of traces), the post of each
    trace, or None where every trace that counts has a post of its own.
    """

    layer: str
    table: ActTable
    object_ids: pl.Series
    origins: NDArray[np.int64]
    authors: NDArray[np.int32]
    author_count: int
    makers: NDArray[np.int32]
    traces: pl.DataFrame
    posts: NDArray[np.int32] | None
    has_minute_precision: bool


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
    times = frame["at"].to_physical().to_numpy()
    if name in DAILY:
        object_ids, objects = _by_day(object_ids, objects, times)
    table = sort_acts(accounts, objects, times, len(account_ids), len(object_ids))
    frame = _with_first_posts(frame, table.rows, accounts, objects)
    authors, author_ids = _authors(frame["author"], objects, len(object_ids))
    by_minute = int(frame["minute_precision"].fill_null(False).sum()) > 0.01 * frame.height
    return LayerActs(
        name,
        table,
        object_ids,
        _origins(frame["origin_at"], objects, len(object_ids)),
        authors,
        len(author_ids),
        np.append(_places(author_ids, account_ids), -1)[authors],  # author -1 is the last
        frame,
        _shared_posts(frame["post"], table.rows),
        by_minute,
    )


def _by_day(
    names: pl.Series, objects: NDArray[np.int32], times: NDArray[np.int64]
) -> tuple[pl.Series, NDArray[np.int32]]:
    """Return the objects of each day (UTC) as objects of their own, in the order of names, then of days."""
    days = times // DAY_MICROSECONDS
    first = int(days.min(initial=0))
    span = int(days.max(initial=0)) - first + 1
    keys, numbers = number_keys_in_order((objects * np.int64(span) + (days - first)).astype(np.uint64))
    return names.gather(keys // np.uint64(span)), numbers


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


def _with_first_posts(
    frame: pl.DataFrame, kept: NDArray[np.int64], accounts: NDArray[np.int32], objects: NDArray[np.int32]
) -> pl.DataFrame:
    """Let acts of one account on one object in one moment, which count once, all name the first of their posts.

    kept: int64, the rows that count. The first is so by its id: the order of rows does not choose.
    """
    if len(kept) == frame.height:
        return frame
    dropped = np.ones(frame.height, np.bool_)
    dropped[kept] = False
    repeats = np.zeros(int(accounts.max()) + 1, np.bool_), np.zeros(int(objects.max()) + 1, np.bool_)
    repeats[0][accounts[dropped]], repeats[1][objects[dropped]] = True, True
    likely = np.flatnonzero(repeats[0][accounts] & repeats[1][objects])
    keys = ["account", "object", "at"]
    rows = frame.select(pl.col(*keys, "post").gather(likely)).with_columns(pl.Series("row", likely))
    rows = rows.filter(pl.len().over(keys) > 1).select("row", pl.col("post").min().over(keys))
    return frame.with_columns(frame["post"].clone().scatter(rows["row"].to_numpy(), rows["post"]))


def _shared_posts(posts: pl.Series, kept: NDArray[np.int64]) -> NDArray[np.int32] | None:
    """Number the posts if some post left several of the traces that count. kept: int64, the rows of those."""
    counted = posts if len(kept) == len(posts) else posts.gather(kept)
    return None if have_distinct_hashes(counted) else number_texts_as_seen(posts)[1]


def number_by(values: pl.Series, ids: pl.Series) -> NDArray[np.int32]:
    """Return the place of each value among the sorted ids, int32 (n)."""
    if len(ids) == 0:
        return np.zeros(0, np.int32)
    return values.cast(pl.Enum(ids)).to_physical().cast(pl.Int32).to_numpy()
