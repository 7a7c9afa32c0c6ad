"""The terms of a claim: telling, held by its texts, and of one claim only."""

import numpy as np
import polars as pl

from tests.content.planted_claims import plant_claims
from unisono.content.arguments_groups import GroupSettings, WeighedTexts, weigh_terms
from unisono.content.arguments_terms import (
    claim_terms,
    holds_two,
    telling_terms,
    terms_of_single_texts,
    terms_that_belong,
)

OTHERS = [f"the {place}tram of the {place}goat are {place}lamp" for place in range(60)]


def weighed(texts: list[str]) -> WeighedTexts:
    return weigh_terms(pl.Series(texts), np.arange(len(texts)), GroupSettings())


def spelled(texts: WeighedTexts, stems: np.ndarray) -> list[str]:
    return [texts.stems[int(stem)] for stem in stems]


def test_the_terms_tell_a_claim_from_what_is_around_it() -> None:
    claim = [f"the cranes of the harbour are {word}" for word in ("old", "idle", "gone", "new")]
    read = weighed(claim + OTHERS)
    told = spelled(read, telling_terms(read, np.arange(4)))
    assert set(told[:2]) == {"crane", "harbo"}
    assert "the" not in told


def test_texts_with_two_of_the_terms_are_told_from_those_with_one() -> None:
    read = weighed(["old cranes", "cranes in the old harbour", "harbour", "tea", ""])
    terms = np.array([read.stems.to_list().index(stem) for stem in ("old", "crane", "harbo")])
    assert holds_two(read, np.arange(5), terms).tolist() == [True, True, False, False, False]
    assert holds_two(read, np.array([3, 1]), terms).tolist() == [False, True]
    assert not holds_two(read, np.arange(5), terms[:0]).any()


def test_terms_of_two_claims_do_not_belong_together() -> None:
    cream = [f"vanilla ice cream with {word}" for word in ("nuts", "plums", "figs", "pears")]
    films = [f"posted a new video of {word}" for word in ("trams", "goats", "lamps")]
    read = weighed(cream + films + OTHERS)
    rows = np.arange(7)
    sets = terms_that_belong(read, rows, telling_terms(read, rows))
    named = [set(spelled(read, one)) for one in sets]
    assert any({"vanil", "ice", "cream"} <= one for one in named)
    assert any({"poste", "new", "video"} <= one and "ice" not in one for one in named)
    assert {"vanil", "ice", "cream"} <= set(spelled(read, claim_terms(read, rows)))
    assert "video" not in spelled(read, claim_terms(read, rows))


def test_one_bridging_text_does_not_join_two_claims() -> None:
    cream = [f"vanilla ice cream with {word}" for word in ("nuts", "plums", "figs", "pears", "limes", "dates")]
    films = [f"posted a new video of {word}" for word in ("trams", "goats", "lamps", "sofas", "ovens", "tents")]
    read = weighed([*cream, *films, "posted a new video of vanilla ice cream", *OTHERS])
    rows = np.arange(13)
    assert len(terms_that_belong(read, rows, telling_terms(read, rows))) == 2


def test_terms_that_all_the_texts_share_are_one_set() -> None:
    read = weighed(["vanilla ice cream", "ice cream and vanilla", *OTHERS])
    terms = telling_terms(read, np.arange(2))
    (only,) = terms_that_belong(read, np.arange(2), terms)
    assert only.tolist() == terms.tolist()
    assert terms_that_belong(read, np.arange(2), terms[:0]) == []


def test_terms_of_single_texts_are_those_of_each_by_itself() -> None:
    texts = plant_claims(0, posts_per_claim=20, others=150).posts["text"].unique().sort().to_list()
    read = weighed([*texts, "", "cranes", "xyzzy"])
    rows = np.arange(len(texts) + 3)[::-1]
    for row, terms in zip(rows.tolist(), terms_of_single_texts(read, rows), strict=True):
        assert terms.tolist() == telling_terms(read, np.array([row])).tolist()
    assert terms_of_single_texts(read, rows[:0]) == []
