"""A claim has telling terms, and each of its wordings has two of them."""

import numpy as np
import polars as pl

from tests.content.planted_claims import plant_claims
from unisono.content.arguments_claims import FEWEST_TERMS, find_claims, holds_two, telling_terms
from unisono.content.arguments_groups import GroupSettings, WeighedTexts, weigh_terms


def weighed(texts: list[str]) -> WeighedTexts:
    return weigh_terms(pl.Series(texts), np.arange(len(texts)), GroupSettings())


def test_every_wording_of_a_claim_has_two_of_its_terms() -> None:
    texts = plant_claims(0, posts_per_claim=20, others=60).posts["text"].unique().sort().to_list()
    read = weighed(texts)
    claims = find_claims(read, GroupSettings())
    assert len(claims.terms) >= 5
    for number, terms in enumerate(claims.terms):
        rows = np.flatnonzero(claims.group == number)
        assert len(terms) >= FEWEST_TERMS
        assert holds_two(read, rows, terms).all()


def test_a_word_that_many_different_posts_have_is_no_claim() -> None:
    texts = [f"mayor {place}lamp {place}tram {place}goat" for place in range(40)]
    claims = find_claims(weighed(texts), GroupSettings(similarity=0.01))
    assert claims.terms == []
    assert np.bincount(claims.group).max() == 1


def test_the_terms_tell_a_claim_from_what_is_around_it() -> None:
    claim = [f"the cranes of the harbour are {word}" for word in ("old", "idle", "gone", "new")]
    others = [f"the {place}tram of the {place}goat are {place}lamp" for place in range(60)]
    read = weighed(claim + others)
    told = [read.stems[int(stem)] for stem in telling_terms(read, np.arange(4))]
    assert set(told[:2]) == {"crane", "harbo"}
    assert "the" not in told
