"""The largest claims are the same as when every group is looked into."""

import numpy as np
import polars as pl
import pytest

from tests.content.planted_claims import plant_claims
from unisono.content.arguments_claims import find_claims, rows_of_claim
from unisono.content.arguments_groups import NONE, GroupSettings, weigh_terms
from unisono.content.arguments_sizes import largest_claims
from unisono.content.arguments_wordings import read_wordings


@pytest.mark.parametrize("most", [1, 4, 1_000])
def test_the_largest_claims_are_those_of_all_groups(most: int) -> None:
    said = read_wordings(plant_claims(0, posts_per_claim=20, others=100, chatter=0.4).posts)
    weighed = weigh_terms(said.wordings["text"], np.arange(said.wordings.height), GroupSettings())
    claims = find_claims(weighed, GroupSettings()).group
    # A group that is larger than its claim: texts of others are put into it.
    group = np.where(np.arange(len(claims)) % 9 == 0, 0, claims)
    told: dict[int, tuple[set[int], int]] = {}
    for number in np.unique(group).tolist():
        rows = set(rows_of_claim(weighed, np.flatnonzero(group == number)).tolist())
        of_rows = said.posts.filter(pl.col("wording").is_in(list(rows)))
        told[number] = rows, of_rows["account"].n_unique()
    least = sorted((accounts for _, accounts in told.values()), reverse=True)[:most][-1]
    found = largest_claims(weighed, group, said.posts, most)
    for number, (rows, accounts) in told.items():
        if accounts >= least:
            assert set(np.flatnonzero(found == number).tolist()) == rows
    assert (most == 1_000) == (set(np.unique(found[found != NONE])) == {one for one, (rows, _) in told.items() if rows})


def test_without_groups_there_are_none() -> None:
    said = read_wordings(plant_claims(0, posts_per_claim=3, others=0).posts)
    weighed = weigh_terms(said.wordings["text"], np.arange(said.wordings.height), GroupSettings())
    none = np.full(said.wordings.height, NONE)
    assert largest_claims(weighed, none, said.posts, 5).tolist() == none.tolist()
