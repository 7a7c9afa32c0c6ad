"""Counts of terms on two sides, against the whole table of texts and terms."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content import term_counts
from unisono.content.term_counts import count_terms
from unisono.content.words import find_terms

WORDS = ("old", "pier", "#Pier", "北の港", "の港", "港", "ราคา", "@ann", "https://t.co/a", "Don’t")
Given = list[tuple[str | None, int, int]]


def counted_in_a_table(given: Given, fewest: int, **options: bool) -> dict[str, tuple[int, int]]:
    table = find_terms(pl.Series([text for text, _, _ in given], dtype=pl.String), **options)
    inside, outside = (np.array([row[side] for row in given], np.int64) @ table.has for side in (1, 2))
    every = zip(table.names.to_list(), inside.tolist(), outside.tolist(), strict=True)
    return {name: (within, without) for name, within, without in every if within >= fewest}


def counted(given: Given, fewest: int, **options: bool) -> dict[str, tuple[int, int]]:
    texts = pl.Series([text for text, _, _ in given], dtype=pl.String)
    copies = np.array([row[1] for row in given], float), np.array([row[2] for row in given], float)
    found = count_terms(texts, copies, fewest=fewest, **options)
    return dict(zip(found.names.to_list(), zip(found.inside, found.outside, strict=True), strict=True))


given_texts = st.lists(
    st.tuples(
        st.one_of(st.none(), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), st.text(max_size=12)),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(given_texts, st.integers(1, 4), st.booleans(), st.booleans())
def test_counts_are_those_of_the_whole_table(rows: Given, fewest: int, pairs: bool, tags: bool) -> None:
    assert counted(rows, fewest, pairs=pairs, tags=tags) == counted_in_a_table(rows, fewest, pairs=pairs, tags=tags)


def test_totals_count_terms_without_a_name_too() -> None:
    copies = np.array([2.0, 1.0]), np.array([0.0, 5.0])
    found = count_terms(pl.Series(["old old pier", "crane"]), copies, fewest=2)
    assert sorted(found.names.to_list()) == ["old", "old old", "old pier", "pier"]
    assert found.totals == (9.0, 5.0)


def test_texts_are_sorted_in_parts_where_keys_would_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: Given = [("old pier old pier", 1, 0), ("pier", 0, 2), ("the old pier", 3, 1), ("crane", 1, 1)]
    at_once = counted(rows, 1)
    monkeypatch.setattr(term_counts, "KEY_BITS", 6)
    assert counted(rows, 1) == at_once
