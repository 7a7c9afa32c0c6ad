"""Wordings that were not compared join the claims whose terms they have."""

import numpy as np
import polars as pl

from unisono.content.arguments_groups import GroupSettings, group_centres, weigh_terms
from unisono.content.arguments_joining import join_claims

TEXTS = [
    "the old cranes are idle",
    "old idle cranes",
    "tea with milk",
    "milk in tea",
    "cranes old and idle again",
    "cranes",
    "tea with cold milk",
    "",
]


def joined(least_cosine: float = 0.2) -> list[int]:
    read = weigh_terms(pl.Series(TEXTS), np.arange(len(TEXTS)), GroupSettings())
    group = np.array([0, 0, 1, 1, -1, -1, -1, -1])
    centres = group_centres(read.weighed, group, np.ones(len(TEXTS)), 2)
    names = read.stems.to_list()
    terms = [np.array([names.index(stem) for stem in stems]) for stems in (("old", "idle", "crane"), ("tea", "milk"))]
    return join_claims(read, group, centres, terms, least_cosine).tolist()


def test_a_wording_with_two_terms_joins_and_one_with_a_single_term_does_not() -> None:
    assert joined() == [0, 0, 1, 1, 0, -1, 1, -1]


def test_what_is_too_far_from_the_middle_stays_out() -> None:
    assert joined(least_cosine=1.01)[4:] == [-1, -1, -1, -1]


def test_without_claims_everything_stays_open() -> None:
    read = weigh_terms(pl.Series(TEXTS), np.arange(len(TEXTS)), GroupSettings())
    group = np.full(len(TEXTS), -1)
    centres = group_centres(read.weighed, group, np.ones(len(TEXTS)), 0)
    assert set(join_claims(read, group, centres, [], 0.2).tolist()) == {-1}
