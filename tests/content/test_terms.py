"""Terms that set texts apart, against ratios worked out by hand."""

import math

import numpy as np
import polars as pl
import pytest

from unisono.content.terms import TermSettings, distinctive_terms, log_odds_ratios


def test_the_ratio_and_its_z_score_follow_the_equations() -> None:
    inside, outside = np.array([30.0, 70.0]), np.array([10.0, 190.0])
    log_odds, z = log_odds_ratios(inside, outside, (100.0, 200.0), prior_terms=50.0)
    prior = 50 * 40 / 300
    expected = math.log((30 + prior) / (100 + 50 - 30 - prior)) - math.log((10 + prior) / (200 + 50 - 10 - prior))
    assert log_odds[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / math.sqrt(1 / (30 + prior) + 1 / (10 + prior)))
    assert z[1] < 0


def test_what_both_sides_say_alike_is_not_distinctive() -> None:
    inside = pl.Series([f"the harbour and the cranes of dock {number}" for number in range(40)])
    outside = pl.Series([f"the garden and the trees of house {number}" for number in range(60)])
    terms = distinctive_terms(inside, outside).terms["term"].to_list()
    assert any("cranes" in term for term in terms)
    assert not {"the", "and", "of", "and the"} & set(terms)


def test_equal_sides_have_no_distinctive_terms() -> None:
    texts = pl.Series([f"the harbour {number % 7} and the cranes" for number in range(50)])
    assert distinctive_terms(texts, texts).terms.is_empty()


def test_few_texts_cannot_say() -> None:
    found = distinctive_terms(pl.Series(["old cranes"] * 7), pl.Series(["new trees"] * 100))
    assert found.terms.is_empty()
    assert found.cannot_say == "cannot say, n = 7 texts inside (at least 10 are needed)"
    assert distinctive_terms(pl.Series(["a b"] * 20), pl.Series(dtype=pl.String)).cannot_say is not None


def test_copies_count_as_often_as_they_are_told() -> None:
    found = distinctive_terms(pl.Series(["old cranes"] * 30), pl.Series(["new trees"] * 30))
    assert found.terms.row(0, named=True)["inside"] == 30
    assert found.terms["term"].to_list() == ["old cranes"]


def test_japanese_terms_are_the_longest_runs() -> None:
    inside = pl.Series([f"クレーンの写真は別の港 {number}" for number in range(30)])
    outside = pl.Series([f"今日は公園に行きました {number}" for number in range(30)])
    terms = distinctive_terms(inside, outside).terms["term"].to_list()
    assert "の写真は" in terms
    assert "写真" not in terms


def test_a_ratio_below_two_is_not_shown_however_sure() -> None:
    inside = pl.Series(["tea milk"] * 6000 + ["milk milk"] * 4000)
    outside = pl.Series(["tea milk"] * 4500 + ["milk milk"] * 5500)
    assert distinctive_terms(inside, outside).terms.is_empty()
    loose = distinctive_terms(inside, outside, TermSettings(least_ratio=1.0, pairs=False))
    assert loose.terms["term"].to_list() == ["tea"]
