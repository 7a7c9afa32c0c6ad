"""Ranks by hour are those of a count by hand."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.dossiers.hashtag.hourly_ranks import best_hours, hourly_ranks

NOON = datetime(2018, 5, 3, 12, tzinfo=UTC)
SCHEMA = {"tag": pl.String, "account": pl.String, "at": pl.Datetime("us", "UTC")}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "عربي", "タグ"]), st.integers(0, 5), st.integers(0, 300)), max_size=60
    )
)
def test_ranks_are_by_accounts_then_posts_then_letters(uses: list[tuple[str, int, int]]) -> None:
    table = pl.DataFrame(
        [(tag, str(who), NOON + timedelta(minutes=minute)) for tag, who, minute in uses], schema=SCHEMA, orient="row"
    )
    hours: dict[datetime, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for tag, who, minute in uses:
        hours[NOON + timedelta(hours=minute // 60)][tag].append(who)
    wanted = []
    for hour in sorted(hours):
        order = sorted(hours[hour].items(), key=lambda one: (-len(set(one[1])), -len(one[1]), one[0].encode()))
        wanted += [
            (hour, tag, len(who), len(set(who)), rank, len(order)) for rank, (tag, who) in enumerate(order, start=1)
        ]
    assert hourly_ranks(table).rows() == wanted


def test_the_best_hour_of_a_tag_is_told() -> None:
    rows = [
        ("a", "1", NOON),
        ("b", "1", NOON),
        ("b", "2", NOON),
        ("a", "1", NOON + timedelta(hours=1)),
        ("a", "2", None),
    ]
    ranks = hourly_ranks(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    assert best_hours(ranks, "a") == {
        "best_rank": 1, "best_at": NOON + timedelta(hours=1), "of_tags": 1, "hours_in_top10": 2, "hours_used": 2,
    }  # fmt: skip
    assert best_hours(ranks, "z")["best_rank"] is None
