"""Clusters of texts, beside the definition worked out by comparing everything with everything."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.near_duplicates.variants import KINDS, vary
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.exact_near_duplicates import exact_leaders, exact_pairs
from tests.content.near_pairs import near_pairs
from unisono.content.compared_forms import compared_forms
from unisono.content.near_duplicates import TextIndex
from unisono.worlds.texts import write_texts

START = datetime(2022, 3, 1, tzinfo=UTC)
LANGUAGES = ["en", "ru", "es", "ar", "ja", "zh", "th", "hi", "ko", "he", "el", "tr"]


def some_texts(seed: int, seeds: int = 36) -> list[str]:
    """Return invented texts in twelve languages, each with variants of every kind among them, all different."""
    rng = np.random.default_rng(seed)
    told = write_texts(rng, [LANGUAGES[row % len(LANGUAGES)] for row in range(seeds)])
    variants = [vary(kind, text, told[(row + 12) % seeds], rng) for row, text in enumerate(told) for kind in KINDS]
    texts = list(dict.fromkeys([*told, *variants]))
    random.Random(seed).shuffle(texts)
    return texts


def times_of(texts: list[str]) -> pl.Series:
    return pl.Series([START + timedelta(seconds=row) for row in range(len(texts))], dtype=pl.Datetime("ms", "UTC"))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return some_texts(3)


def test_pairs_are_those_of_the_definition_and_hardly_any_is_missed(texts: list[str]) -> None:
    forms = compared_forms(pl.Series(texts)).to_list()
    first_rows = {form: row for row, form in reversed(list(enumerate(forms))) if form is not None}
    rows = sorted(first_rows.values())
    exact = {(rows[i], rows[j]) for i, j in exact_pairs([forms[row] for row in rows])}
    found = set(near_pairs(pl.Series(texts)).iter_rows())
    assert found <= exact
    assert len(found) >= 0.97 * len(exact) > 200


def test_clusters_are_led_by_what_was_posted_first_and_hold_what_is_like_it(texts: list[str]) -> None:
    forms = compared_forms(pl.Series(texts)).to_list()
    telling = [row for row, form in enumerate(forms) if form is not None]
    distinct = list(dict.fromkeys(forms[row] for row in telling))
    leaders = exact_leaders(distinct, exact_pairs(distinct))
    expected = [None if form is None else leaders[distinct.index(form)] for form in forms]
    objects = TextIndex.build(pl.Series(texts), times_of(texts)).objects(pl.Series(texts)).to_list()
    agreeing = sum(
        (expected[i] == expected[j]) == (objects[i] == objects[j]) for i in telling for j in telling if i < j
    )
    pairs = len(telling) * (len(telling) - 1) // 2
    assert agreeing >= 0.999 * pairs
    assert len({objects[row] for row in telling}) == pytest.approx(len(set(leaders)), rel=0.03)


def test_the_order_of_rows_changes_nothing(texts: list[str]) -> None:
    at = times_of(texts)
    order = list(range(len(texts)))
    random.Random(4).shuffle(order)
    given = pl.Series(texts)
    once = TextIndex.build(given, at).objects(given)
    again = TextIndex.build(given.gather(order), at.gather(order)).objects(given)
    assert once.equals(again, null_equal=True)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_index_that_grows_ends_as_one_built_at_once(texts: list[str], share: float) -> None:
    given, at = pl.Series(texts), times_of(texts)
    known = int(len(texts) * share)
    # What is posted later can be read first.
    for early, late in ((slice(None, known), slice(known, None)), (slice(known, None), slice(None, known))):
        grown = TextIndex.build(given[early], at[early]).extend(given[late], at[late])
        assert grown.objects(given).equals(TextIndex.build(given, at).objects(given), null_equal=True)


def test_an_index_is_the_same_when_it_is_read_again(texts: list[str], tmp_path: Path) -> None:
    given = pl.Series(texts)
    built = TextIndex.build(given, times_of(texts))
    built.save(tmp_path)
    assert TextIndex.load(tmp_path).objects(given).equals(built.objects(given), null_equal=True)


ODD_LETTERS = st.characters(exclude_categories=["Cs"])
ODD_TEXTS = st.text(alphabet=st.one_of(ODD_LETTERS, st.sampled_from("abcdeя橋ﾊ\u0000\u200d\u0301ـ🔥 @#")), max_size=60)


@given(st.lists(ODD_TEXTS, max_size=12))
@settings(max_examples=25, deadline=None)
def test_any_text_has_a_cluster_or_says_nothing_and_has_the_one_of_its_equals(odd: list[str]) -> None:
    given = pl.Series(odd + odd[:3], dtype=pl.String)
    objects = TextIndex.build(given).objects(given)
    assert objects.len() == given.len()
    assert objects[: min(3, len(odd))].equals(objects[len(odd) :], null_equal=True)
    assert all(len(found) == 18 and found.startswith("t-") for found in objects.drop_nulls())
