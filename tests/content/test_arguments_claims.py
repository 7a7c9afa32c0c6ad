"""A claim has telling terms, and each of its wordings has two of them."""

import numpy as np
import polars as pl

from tests.content.planted_claims import plant_claims
from unisono.content.arguments_claims import FEWEST_TERMS, find_claims, rows_of_claim
from unisono.content.arguments_groups import GroupSettings, WeighedTexts, weigh_terms
from unisono.content.arguments_terms import holds_two


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


def test_a_group_of_two_claims_comes_apart() -> None:
    cream = [f"vanilla ice cream with {word}" for word in ("nuts", "plums", "figs", "pears")]
    films = [f"posted a new video of {word}" for word in ("trams", "goats", "lamps", "sofas")]
    others = [f"the {place}tram of the {place}goat are {place}lamp" for place in range(60)]
    read = weighed(cream + films + others)
    # All are neighbours and one group at this likeness; only their terms tell them apart.
    claims = find_claims(read, GroupSettings(similarity=0.01, same_group=0.0))
    assert not set(claims.group[:4].tolist()) & set(claims.group[4:8].tolist())


def test_texts_that_lose_the_terms_of_their_group_leave_it() -> None:
    cream = [f"vanilla ice cream with {word}" for word in ("nuts", "plums", "figs", "pears")]
    others = [f"{place}tram {place}goat {place}lamp" for place in range(60)]
    read = weighed([*cream, *others])
    assert rows_of_claim(read, np.array([0, 1, 2, 3, 10])).tolist() == [0, 1, 2, 3]
    assert rows_of_claim(read, np.array([10, 20, 30])).tolist() == []
    assert rows_of_claim(read, np.array([10])).tolist() == [10]
