"""Sums over common authors, against loops over dictionaries."""

import numpy as np
import pytest
from hypothesis import given, strategies

from unisono.engine.overlaps import sum_author_overlaps

interests = strategies.dictionaries(strategies.integers(0, 6), strategies.floats(0, 1), max_size=6)


@given(
    strategies.lists(interests, min_size=3, max_size=3),
    strategies.lists(strategies.floats(0, 50), min_size=7, max_size=7),
)
def test_each_common_author_adds_its_part_and_never_more_than_the_smaller_interest(
    accounts: list[dict[int, float]], overlap: list[float]
) -> None:
    pairs = [(0, 1), (1, 0), (1, 2), (2, 2)]
    found = _sums(accounts, overlap, pairs)
    for sums, (a, b) in zip(found, pairs, strict=True):
        parts = [
            min(accounts[a][author] * accounts[b][author] * overlap[author], accounts[a][author], accounts[b][author])
            for author in accounts[a].keys() & accounts[b].keys()
        ]
        assert sums == pytest.approx(sum(parts))


def test_accounts_without_a_common_author_overlap_in_nothing() -> None:
    assert _sums([{0: 0.5}, {1: 0.5}, {}], [1.0] * 7, [(0, 1), (0, 2)]) == [0.0, 0.0]


def _sums(accounts: list[dict[int, float]], overlap: list[float], pairs: list[tuple[int, int]]) -> list[float]:
    rows = [sorted(account.items()) for account in accounts]
    start = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    authors = np.array([author for row in rows for author, _ in row], np.int32)
    interest = np.array([share for row in rows for _, share in row], np.float64)
    a, b = np.array(pairs, np.int32).reshape(-1, 2).T
    sums: list[float] = sum_author_overlaps(start, authors, interest, np.array(overlap), a.copy(), b.copy()).tolist()
    return sums
