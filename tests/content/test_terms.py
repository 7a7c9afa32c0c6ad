"""Terms that set texts apart, against ratios worked out by hand."""

import math

import numpy as np
import polars as pl
import pytest

from unisono.content.term_counts import EVERYWHERE, Sides
from unisono.content.terms import DistinctiveTerms, TermSettings, distinctive_terms, log_odds_ratios
from unisono.content.words import read_tokens


def of_two(inside: list[str], outside: list[str], settings: TermSettings | None = None) -> DistinctiveTerms:
    """Return the terms of the texts inside against those outside."""
    texts = pl.Series([*inside, *outside], dtype=pl.String)
    group = np.repeat([0, -1], [len(inside), len(outside)])
    sides = Sides(group, np.zeros(len(texts), np.int64), np.array([EVERYWHERE]), np.ones(len(texts)))
    (found,) = distinctive_terms(read_tokens(texts), sides, settings)
    return found


def names(found: DistinctiveTerms) -> list[str]:
    return [one.term for one in found.terms]


def test_the_ratio_and_its_z_score_follow_the_equations() -> None:
    inside, outside = np.array([30.0, 70.0]), np.array([10.0, 190.0])
    log_odds, z = log_odds_ratios(inside, outside, (100.0, 200.0), prior_terms=50.0)
    prior = 50 * 40 / 300
    expected = math.log((30 + prior) / (100 + 50 - 30 - prior)) - math.log((10 + prior) / (200 + 50 - 10 - prior))
    assert log_odds[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / math.sqrt(1 / (30 + prior) + 1 / (10 + prior)))
    assert z[1] < 0


def test_counts_ratio_and_score_of_a_term_are_told() -> None:
    found = of_two(["cranes"] * 12 + ["tea"] * 8, ["cranes"] * 2 + ["milk"] * 38)
    (cranes, tea) = sorted(found.terms, key=lambda one: one.term)
    assert (cranes.inside, cranes.outside, tea.inside, tea.outside) == (12, 2, 8, 0)
    log_odds, z = log_odds_ratios(np.array([12.0]), np.array([2.0]), (20.0, 40.0), prior_terms=20.0)
    assert (cranes.log_odds, cranes.z) == (round(log_odds[0], 3), round(z[0], 3))
    assert (found.inside, found.outside) == (20, 40)


def test_what_both_sides_say_alike_and_what_everybody_says_is_not_distinctive() -> None:
    inside = [f"the old harbour would have cranes {number}" for number in range(40)]
    outside = [f"old garden and trees of house {number}" for number in range(60)]
    found = names(of_two(inside, outside))
    assert any("cranes" in term for term in found)
    words = {word for term in found for word in term.split()}
    assert not {"the", "would", "have", "old"} & (
        words - {word for term in found if " " in term for word in term.split()}
    )
    assert not {"the", "would", "have"} & words


def test_equal_sides_have_no_distinctive_terms() -> None:
    texts = [f"the harbour {number % 7} and the cranes" for number in range(50)]
    assert of_two(texts, texts).terms == ()


def test_few_texts_cannot_say() -> None:
    found = of_two(["old cranes"] * 7, ["new trees"] * 100)
    assert found.terms == ()
    assert found.cannot_say == "cannot say, n = 7 texts inside (at least 10 are needed)"
    assert of_two(["old cranes"] * 20, []).cannot_say == "cannot say, n = 0 texts outside (at least 10 are needed)"


def test_a_text_counts_as_often_as_it_has_copies() -> None:
    texts = pl.Series(["old cranes", "new trees"])
    sides = Sides(np.array([0, -1]), np.zeros(2, np.int64), np.array([EVERYWHERE]), np.array([30.0, 40.0]))
    (found,) = distinctive_terms(read_tokens(texts), sides)
    assert [(one.term, one.inside, one.outside) for one in found.terms] == [("old cranes", 30, 0)]
    assert (found.inside, found.outside) == (30, 40)


def test_japanese_terms_are_the_longest_runs() -> None:
    found = names(
        of_two(
            [f"クレーンの写真は別の港 {number}" for number in range(30)],
            [f"今日は公園に行きました {number}" for number in range(30)],
        )
    )
    assert any("写真" in term for term in found)
    assert "写真" not in found


def test_a_ratio_below_two_is_not_shown_however_sure() -> None:
    inside = ["tea milk"] * 6000 + ["milk milk"] * 4000
    outside = ["tea milk"] * 4500 + ["milk milk"] * 5500
    assert of_two(inside, outside).terms == ()
    assert names(of_two(inside, outside, TermSettings(least_ratio=1.0, pairs=False))) == ["tea"]


def test_each_group_is_compared_with_its_own_part() -> None:
    texts = pl.Series(["old cranes"] * 20 + ["старый кран"] * 20 + ["old trees"] * 20 + ["старый дом"] * 20)
    group = np.repeat([0, 1, -1, -1], 20)
    among = np.repeat([0, 1, 0, 1], 20)
    sides = Sides(group, among, np.array([0, 1]), np.ones(80))
    found = distinctive_terms(read_tokens(texts), sides, TermSettings(pairs=False))
    assert [names(one) for one in found] == [["cranes"], ["кран"]]
    everywhere = Sides(group, among, np.array([EVERYWHERE, EVERYWHERE]), np.ones(80))
    assert "старый" in names(distinctive_terms(read_tokens(texts), everywhere, TermSettings(pairs=False))[1])
