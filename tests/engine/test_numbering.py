"""Numbers for keys and texts are those of a dictionary, whatever their hashes."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies

from unisono.engine.numbering import (
    are_distinct,
    have_distinct_hashes,
    number_keys,
    number_keys_in_order,
    number_texts,
    number_texts_as_seen,
)

texts = strategies.lists(strategies.one_of(strategies.sampled_from(["", "a", "b", "é"]), strategies.text()))


@given(strategies.lists(strategies.one_of(strategies.integers(0, 9), strategies.integers(0, 2**64 - 1))))
def test_keys_are_numbered_in_the_order_of_their_first_appearance(keys: list[int]) -> None:
    codes, first = number_keys(np.array(keys, np.uint64))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    assert codes.tolist() == [numbers[key] for key in keys]
    assert first.tolist() == [keys.index(key) for key in numbers]


def test_many_keys_are_told_apart_while_the_table_grows() -> None:
    keys = np.random.default_rng(1).integers(0, 40_000, 100_000).astype(np.uint64)
    codes, first = number_keys(keys)
    assert (keys[first][codes] == keys).all()
    assert len(first) == len(np.unique(keys))


@given(texts)
def test_texts_are_numbered_by_their_place_among_the_sorted_ones(values: list[str]) -> None:
    names, codes = number_texts(pl.Series(values, dtype=pl.String))
    assert names.to_list() == sorted(set(values), key=str.encode)
    assert [names[code] for code in codes.tolist()] == values


@given(texts)
def test_texts_can_keep_the_order_in_which_they_were_seen(values: list[str]) -> None:
    names, codes = number_texts_as_seen(pl.Series(values, dtype=pl.String))
    assert names.to_list() == list(dict.fromkeys(values))
    assert [names[code] for code in codes.tolist()] == values
    assert are_distinct(pl.Series(values, dtype=pl.String)) == (len(set(values)) == len(values))


def test_texts_with_the_same_hash_are_told_apart_all_the_same() -> None:
    values = pl.Series(["b", "a", "c", "a"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pl.Series, "hash", lambda own: pl.Series([7] * len(own), dtype=pl.UInt64))
        names, codes = number_texts(values)
        assert are_distinct(values.head(3))
        assert not are_distinct(values)
    assert names.to_list() == ["a", "b", "c"]
    assert codes.tolist() == [1, 0, 2, 0]


@given(strategies.lists(strategies.text(max_size=2)))
def test_texts_with_different_hashes_are_distinct(values: list[str]) -> None:
    series = pl.Series(values, dtype=pl.String)
    assert have_distinct_hashes(series) == are_distinct(series) == (len(set(values)) == len(values))


def test_keys_are_numbered_by_their_place_among_the_distinct_ones() -> None:
    keys = np.random.default_rng(3).integers(0, 40, 500).astype(np.uint64)
    distinct, places = number_keys_in_order(keys)
    wanted, where = np.unique(keys, return_inverse=True)
    assert distinct.tolist() == wanted.tolist()
    assert places.tolist() == where.tolist()
    assert number_keys_in_order(keys[:0])[1].tolist() == []
