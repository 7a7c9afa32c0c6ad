"""Measures of flows against sums over the accounts' posts."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.dossiers.hashtag.flows import FLOWS, count_posts, measure_flows

START = datetime(2018, 6, 1, tzinfo=UTC)


def uses_of(counts: list[int], reposts: int = 0, name: str = "x") -> pl.DataFrame:
    """Return uses of a tag by accounts with so many posts each; the first `reposts` posts are reposts."""
    accounts = [f"a{number}" for number, count in enumerate(counts) for _ in range(count)]
    return pl.DataFrame(
        {
            "account": accounts,
            "post": [f"{name}{number}" for number in range(len(accounts))],
            "at": [START + timedelta(minutes=number) for number in range(len(accounts))],
            "kind": ["repost" if number < reposts else "post" for number in range(len(accounts))],
            "object": name,
        },
        schema_overrides={"at": pl.Datetime("us", "UTC")},
    )


@given(st.lists(st.integers(1, 40), min_size=1, max_size=90))
def test_every_measure_is_that_of_the_posts_per_account(counts: list[int]) -> None:
    flow = measure_flows(uses_of(counts, reposts=1)).row(0, named=True)
    ordered, posts = sorted(counts, reverse=True), sum(counts)
    assert (flow["posts"], flow["accounts"], flow["reposts"]) == (posts, len(counts), 1)
    assert flow["top_posts"] == sum(ordered[:50])
    assert flow["top10_share"] == pytest.approx(sum(ordered[:10]) / posts)
    assert flow["top50_share"] == pytest.approx(sum(ordered[:50]) / posts)
    # Gini's coefficient is half the mean difference between two accounts, to their mean.
    apart = sum(abs(a - b) for a in counts for b in counts) / len(counts) ** 2
    assert flow["gini"] == pytest.approx(apart / 2 / (posts / len(counts)), abs=1e-9)
    assert flow["ctm"] == pytest.approx(10 / posts + 100 * sum(ordered[:50]) / posts + posts / len(counts))


def test_each_tag_is_a_flow_of_its_own_with_its_first_and_last_post() -> None:
    flows = measure_flows(pl.concat([uses_of([2, 1]), uses_of([5], name="y")]))
    assert dict(flows.schema) == FLOWS
    assert flows["object"].to_list() == ["y", "x"]
    assert flows["last_at"][1] == START + timedelta(minutes=2)
    assert flows["first_at"][1] == START


def test_counts_are_of_the_accounts_of_the_asked_tags() -> None:
    uses = pl.concat([uses_of([2, 1]), uses_of([5], name="y")])
    assert count_posts(uses, pl.Series(["x"]))["posts"].sort().to_list() == [1, 2]


def test_no_uses_are_no_flows() -> None:
    assert measure_flows(uses_of([1]).clear()).is_empty()
