"""CooRTweet's tables come out row for row, quirks included."""

import gzip
import io
from collections import Counter
from collections.abc import Iterable

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies

from tests.compat.definitions import (
    PAIR_COLUMNS,
    Share,
    edges_by_definition,
    frame_of,
    pairs_by_definition,
    real_shares,
    share_tables,
)
from unisono.compat import coortweet
from unisono.compat.coortweet import CoordinatedShares, coordinated_edges, coordinated_pairs, weight_quantile
from unisono.compat.csv_text import write_csv
from unisono.compat.sharing_table import read_shares

SETTINGS = {
    "tw10_mp2": CoordinatedShares(10, 2),
    "tw60_mp1": CoordinatedShares(60, 1),
    "tw60_mp2": CoordinatedShares(60, 2),
    "tw60_mp2_loops": CoordinatedShares(60, 2, keep_loops=True),
    "tw60_mp5": CoordinatedShares(60, 5),
}


@pytest.mark.parametrize("tag", SETTINGS)
@pytest.mark.parametrize("table", ["pairs", "edges"])
def test_the_real_tables_are_equal_byte_for_byte(tag: str, table: str) -> None:
    shares = read_shares(real_shares("russian_coord_tweets.csv.gz"), missing_object="NA")
    frames = (
        coordinated_pairs(shares, SETTINGS[tag])
        if table == "pairs"
        else coordinated_edges(shares, SETTINGS[tag], (0.5, 0.95))
    )
    written = io.BytesIO()
    write_csv(frames, written)
    with gzip.open(real_shares(f"expected_{table}_{tag}.csv.gz")) as expected:
        assert written.getvalue() == expected.read()


@given(share_tables, strategies.sampled_from([0, 0.25, 5, 10, 40]), strategies.integers(0, 4), strategies.booleans())
def test_pairs_follow_the_definition(shares: list[Share], window: float, least: int, loops: bool) -> None:
    found = _rows(coordinated_pairs(frame_of(shares), CoordinatedShares(window, least, keep_loops=loops)))
    assert Counter(found) == Counter(pairs_by_definition(shares, window, least, loops))
    assert found == sorted(found, key=_bytewise)


@given(share_tables, strategies.sampled_from([0, 5, 40]), strategies.integers(0, 3), strategies.booleans())
def test_edges_follow_the_definition(shares: list[Share], window: float, least: int, loops: bool) -> None:
    quantiles = (0.0, 0.5, 0.95)
    found = _edges(coordinated_edges(frame_of(shares), CoordinatedShares(window, least, keep_loops=loops), quantiles))
    expected = edges_by_definition(pairs_by_definition(shares, window, least, loops), quantiles)
    assert Counter(found) == Counter(expected)


@given(share_tables)
def test_small_blocks_give_the_same_tables(shares: list[Share]) -> None:
    settings = CoordinatedShares(40, 1, keep_loops=True)
    whole = _rows(coordinated_pairs(frame_of(shares), settings)), _edges(coordinated_edges(frame_of(shares), settings))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coortweet, "BLOCK_ROWS", 3)
        parts = (
            _rows(coordinated_pairs(frame_of(shares), settings)),
            _edges(coordinated_edges(frame_of(shares), settings)),
        )
    assert parts == whole


def test_of_two_posts_at_one_time_the_account_seen_first_counts_as_older() -> None:
    shares = [Share("o", "late", "c1", 5), Share("x", "early", "c2", 0), Share("o", "early", "c3", 5)]
    ((_, older, newer, delta, *_),) = _rows(coordinated_pairs(frame_of(shares), CoordinatedShares(10, 1)))
    assert (older, newer, delta) == ("c1", "c3", 0.0)
    early_first = [shares[1], shares[0], shares[2]]
    ((_, older, newer, delta, *_),) = _rows(coordinated_pairs(frame_of(early_first), CoordinatedShares(10, 1)))
    assert (older, newer, delta) == ("c3", "c1", 0.0)


def test_half_a_second_beyond_the_window_is_out() -> None:
    shares = [Share("o", "a", "c1", 0), Share("o", "b", "c2", 10.5), Share("o", "c", "c3", 10)]
    found = _rows(coordinated_pairs(frame_of(shares), CoordinatedShares(10, 1)))
    assert [(row[1], row[2]) for row in found] == [("c1", "c3"), ("c3", "c2")]


def test_a_quantile_outside_zero_to_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.5"):
        next(coordinated_edges(frame_of([]), CoordinatedShares(10), (1.5,)))


@given(strategies.lists(strategies.integers(1, 9), min_size=1), strategies.floats(0, 1))
def test_the_weight_quantile_is_numpys_linear_one(weights: list[int], quantile: float) -> None:
    assert weight_quantile(np.bincount(weights), quantile) == pytest.approx(np.quantile(weights, quantile))


def _rows(frames: Iterable[pl.DataFrame]) -> list[tuple[object, ...]]:
    table = pl.concat(frames)
    assert tuple(table.columns) == PAIR_COLUMNS
    return table.rows()


def _edges(frames: Iterable[pl.DataFrame]) -> list[tuple[object, ...]]:
    rows = pl.concat(frames).rows()
    objects = {"o1", "o2", "", "ö", "c1", "NA"}
    for row in rows:
        assert set(row[-1].split(",")) <= objects
        assert len(row[-1].split(",")) == len(set(row[-1].split(","))) or "NA" in row[-1]
    return [
        (*row[:3], round(row[3], 9), *row[4:6], round(row[6], 9), *row[7:-1], frozenset(row[-1].split(",")))
        for row in rows
    ]


def _bytewise(row: tuple[object, ...]) -> list[bytes]:
    return [b"" if row[0] is None else b"1" + str(row[0]).encode(), str(row[1]).encode(), str(row[2]).encode()]
