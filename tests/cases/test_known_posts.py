"""The set of known posts against a plain Python set."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.cases.known_posts import KnownPosts, first_seen, hash_posts, known_within

KEYS = st.lists(st.integers(min_value=0, max_value=40), max_size=30)


@given(batches=st.lists(KEYS, max_size=8), asked=KEYS)
def test_the_set_holds_what_was_added_and_nothing_else(batches: list[list[int]], asked: list[int]) -> None:
    known, plain = KnownPosts(), set[int]()
    for batch in batches:
        known.add(np.array(batch, dtype=np.uint64))
        plain.update(batch)
    found = known.contains(np.array(asked, dtype=np.uint64))
    assert found.tolist() == [key in plain for key in asked]


@given(known=KEYS, keys=KEYS)
def test_only_the_first_row_of_an_unknown_key_is_first_seen(known: list[int], keys: list[int]) -> None:
    seen = KnownPosts()
    seen.add(np.array(known, dtype=np.uint64))
    expected = [key not in known and key not in keys[:place] for place, key in enumerate(keys)]
    assert first_seen(np.array(keys, dtype=np.uint64), seen).to_list() == expected


def test_the_arrays_stay_few() -> None:
    known = KnownPosts()
    for start in range(0, 6_400, 100):
        known.add(np.arange(start, start + 100, dtype=np.uint64))
    assert len(known.arrays) <= 7
    assert sum(len(array) for array in known.arrays) == 6_400


def test_no_array_grows_beyond_its_bound_however_many_keys_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unisono.cases.known_posts.MOST_IN_ONE", 800)
    known = KnownPosts()
    for start in range(0, 6_400, 100):
        known.add(np.arange(start, start + 100, dtype=np.uint64))
    assert [len(array) for array in known.arrays] == [800] * 8
    assert known.contains(np.arange(7_000, dtype=np.uint64)).sum() == 6_400


def test_the_same_id_on_two_platforms_is_two_posts() -> None:
    posts = pl.DataFrame(
        {"platform": ["twitter", "bluesky", "twitter", "a", "ab"], "post_id": ["1", "1", "1", "bc", "c"]}
    )
    hashes = hash_posts(posts).tolist()
    assert hashes[0] == hashes[2]
    assert len(set(hashes)) == 4


@pytest.mark.parametrize("at_once", [7, 1 << 20])
def test_a_set_in_files_holds_what_one_in_memory_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("unisono.cases.known_posts.MERGED_AT_ONCE", at_once)
    draw = np.random.default_rng(at_once)
    known, alone = known_within(tmp_path, 8 * 100), KnownPosts()
    for _ in range(40):
        keys = draw.integers(0, 3000, 60, dtype=np.uint64)
        for one in (known, alone):
            one.add(keys)
    assert [array.tolist() for array in known.arrays] == [array.tolist() for array in alone.arrays]
    assert isinstance(known.arrays[0].base, np.memmap)
    asked = draw.integers(0, 4000, 500, dtype=np.uint64)
    assert (known.contains(asked) == alone.contains(asked)).all()
    assert list(tmp_path.iterdir()) == []
