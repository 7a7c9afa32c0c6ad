"""Names that come part by part get the numbers they would get at once."""

import numpy as np
import polars as pl

from unisono.engine.growing_names import GrowingKeys, GrowingNames
from unisono.engine.numbering import number_texts_as_seen

DRAW = np.random.default_rng(3)
NAMES = pl.Series([f"unknown:o{number}" for number in DRAW.integers(0, 5_000, 20_000)])


def test_parts_are_numbered_as_the_whole_is() -> None:
    growing = GrowingNames()
    codes = np.concatenate([growing.number(NAMES[begin : begin + 777]) for begin in range(0, len(NAMES), 777)])
    names, expected = number_texts_as_seen(NAMES)
    assert (codes == expected).all()
    assert growing.names().to_list() == names.to_list()
    assert len(growing) == len(names)


def test_no_part_at_all_has_no_names() -> None:
    growing = GrowingNames()
    assert growing.number(NAMES[:0]).tolist() == []
    assert growing.names().to_list() == []


def test_texts_with_one_hash_are_told_apart_by_the_other() -> None:
    def weak(values: pl.Series) -> tuple[np.ndarray, np.ndarray]:
        return values.str.len_bytes().cast(pl.UInt64).to_numpy(), values.hash().to_numpy()

    growing = GrowingNames(hashes=weak)
    assert growing.number(pl.Series(["ann", "bob", "ann"])).tolist() == [0, 1, 0]
    assert growing.number(pl.Series(["bob", "eve", "anna", "ann"])).tolist() == [1, 3, 2, 0]
    assert growing.names().to_list() == ["ann", "bob", "anna", "eve"]


def test_keys_are_numbered_through_many_growths() -> None:
    growing, keys = GrowingKeys(), np.arange(100_000, dtype=np.uint64) % np.uint64(60_000)
    codes = [growing.number(part)[0] for part in np.array_split(keys, 13)]
    assert (np.concatenate(codes) == keys.astype(np.int32)).all()
    assert len(growing) == 60_000
