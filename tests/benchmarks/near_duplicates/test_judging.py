"""What is counted about clusters, on cases small enough to count by hand."""

import polars as pl
import pytest
from benchmarks.near_duplicates.judging import adjusted_rand, judge_against_all, overall, recall_by_kind

FIRST = "thecouncilofelmfordvotesontheoldbridgeabcdefgh"
LIKE_BOTH = FIRST[:32] + "zzzzzz" + FIRST[38:]
LAST = "y" * 10 + LIKE_BOTH[10:]
ALONE = "0123456789" * 4
CHAIN = pl.Series([FIRST, LIKE_BOTH, LAST, ALONE])
"""The first is like the second and the second like the third (0.87 and 0.78), the first not like the third (0.65)."""


def test_recall_counts_what_is_found_and_what_could_be() -> None:
    posts = pl.DataFrame({"kind": [None, "typos", "typos", "truncated"], "seed_row": [None, 0, 0, 0]})
    lines = {line.kind: line for line in recall_by_kind(posts, pl.Series(["a", "a", "a", None]), CHAIN)}
    typos = lines["typos"]
    assert (typos.planted, typos.found, typos.allowed, typos.found_of_allowed) == (2, 2, 1, 1)
    assert (lines["truncated"].planted, lines["truncated"].found, lines["truncated"].allowed) == (1, 0, 0)
    assert overall(list(lines.values())).planted == 3


def test_a_text_that_says_too_little_is_found_by_nobody() -> None:
    posts = pl.DataFrame({"kind": [None, "typos"], "seed_row": [None, 0]})
    lines = recall_by_kind(posts, pl.Series([None, None], dtype=pl.String), pl.Series(["abc", None]))
    assert sum(line.found + line.allowed for line in lines) == 0


def test_pairs_together_without_a_chain_of_similar_ones_are_false() -> None:
    judged = judge_against_all(CHAIN, pl.Series(["a", "a", "a", "a"]))
    assert (judged.similar, judged.together, judged.unlike_together, judged.false) == (2, 2, 4, 3)
    judged = judge_against_all(CHAIN, pl.Series(["a", "a", "b", "c"]))
    assert (judged.similar, judged.together, judged.unlike_together, judged.false) == (2, 1, 0, 0)
    judged = judge_against_all(CHAIN, pl.Series(["a", "a", "a", "c"]))
    assert (judged.unlike_together, judged.false) == (1, 0)


def test_texts_that_are_alike_by_nothing_have_no_pairs() -> None:
    judged = judge_against_all(pl.Series([ALONE, FIRST]), pl.Series(["a", "b"]))
    assert (judged.similar, judged.false) == (0, 0)


def test_the_adjusted_rand_index_is_one_for_equal_partitions_and_none_for_unrelated_ones() -> None:
    assert adjusted_rand(pl.Series([1, 1, 2, 2]), pl.Series(["x", "x", "y", "y"])) == 1.0
    # By hand: no common pair, 2 pairs in each, so (0 - 2*2/6) / (2 - 2*2/6).
    assert adjusted_rand(pl.Series([1, 1, 2, 2]), pl.Series([1, 2, 1, 2])) == pytest.approx(-0.5)
