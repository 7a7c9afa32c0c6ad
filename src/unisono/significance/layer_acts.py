"""Traces as numbers: the acts of every layer, with one numbering of accounts for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import ActTable, sort_acts

NO_TIME = np.iinfo(np.int64).min


@dataclass(frozen=True)
class LayerActs:
    """One layer: its sorted acts and what is known of its objects.

    origins: int64 (objects), microseconds, NO_TIME where unknown. authors: int32 (objects), -1 where unknown.
    traces: the layer's table as given; table.rows points into it. posts: int32 (rows of traces), the post of each
    trace, or None where every trace has a post of its own.
    """

    layer: str
    table: ActTable
    object_ids: pl.Series
    origins: NDArray[np.int64]
    authors: NDArray[np.int32]
    author_count: int
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
    ids = [frame["account"].unique() for frame in traces.values() if frame.height]
    account_ids = pl.concat(ids).unique().sort() if ids else pl.Series("account", [], pl.String)
    layers = [_encode_layer(name, frame, account_ids) for name, frame in traces.items() if frame.height]
    return EncodedLayers(account_ids, tuple(layers))


def _encode_layer(name: str, frame: pl.DataFrame, account_ids: pl.Series) -> LayerActs:
    object_ids = frame["object"].unique().sort()
    objects = number_by(frame["object"], object_ids)
    table = sort_acts(
        number_by(frame["account"], account_ids),
        objects,
        frame["at"].to_physical().to_numpy(),
        len(account_ids),
        len(object_ids),
    )
    frame = _with_first_posts(frame, table.rows)
    origins = np.full(len(object_ids), NO_TIME, np.int64)
    known = frame["origin_at"].is_not_null().to_numpy()
    # The earliest origin given wins, so that the order of rows does not matter.
    given = frame["origin_at"].to_physical().fill_null(0).to_numpy()
    earliest = np.full(len(object_ids), np.iinfo(np.int64).max, np.int64)
    np.minimum.at(earliest, objects[known], given[known])
    origins[earliest < np.iinfo(np.int64).max] = earliest[earliest < np.iinfo(np.int64).max]
    author_ids = frame["author"].drop_nulls().unique().sort()
    authors = np.full(len(object_ids), -1, np.int32)
    named = frame["author"].is_not_null().to_numpy()
    if named.any():
        np.maximum.at(authors, objects[named], number_by(frame["author"].drop_nulls(), author_ids))
    by_minute = int(frame["minute_precision"].fill_null(False).sum()) > 0.01 * frame.height
    return LayerActs(name, table, object_ids, origins, authors, len(author_ids), frame, _shared_posts(frame), by_minute)


def _with_first_posts(frame: pl.DataFrame, kept: NDArray[np.int64]) -> pl.DataFrame:
    """Let acts of one account on one object in one moment, which count once, all name the first of their posts.

    kept: int64, the rows that count. The first is so by its id: the order of rows does not choose.
    """
    if len(kept) == frame.height:
        return frame
    keys = ["account", "object", "at"]
    dropped = np.ones(frame.height, np.bool_)
    dropped[kept] = False
    repeated = frame.filter(pl.Series(dropped)).select(keys).unique()
    rows = frame.with_row_index("row").join(repeated, on=keys, how="semi", nulls_equal=True)
    rows = rows.select("row", pl.col("post").min().over(keys))
    return frame.with_columns(frame["post"].clone().scatter(rows["row"].to_numpy(), rows["post"]))


def _shared_posts(frame: pl.DataFrame) -> NDArray[np.int32] | None:
    """Number the posts if some post left several traces."""
    if frame["post"].n_unique() == frame.height:
        return None
    return frame["post"].rank("dense").cast(pl.Int32).to_numpy()


def number_by(values: pl.Series, ids: pl.Series) -> NDArray[np.int32]:
    """Return the place of each value among the sorted ids, int32 (n)."""
    if len(ids) == 0:
        return np.zeros(0, np.int32)
    return values.cast(pl.Enum(ids)).to_physical().cast(pl.Int32).to_numpy()
