"""What is counted about clusters, on cases small enough to count by hand."""

import polars as pl
import pytest
from benchmarks.near_duplicates.judging import adjusted_rand, judge_against_all, overall, recall_by_kind

NEAR = ["abcdefghij", "abcdefghix", "abcdefgyyx", "zzzzzzzzzz"]


def test_recall_counts_what_is_found_and_what_could_be() -> None:
    posts = pl.DataFrame({"kind": [None, "typos", "typos", "swapped halves"], "seed_row": [None, 0, 0, 0]})
    lines = {line.kind: line for line in recall_by_kind(posts, pl.Series(["a", "a", None, "b"]), pl.Series(NEAR), 0.70)}
    typos = lines["typos"]
    assert (typos.planted, typos.found, typos.allowed, typos.found_of_allowed) == (2, 1, 2, 1)
    assert (lines["swapped halves"].found, lines["swapped halves"].allowed) == (0, 0)
    assert overall(list(lines.values())).planted == 2


def test_a_text_that_says_too_little_is_found_by_nobody() -> None:
    posts = pl.DataFrame({"kind": [None, "typos"], "seed_row": [None, 0]})
    lines = recall_by_kind(posts, pl.Series([None, None], dtype=pl.String), pl.Series(["abc", None]), 0.70)
    assert sum(line.found + line.allowed for line in lines) == 0


def test_pairs_together_without_a_chain_of_similar_ones_are_false() -> None:
    # 0~1 and 0~2 (0.9 and 0.7), 1~2 (0.8); 3 is like nobody.
    judged = judge_against_all(pl.Series(NEAR), pl.Series(["a", "a", "a", "a"]), 0.70)
    assert (judged.similar, judged.together, judged.unlike_together, judged.false) == (3, 3, 3, 3)
    judged = judge_against_all(pl.Series(NEAR), pl.Series(["a", "a", "b", "c"]), 0.75)
    assert (judged.similar, judged.together, judged.unlike_together, judged.false) == (2, 1, 0, 0)
    judged = judge_against_all(pl.Series(NEAR), pl.Series(["a", "a", "a", "c"]), 0.75)
    assert (judged.unlike_together, judged.false) == (1, 0)


def test_the_adjusted_rand_index_is_one_for_equal_partitions_and_none_for_unrelated_ones() -> None:
    assert adjusted_rand(pl.Series([1, 1, 2, 2]), pl.Series(["x", "x", "y", "y"])) == 1.0
    # Hubert and Arabie's index of this table: (1 - 2*2/6) / ((2+2)/2 - 2*2/6) where one pair is common.
    assert adjusted_rand(pl.Series([1, 1, 2, 2]), pl.Series([1, 2, 1, 2])) == pytest.approx(-0.5)
