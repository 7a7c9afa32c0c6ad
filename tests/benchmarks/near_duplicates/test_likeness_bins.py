"""Pairs are planted at every similarity, and counted as found where both end in one cluster."""

import numpy as np
import polars as pl
from benchmarks.near_duplicates.likeness_bins import (
    CHANGES,
    judge_pairs_by_likeness,
    plant_pairs,
    recall_by_likeness,
)

TEXT = "the council of elmford votes tomorrow on the old bridge at nine in the great hall by the river"
OTHER = "nobody asked us whether boats shall sail under paper lanterns while music plays all summer long"


def test_every_change_of_a_small_share_keeps_most_of_a_text_and_of_a_large_one_less() -> None:
    for change in CHANGES.values():
        little, much = (change(TEXT, OTHER, share, np.random.default_rng(3)) for share in (0.05, 0.4))
        assert little != TEXT
        assert len(set(little.split()) & set(TEXT.split())) > len(set(much.split()) & set(TEXT.split())) - 2


def test_the_same_seed_plants_the_same_pairs() -> None:
    assert plant_pairs(20).equals(plant_pairs(20))


def test_a_pair_is_found_where_both_ends_share_a_cluster() -> None:
    planted = pl.DataFrame(
        [
            (TEXT, TEXT.replace("tomorrow", "on sunday"), "en", "near"),
            (OTHER, TEXT[::-1], "en", "far"),
            ("short", "shore", "en", "says too little"),
        ],
        ["first", "second", "language", "change"],
        orient="row",
    )
    clusters = ["a post", "x", "y", "x", "z"]
    judged = judge_pairs_by_likeness(pl.Series(["one post"]), planted, lambda texts: pl.Series(clusters[: len(texts)]))
    assert judged["change"].to_list() == ["near", "far"]
    assert judged["found"].to_list() == [True, False]
    assert judged["similarity"][0] > 0.85


def test_recall_is_counted_in_bins_of_a_twentieth_from_their_lower_end() -> None:
    judged = pl.DataFrame({"similarity": [0.7, 0.7499, 0.75, 1.0, 0.5], "found": [True, False, True, True, False]})
    assert recall_by_likeness(judged).rows() == [(0.7, 2, 0.5), (0.75, 1, 1.0), (0.95, 1, 1.0)]
