"""Accounts are divided by how much they post, so that every stratum has others to compare with."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.registry.planted_cases import planted_case
from unisono.registry.activity import SMALLEST_STRATUM, WIDEST, Strata, choose_strata, posts_of_accounts


@given(
    posts=arrays(np.int64, st.integers(1, 3_000), elements=st.integers(1, 400)),
    share=st.floats(0, 0.9),
    seed=st.integers(0, 99),
)
def test_every_stratum_has_enough_accounts_of_no_network(posts: np.ndarray, share: float, seed: int) -> None:
    in_network = np.random.default_rng(seed).random(len(posts)) < share
    strata = choose_strata(posts, in_network)
    place = strata.of(posts)
    assert (np.bincount(place, minlength=len(strata.accounts)) == strata.accounts).all()
    assert len(strata.accounts) <= 1 + np.log(posts.max()) / np.log(WIDEST)
    if len(strata.accounts) > 1:
        assert (np.bincount(place[~in_network], minlength=len(strata.accounts)) >= SMALLEST_STRATUM).all()
    # Who posts more is never in a lower stratum, and who posts as much is in the same one.
    assert (np.diff(place[np.argsort(posts, kind="stable")]) >= 0).all()


def test_few_accounts_are_one_stratum() -> None:
    strata = choose_strata(np.arange(1, 300), np.zeros(299, np.bool_))
    assert strata.accounts.tolist() == [299]
    assert choose_strata(np.zeros(0, np.int64), np.zeros(0, np.bool_)).accounts.tolist() == [0]


def test_the_busiest_are_told_from_the_others() -> None:
    posts = np.repeat([1, 100], [400, 250])
    strata = choose_strata(posts, np.zeros(650, np.bool_))
    assert strata.as_json() == [{"least_posts": 0, "accounts": 400}, {"least_posts": 100, "accounts": 250}]
    assert Strata.from_json(strata.as_json()).of(np.array([99, 100])).tolist() == [0, 1]


def test_ranks_lead_back_to_their_strata() -> None:
    strata = Strata(np.array([0, 5, 9]), np.array([500, 300, 200]))
    assert [strata.rank(place) for place in range(3)] == [0.25, 0.65, 0.9]
    assert [strata.at_rank(strata.rank(place)) for place in range(3)] == [0, 1, 2]
    assert (strata.at_rank(0.0), strata.at_rank(1.0)) == (0, 2)


def test_posts_are_counted_by_account(tmp_path: Path) -> None:
    case = planted_case(tmp_path / "case", {}, {"9": 2, "ひろ": 3})
    assert posts_of_accounts(case).to_dicts() == [
        {"account": "twitter:9", "posts": 2},
        {"account": "twitter:ひろ", "posts": 3},
    ]
