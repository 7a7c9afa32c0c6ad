"""Broad interests: which accounts act on the same part of the world, so that like is compared with like."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.large_arrays import IN_MEMORY, GrowingArray
from unisono.engine.slots import count_distinct
from unisono.engine.sparse import SparseRows, count_cells, sum_by_label
from unisono.significance.layer_acts import EncodedLayers, LayerActs

Float64 = NDArray[np.float64]

INTERESTS = 12
SMALLEST_INTEREST = 200
POWER_STEPS = 6
CLUSTER_STEPS = 12
ROWS_AT_ONCE = 1024
WELL_CONDITIONED = 1e8


def find_interests(encoded: EncodedLayers, seed: int = 0, interests: int = INTERESTS) -> NDArray[np.int64]:
    """Sort the accounts of a scan into at most `interests` broad interests: int64 (accounts).

    Regularised spectral co-clustering of accounts and the sources they act on (Dhillon 2001, section 4;
    regularised as in Amini, Chen, Bickel and Levina 2013). Regularisation keeps small tight groups from becoming
    interests of their own, and an interest of fewer than 200 accounts joins the rest: no network is its own reference.
    """
    accounts = len(encoded.account_ids)
    if accounts < 2 * SMALLEST_INTEREST:
        return np.zeros(accounts, np.int64)
    matrix = _account_by_source(encoded.layers, accounts)
    if matrix.column_count < interests:
        return np.zeros(accounts, np.int64)
    # More interests than accounts can fill would all be too small, and all be merged.
    clusters = min(interests, accounts // (2 * SMALLEST_INTEREST) + 1)
    start = _directions_by_hash(encoded.account_ids, interests, seed)
    places = _leading_directions(matrix, start)
    return _merge_small(_cluster(places[:, :clusters], clusters), accounts)


def _account_by_source(layers: Sequence[LayerActs], accounts: int) -> SparseRows:
    """Return how often each account acted on each source (an author or domain, else the object itself)."""
    arrays = layers[0].table.arrays if layers else IN_MEMORY
    rows, columns, offset = GrowingArray(np.int32, arrays), GrowingArray(np.int32, arrays), 0
    for layer in layers:
        sources = np.where(layer.authors >= 0, layer.authors, layer.author_count + np.arange(layer.table.objects))
        rows.append(layer.table.accounts)
        columns.append(arrays.repeated((sources + offset).astype(np.int32), np.diff(layer.table.object_start)))
        offset += layer.author_count + layer.table.objects
    row, column = rows.whole(), columns.whole()
    # Sources of one account say nothing of who acts on like ones.
    several = count_distinct(column, row, np.ones(accounts, np.bool_), offset, arrays) >= 2
    number = (np.cumsum(several) - 1).astype(np.int32)
    kept = arrays.gather(several, column)
    row, column = arrays.chosen(row, kept), arrays.gather(number, arrays.chosen(column, kept))
    matrix = count_cells(row, column, accounts, int(several.sum()), arrays)
    return replace(matrix, values=np.log1p(matrix.values, out=matrix.values))


def _directions_by_hash(ids: pl.Series, width: int, seed: int) -> Float64:
    """Return pseudo-random starting directions that depend on the ids only, not on their order."""
    columns = [ids.hash(seed + step).to_numpy().astype(np.float64) / 2.0**64 - 0.5 for step in range(width)]
    return np.stack(columns, axis=1)


def _leading_directions(matrix: SparseRows, start: Float64) -> Float64:
    """Return the accounts' places in the leading left singular directions, rows of unit length."""
    row_sums, column_sums = matrix.row_sums(), matrix.column_sums()
    row_scale = 1.0 / np.sqrt(row_sums + row_sums.mean())
    column_scale = 1.0 / np.sqrt(column_sums + column_sums.mean())
    scaled = matrix.scaled(row_scale, column_scale)
    transposed = scaled.transposed()
    places = start
    for _ in range(POWER_STEPS):
        places = _orthonormal(scaled.times(transposed.times(places)))
    # Few steps find the space of the leading directions, not yet each of them: turn it so that they come in order.
    image = transposed.times(places)
    places = _times(places, np.linalg.eigh(_products(image))[1][:, ::-1])
    # The first direction only says how active an account is.
    places = places[:, 1:] if places.shape[1] > 1 else places
    length = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(places / np.maximum(length, 1e-12))


def _orthonormal(places: Float64) -> Float64:
    """Return an orthonormal basis of the columns' space: Cholesky QR, or Householder's where that would be coarse."""
    products = _products(places)
    size = np.sqrt(np.diag(products))
    if (size > 0.0).all() and np.linalg.cond(products / np.outer(size, size)) < WELL_CONDITIONED:
        return _times(places, np.linalg.inv(np.linalg.cholesky(products)).T)
    return np.asarray(np.linalg.qr(places)[0])


def _times(rows: Float64, small: Float64) -> Float64:
    """Return rows @ small, some rows at a time.

    Larger products are shared out among threads, which wait for each other longer than they compute.
    """
    result = np.empty((len(rows), small.shape[1]))
    for begin in range(0, len(rows), ROWS_AT_ONCE):
        np.matmul(rows[begin : begin + ROWS_AT_ONCE], small, out=result[begin : begin + ROWS_AT_ONCE])
    return result


def _products(rows: Float64) -> Float64:
    """Return rows.T @ rows, some rows at a time."""
    result = np.zeros((rows.shape[1], rows.shape[1]))
    for begin in range(0, len(rows), ROWS_AT_ONCE):
        piece = rows[begin : begin + ROWS_AT_ONCE]
        result += piece.T @ piece
    return result


def _cluster(places: Float64, clusters: int) -> NDArray[np.int64]:
    """Cluster unit rows by direction: farthest-first seeds, then spherical k-means."""
    centres = places[[int(np.argmax(np.abs(places).sum(axis=1)))]]
    nearest = _times(places, centres.T)[:, 0]
    for _ in range(clusters - 1):
        seed = places[[int(np.argmin(nearest))]]
        centres = np.vstack([centres, seed])
        nearest = np.maximum(nearest, _times(places, seed.T)[:, 0])
    labels = np.full(len(places), -1, np.int64)
    for _ in range(CLUSTER_STEPS):
        found = np.argmax(_times(places, centres.T), axis=1)
        if (found == labels).all():
            break  # the same sums again give the same centres
        labels = found
        sums = sum_by_label(labels, places, clusters)
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return labels


def _merge_small(labels: NDArray[np.int64], accounts: int) -> NDArray[np.int64]:
    """Number the interests from 0, all that are too small together as the last."""
    sizes = np.bincount(labels)
    large = np.flatnonzero(sizes >= SMALLEST_INTEREST)
    number = np.full(len(sizes), len(large), np.int64)
    number[large] = np.arange(len(large))
    merged = number[labels]
    rest = int((merged == len(large)).sum())
    if 0 < rest < SMALLEST_INTEREST and len(large):
        merged[merged == len(large)] = int(number[large[int(np.argmax(sizes[large]))]])
    return merged if accounts else labels
