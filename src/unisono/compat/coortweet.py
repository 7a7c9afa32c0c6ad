"""CooRTweet's detect_groups and generate_coordinated_network, reproduced row by row.

The definitions, with their quirks (rows are counted, not posts; the symmetry score compares older with newer posts),
are those of CooRTweet 2.1.3: Righetti and Balluff, "CooRTweet", and its functions of the same names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine import row_pairs
from unisono.engine.row_pairs import EdgeColumns, Marks, SortedRows

BLOCK_ROWS = 2_000_000
"""Pair rows held at once; a block is closed after it, so memory follows the largest account or post, not all pairs."""


@dataclass(frozen=True)
class CoordinatedShares:
    """Which shares count: within how many seconds, by accounts with how many shares, with or without loops."""

    within_seconds: float
    min_participation: int = 2
    keep_loops: bool = False


class _Sweep(NamedTuple):
    """Rows ready for the kernels and the texts of their codes; `kept` marks contents that survive the second count."""

    rows: SortedRows
    kept: Marks
    objects: pl.Series
    accounts: pl.Series
    contents: pl.Series


def coordinated_pairs(shares: pl.DataFrame, settings: CoordinatedShares) -> Iterator[pl.DataFrame]:
    """Yield the pairs of detect_groups in blocks, sorted by object_id, content_id, content_id_y.

    There is at least one block, which may be empty. `shares` is a table as read_shares gives it.
    """
    sweep = _prepare(shares, settings)
    counts = row_pairs.count_pairs_by_older_row(sweep.rows, sweep.kept, settings.keep_loops)
    in_order = np.lexsort((sweep.rows.contents, sweep.rows.objects))
    in_order = in_order[counts[in_order] > 0]
    closes = _last_of_runs(sweep.rows.objects[in_order], sweep.rows.contents[in_order])
    for begin, end in _blocks(counts[in_order], closes):
        older_rows = in_order[begin:end]
        total = int(counts[older_rows].sum())
        older, newer = row_pairs.list_pairs(sweep.rows, older_rows, total, sweep.kept, settings.keep_loops)
        yield _pair_frame(sweep, older, newer)


def coordinated_edges(
    shares: pl.DataFrame, settings: CoordinatedShares, edge_weights: tuple[float, ...] = (0.5,)
) -> Iterator[pl.DataFrame]:
    """Yield the edges of generate_coordinated_network in blocks, sorted by account_id, account_id_y.

    There is at least one block, which may be empty. Each quantile in `edge_weights` gives a column
    weight_threshold_pNN: 1 where the weight lies above that quantile.
    """
    for quantile in edge_weights:
        if not 0 <= quantile <= 1:
            raise ValueError(f"edge weight quantile {quantile} is not between 0 and 1")
    sweep = _prepare(shares, settings)
    rows, kept, loops = sweep.rows, sweep.kept, settings.keep_loops
    rows_of = np.argsort(rows.accounts, kind="stable")
    starts = np.searchsorted(rows.accounts[rows_of], np.arange(len(sweep.accounts) + 1)).astype(np.int64)
    edges, pair_rows, weights = row_pairs.weigh_edges(rows, starts, rows_of, kept, loops)
    thresholds = {_threshold_name(q): weight_quantile(weights, q) for q in edge_weights}
    for begin, end in _blocks(pair_rows, np.ones(pair_rows.size, bool)):
        sizes = (int(edges[begin:end].sum()), int(pair_rows[begin:end].sum()), int(pair_rows[begin:end].max(initial=0)))
        columns = row_pairs.describe_edges(rows, starts, rows_of, begin, end, sizes, kept, loops)
        yield _edge_frame(sweep, columns, thresholds)


def weight_quantile(weights: NDArray[np.int64], quantile: float) -> float:
    """Give the type-7 quantile (Hyndman and Fan 1996) of counted weights: weights[w] edges have weight w."""
    edges = int(weights.sum())
    if edges == 0:
        return 0.0
    ends = np.cumsum(weights)
    place = (edges - 1) * quantile
    low = int(np.searchsorted(ends, math.floor(place), side="right"))
    high = int(np.searchsorted(ends, math.ceil(place), side="right"))
    share = place - math.floor(place)
    return float(low) if low == high else (1 - share) * low + share * high


def _threshold_name(quantile: float) -> str:
    return f"weight_threshold_p{round(quantile * 100, 6):g}"


def _prepare(shares: pl.DataFrame, settings: CoordinatedShares) -> _Sweep:
    """Keep accounts with enough rows, sort the rows for the kernels, and count participation a second time."""
    active = shares.filter(pl.len().over("account_id") >= settings.min_participation).with_row_index("row")
    active = active.with_columns(tie=pl.col("row").min().over("account_id"))
    accounts, active = _code(active, "account_id")
    contents, active = _code(active, "content_id")
    sweepable = active.filter(pl.col("at").is_not_null())
    if not settings.keep_loops:
        sweepable = sweepable.filter(pl.col("object_id") != pl.col("content_text"))
    sweepable = sweepable.filter(pl.len().over("object_id") > 1)
    objects, sweepable = _code(sweepable, "object_id")
    sweepable = sweepable.sort("object_id", "at", "tie", "row")
    codes = [sweepable[name].cast(pl.Int32).to_numpy() for name in ("object_id", "account_id", "content_id")]
    times = sweepable["at"].cast(pl.Float64).to_numpy()
    first, end = row_pairs.bound_windows(codes[0], times, float(settings.within_seconds))
    rows = SortedRows(codes[0], codes[1], codes[2], times, first, end)
    kept = _contents_kept(active, rows, len(contents), settings)
    return _Sweep(rows, kept, objects, accounts, contents)


def _code(frame: pl.DataFrame, column: str) -> tuple[pl.Series, pl.DataFrame]:
    """Replace a text column by its rank in bytewise order (null first); return the texts and the frame."""
    texts = frame[column].unique().sort(nulls_last=False)
    ranks = pl.DataFrame({column: texts, "rank": pl.Series(range(len(texts)), dtype=pl.Int32)})
    coded = frame.join(ranks, on=column, how="left", nulls_equal=True, maintain_order="left")
    if column == "content_id":
        coded = coded.with_columns(content_text=pl.col("content_id"))
    return texts, coded.with_columns(pl.col("rank").alias(column)).drop("rank")


def _contents_kept(active: pl.DataFrame, rows: SortedRows, contents: int, settings: CoordinatedShares) -> Marks:
    """Mark contents of accounts that have enough rows among the paired contents; one pass, not repeated."""
    if settings.min_participation < 1:
        return np.ones(contents, np.uint8)
    paired = row_pairs.mark_paired_contents(rows, contents, settings.keep_loops)
    content_codes = active["content_id"].to_numpy()
    row_accounts = active["account_id"].to_numpy()
    in_pair = paired[content_codes] == 1
    shares_in_pairs = np.bincount(row_accounts[in_pair], minlength=int(row_accounts.max(initial=0)) + 1)
    in_pair &= shares_in_pairs[row_accounts] >= settings.min_participation
    kept = np.zeros(contents, np.uint8)
    kept[content_codes[in_pair]] = 1
    return kept


def _last_of_runs(first_key: NDArray[np.int32], second_key: NDArray[np.int32]) -> NDArray[np.bool_]:
    last = np.ones(first_key.size, bool)
    last[:-1] = (first_key[1:] != first_key[:-1]) | (second_key[1:] != second_key[:-1])
    return last


def _blocks(sizes: NDArray[np.int64], may_close: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Cut consecutive places into ranges of about BLOCK_ROWS by size, ending only where allowed; at least one range."""
    ends = np.cumsum(sizes)
    closing = np.flatnonzero(may_close) + 1
    begin = 0
    done = 0
    while True:
        full = int(np.searchsorted(ends, done + BLOCK_ROWS, side="right"))
        choice = int(np.searchsorted(closing, max(full, begin + 1)))
        end = int(closing[choice]) if choice < closing.size else sizes.size
        yield begin, end
        if end >= sizes.size:
            return
        begin, done = end, int(ends[end - 1])


def _pair_frame(sweep: _Sweep, older: NDArray[np.int64], newer: NDArray[np.int64]) -> pl.DataFrame:
    rows = sweep.rows
    delta = rows.times[newer] - rows.times[older]
    order = np.lexsort(
        (
            delta,
            rows.accounts[newer],
            rows.accounts[older],
            rows.contents[newer],
            rows.contents[older],
            rows.objects[older],
        )
    )
    older, newer = older[order], newer[order]
    return pl.DataFrame(
        {
            "object_id": _texts(sweep.objects, rows.objects[older]),
            "content_id": _texts(sweep.contents, rows.contents[older]),
            "content_id_y": _texts(sweep.contents, rows.contents[newer]),
            "time_delta": delta[order],
            "account_id": _texts(sweep.accounts, rows.accounts[older]),
            "account_id_y": _texts(sweep.accounts, rows.accounts[newer]),
        }
    )


def _edge_frame(sweep: _Sweep, edges: EdgeColumns, thresholds: dict[str, float]) -> pl.DataFrame:
    smaller = np.minimum(edges.older_contents, edges.newer_contents)
    larger = np.maximum(edges.older_contents, edges.newer_contents)
    columns: dict[str, pl.Series | NDArray[np.generic]] = {
        "account_id": _texts(sweep.accounts, edges.accounts),
        "account_id_y": _texts(sweep.accounts, edges.accounts_y),
        "weight": edges.weights,
        "avg_time_delta": edges.delta_sums / edges.weights,
        "n_content_id": edges.older_contents,
        "n_content_id_y": edges.newer_contents,
        "edge_symmetry_score": smaller / larger,
    }
    for name, threshold in thresholds.items():
        columns[name] = (edges.weights > threshold).astype(np.int8)
    columns["object_ids"] = _joined_objects(sweep.objects, edges)
    return pl.DataFrame(columns)


def _joined_objects(objects: pl.Series, edges: EdgeColumns) -> pl.Series:
    """Join each edge's object texts by commas; a missing object reads NA, as R pastes it."""
    lengths = np.diff(edges.object_ends, prepend=0)
    listed = pl.DataFrame(
        {
            "edge": np.repeat(np.arange(lengths.size), lengths),
            "object_id": _texts(objects, edges.objects).fill_null("NA"),
        },
        schema_overrides={"edge": pl.Int64, "object_id": pl.String},
    )
    return listed.group_by("edge", maintain_order=True).agg(pl.col("object_id").str.join(","))["object_id"]


def _texts(texts: pl.Series, codes: NDArray[np.int32]) -> pl.Series:
    return texts.gather(pl.Series(codes, dtype=pl.UInt32))
