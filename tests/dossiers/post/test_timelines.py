"""Timelines that are nearly the same."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.post.timelines import ALIKE, common_in_order, find_alike

START = datetime(2020, 1, 1, tzinfo=UTC)


def lines_of(lines: dict[str, list[int]]) -> pl.DataFrame:
    rows = [
        {"account": account, "object": f"o{post}", "at": START + timedelta(minutes=place)}
        for account, posts in lines.items()
        for place, post in enumerate(posts)
    ]
    return pl.DataFrame(rows, schema={"account": pl.String, "object": pl.String, "at": pl.Datetime("us", "UTC")})


def longest_common(left: list[int], right: list[int]) -> int:
    """Return the length of the longest common subsequence by the textbook table."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


distinct = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(distinct, distinct)
def test_what_two_have_in_order_is_the_longest_common_subsequence(left: list[int], right: list[int]) -> None:
    assert common_in_order(left, right) == longest_common(left, right) == common_in_order(right, left)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), unique=True, min_size=5, max_size=9), min_size=2, max_size=6))
def test_the_closest_is_the_closest_of_all(given_lines: list[list[int]]) -> None:
    lines = {f"a{number}": line for number, line in enumerate(given_lines)}
    found, compared = find_alike(lines_of(lines), pl.Series(list(lines)))
    assert compared == len(lines)
    for row in found.iter_rows(named=True):
        own = lines[row["account"]]
        best = max(
            longest_common(own, line) / max(len(own), len(line))
            for account, line in lines.items()
            if account != row["account"]
        )
        assert abs(row["alike"] - best) < 1e-12
        assert abs(row["common"] / row["longer"] - best) < 1e-12


def test_planted_twins_are_found_among_people() -> None:
    rng = np.random.default_rng(1)
    lines = {f"p{number}": rng.permutation(400)[:20].tolist() for number in range(60)}
    job = rng.permutation(400)[:30].tolist()
    lines |= {f"h{number}": [post for post in job if rng.random() < 0.95] for number in range(8)}
    found, _ = find_alike(lines_of(lines), pl.Series(list(lines)))
    assert set(found.filter(pl.col("alike") >= 0.7)["account"]) == {f"h{number}" for number in range(8)}


def test_the_same_posts_in_another_order_are_not_the_same_timeline() -> None:
    found, _ = find_alike(lines_of({"a": [1, 2, 3, 4, 5, 6], "b": [6, 5, 4, 3, 2, 1]}), pl.Series(["a", "b"]))
    assert found["alike"].to_list() == [1 / 6, 1 / 6]


def test_accounts_with_few_reposts_are_not_compared() -> None:
    found, compared = find_alike(lines_of({"a": [1, 2, 3, 4], "b": [1, 2, 3, 4, 5]}), pl.Series(["a", "b"]))
    assert (found.height, compared) == (0, 1)
    assert dict(found.schema) == ALIKE
