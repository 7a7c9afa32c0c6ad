"""Ranks, counts and shares are those of counting by hand."""

from collections import Counter
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.watchlist.ranking import rank_uses, ranked_by_posts

Posts = list[tuple[int, str, str, str]]  # day of June, kind, item, account


def uses_of(posts: Posts) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": pl.Series([date(2018, 6, day) for day, *_ in posts], dtype=pl.Date),
            "kind": [kind for _, kind, _, _ in posts],
            "item": [item for _, _, item, _ in posts],
            "account": [account for *_, account in posts],
            "post": [str(number) for number in range(len(posts))],
        },
        schema_overrides={"kind": pl.String, "item": pl.String, "account": pl.String, "post": pl.String},
    )


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.sampled_from(["hashtag", "link"]),
            st.sampled_from(["a", "b", "ä", "ب", "語"]),
            st.sampled_from(["1", "2", "3", "4", "5", "6", "7"]),
        ),
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_figure_is_that_of_counting_by_hand(posts: Posts) -> None:
    expected = []
    for day, kind in sorted({(day, kind) for day, kind, _, _ in posts}):
        own = [one for one in posts if one[:2] == (day, kind)]
        counted = {}
        for item in {one[2] for one in own}:
            by_account = Counter(one[3] for one in own if one[2] == item)
            busiest = sum(sorted(by_account.values(), reverse=True)[:5])
            counted[item] = (sum(by_account.values()), len(by_account), busiest / sum(by_account.values()))
        for rank, item in enumerate(sorted(counted, key=lambda one: (-counted[one][0], -counted[one][1], one)), 1):
            expected.append((date(2018, 6, day), kind, item, rank, *counted[item]))
    ranked = rank_uses(uses_of(posts), accounts=7)
    names = ("day", "kind", "item", "rank", "posts", "accounts", "top5_share")
    assert ranked.select(names).rows() == expected
    for kind, item, days in ranked.select("kind", "item", "days_in_top10").rows():
        assert days == sum(one[1:3] == (kind, item) and one[3] <= 10 for one in expected)
    assert (ranked["rank_low"] <= ranked["rank"]).all()
    assert (ranked["rank"] <= ranked["rank_high"]).all()


def test_only_the_first_ten_of_a_day_are_on_top() -> None:
    posts = [(1, "hashtag", f"t{number:02}", "1") for number in range(11)] + [(2, "hashtag", "t10", "1")]
    ranked = rank_uses(uses_of(posts), accounts=2)
    assert ranked.filter(item="t10")["days_in_top10"].to_list() == [1, 1]
    assert ranked.filter(item="t00")["days_in_top10"].to_list() == [1]


def test_ties_go_by_accounts_and_then_by_the_alphabet() -> None:
    counts = pl.DataFrame({"item": ["b", "a", "c"], "posts": [2, 2, 2], "accounts": [1, 1, 2], "day": [1, 1, 1]})
    assert ranked_by_posts(counts, ["day"])["item"].to_list() == ["c", "a", "b"]
