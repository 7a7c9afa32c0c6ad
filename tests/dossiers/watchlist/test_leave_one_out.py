"""The range of ranks equals ranking anew without each account, in a few plain lines."""

from collections import Counter

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.watchlist.leave_one_out import RankedUses, rank_ranges
from unisono.dossiers.watchlist.ranking import rank_uses

Posts = list[tuple[int, str, str]]  # day, item, account: one use each

USED = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from("abcdefghij"), st.sampled_from(["ann", "bob", "cem", "dag", "eva"])),
    min_size=1,
    max_size=60,
)


def plain_ranks(posts: Posts) -> dict[tuple[int, str], int]:
    """Rank what is left, each day by itself: posts, then accounts, then the alphabet."""
    ranks = {}
    for day in {one[0] for one in posts}:
        used = Counter(item for at, item, _ in posts if at == day)
        accounts = {item: len({who for at, what, who in posts if (at, what) == (day, item)}) for item in used}
        ordered = sorted(used, key=lambda item: (-used[item], -accounts[item], item))
        ranks |= {(day, item): place for place, item in enumerate(ordered, start=1)}
    return ranks


def plain_ranges(posts: Posts) -> dict[tuple[int, str], tuple[int, int]]:
    whole = plain_ranks(posts)
    found = {key: [rank] for key, rank in whole.items()}
    for left_out in {who for _, _, who in posts}:
        ranks = plain_ranks([one for one in posts if one[2] != left_out])
        for day, item in whole:
            remaining = sum(at == day for at, _ in ranks)
            found[day, item].append(ranks.get((day, item), remaining + 1))
    return {key: (min(ranks), max(ranks)) for key, ranks in found.items()}


def used_by(posts: Posts) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": pl.Series([one[0] for one in posts], dtype=pl.Int32).cast(pl.Date),
            "kind": ["hashtag"] * len(posts),
            "item": [one[1] for one in posts],
            "account": [one[2] for one in posts],
            "post": [str(number) for number in range(len(posts))],
        }
    )


@given(posts=USED)
@settings(max_examples=300, deadline=None)
def test_the_ranges_are_those_of_ranking_anew_without_each_account(posts: Posts) -> None:
    ranked = rank_uses(used_by(posts), accounts=5)
    days = ranked["day"].cast(pl.Int32)
    got = dict(zip(zip(days, ranked["item"], strict=True), ranked.select("rank_low", "rank_high").rows(), strict=True))
    assert got == plain_ranges(posts)
    assert dict(zip(zip(days, ranked["item"], strict=True), ranked["rank"], strict=True)) == plain_ranks(posts)


def test_a_thing_that_one_account_alone_used_comes_last_without_it() -> None:
    posts = [(0, "a", "ann")] * 5 + [(0, "b", "bob"), (0, "b", "cem"), (0, "c", "bob")]
    assert plain_ranges(posts)[0, "a"] == (1, 3)
    ranked = rank_uses(used_by(posts), accounts=3)
    assert ranked.filter(item="a").select("rank_low", "rank_high").row(0) == (1, 3)


def test_nothing_used_has_no_ranges() -> None:
    nothing = np.zeros(0, np.int64)
    low, high = rank_ranges(RankedUses(nothing, nothing, nothing, nothing, nothing, nothing, nothing))
    assert len(low) == len(high) == 0


def test_a_list_of_one_account_has_no_range() -> None:
    ranked = rank_uses(used_by([(0, "a", "ann")]), accounts=1)
    assert ranked.select("rank_low", "rank_high").row(0) == (None, None)
