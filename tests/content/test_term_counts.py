"""Counts of terms inside and outside of groups, against the whole table of texts and terms."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content import term_counts
from unisono.content.term_counts import EVERYWHERE, Sides, TermCounts, count_terms
from unisono.content.words import find_terms, read_tokens

WORDS = ("old", "pier", "#Pier", "北の港", "の港", "港", "ราคา", "@ann", "https://t.co/a", "Don’t")
Given = list[tuple[str | None, int, int, int]]
"""Text, group, part and copies."""

PARTS = [0, EVERYWHERE, 1]
"""With which part each of three groups is compared."""

Counted = tuple[dict[str, tuple[float, float]], tuple[float, float], tuple[float, float]]


def sides_of(rows: Given) -> Sides:
    columns = np.array([row[1:] for row in rows], np.int64).reshape(-1, 3)
    return Sides(columns[:, 0], columns[:, 1], np.array(PARTS), columns[:, 2].astype(float))


def counted_in_a_table(rows: Given, fewest: int, pairs: bool) -> list[Counted]:
    table = find_terms(pl.Series([row[0] for row in rows], dtype=pl.String), pairs=pairs)
    has, sides = table.has.toarray().astype(float), sides_of(rows)
    found: list[Counted] = []
    for group, part in enumerate(PARTS):
        within = sides.copies * (sides.group == group)
        without = sides.copies * (sides.group != group) * ((sides.among == part) | (part == EVERYWHERE))
        inside, outside = within @ has, without @ has
        every = zip(table.names.to_list(), inside.tolist(), outside.tolist(), strict=True)
        named = {name: (one, other) for name, one, other in every if one >= fewest}
        found.append((named, (inside.sum(), outside.sum()), (within.sum(), without.sum())))
    return found


def told(counts: TermCounts) -> Counted:
    named = zip(counts.names, zip(counts.inside.tolist(), counts.outside.tolist(), strict=True), strict=True)
    return dict(named), counts.totals, counts.texts


def counted(rows: Given, fewest: int, pairs: bool = True) -> list[Counted]:
    tokens = read_tokens(pl.Series([row[0] for row in rows], dtype=pl.String))
    return [told(one) for one in count_terms(tokens, sides_of(rows), fewest=fewest, pairs=pairs)]


given_texts = st.lists(
    st.tuples(
        st.one_of(st.none(), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), st.text(max_size=12)),
        st.integers(-1, 2),
        st.integers(0, 2),
        st.integers(1, 3),
    ),
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(given_texts, st.integers(1, 4), st.booleans())
def test_counts_are_those_of_the_whole_table(rows: Given, fewest: int, pairs: bool) -> None:
    assert counted(rows, fewest, pairs) == counted_in_a_table(rows, fewest, pairs)


def test_totals_count_terms_without_a_name_too() -> None:
    rows: Given = [("old old pier", 1, 0, 2), ("crane", -1, 0, 5)]
    named, totals, texts = counted(rows, 2)[1]
    assert sorted(named) == ["old", "old old", "old pier", "pier"]
    assert (totals, texts) == ((8.0, 5.0), (2.0, 5.0))


def test_without_groups_nothing_is_counted() -> None:
    none = np.zeros(0, np.int64)
    sides = Sides(np.array([-1]), np.array([0]), none, np.ones(1))
    assert count_terms(read_tokens(pl.Series(["old pier"])), sides, fewest=1) == []


def test_texts_are_sorted_in_parts_where_keys_would_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: Given = [("old pier old pier", 0, 0, 1), ("pier", -1, 0, 2), ("the old pier", 0, 0, 3), ("crane", 1, 1, 1)]
    at_once = counted(rows, 1)
    monkeypatch.setattr(term_counts, "KEY_BITS", 6)
    assert counted(rows, 1) == at_once
