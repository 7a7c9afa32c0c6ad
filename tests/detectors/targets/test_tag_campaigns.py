"""Hashtags against a target: given ones, and hostile ones that came at once; never a topic or praise."""

from datetime import timedelta

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.detectors.targets.planted_attacks import START, TARGETS, Row, write_posts
from unisono.cases.targets import Target, Targets
from unisono.detectors.targets.attack_posts import find_attacks
from unisono.detectors.targets.tag_campaigns import WITHIN_DAYS, densest_share


def tagged(
    tag: str, posts: int, hostile: int, *, days: float = 1.0, about: int | None = None, accounts: int = 12
) -> list[Row]:
    """Return posts with a tag, spread over days; the first `hostile` are hostile, the first `about` name the target."""
    return [
        {
            "account": number % accounts,
            "at": START + timedelta(days=days * number / posts),
            "text": ("Ilva Sorrendo " if about is None or number < about else "")
            + ("you idiot" if number < hostile else "hm"),
            "hashtags": [tag],
        }
        for number in range(posts)
    ]


def found_tags(rows: list[Row], targets: Targets = TARGETS) -> list[str]:
    return find_attacks(write_posts(rows), targets).campaigns["tag"].to_list()


def test_seventeen_hostile_hashtags_of_two_days_are_all_found() -> None:
    rows = [row for number in range(17) for row in tagged(f"Out{number}", 20, 15, days=1.9)]
    assert sorted(found_tags(rows)) == sorted(f"out{number}" for number in range(17))


def test_a_topic_praise_a_habit_and_what_few_use_are_no_campaign() -> None:
    assert found_tags(tagged("debate", 40, 6)) == []
    assert found_tags(tagged("VivaIlva", 40, 0)) == []
    assert found_tags(tagged("always", 40, 30, days=60.0)) == []
    assert found_tags(tagged("everything", 100, 30, about=30)) == []
    assert found_tags(tagged("two", 40, 40, accounts=2)) == []
    assert found_tags(tagged("nine", 9, 9)) == []


def test_a_given_hashtag_counts_whatever_its_posts_say() -> None:
    targets = Targets((Target("Ilva", aliases=("Ilva Sorrendo",), hashtags=("Debate",)),))
    campaigns = find_attacks(write_posts(tagged("debate", 40, 6)), targets).campaigns
    assert campaigns.select("tag", "given", "posts", "hostile").rows() == [("debate", True, 40, 6)]


def test_posts_of_a_campaign_that_do_not_name_the_target_are_meant_for_it() -> None:
    attacks = find_attacks(write_posts(tagged("OutIlva", 40, 30, about=30)), TARGETS).attacks
    assert attacks.height == 40
    assert attacks.filter(pl.col("severity") == 0).height == 10


@given(st.lists(st.integers(0, 40 * 24), min_size=1, max_size=30))
def test_the_densest_share_is_that_of_the_best_window_of_all(hours: list[int]) -> None:
    times = sorted(START + timedelta(hours=hour) for hour in hours)
    width = timedelta(days=WITHIN_DAYS)
    best = max(sum(one <= other <= one + width for other in times) for one in times)
    assert np.isclose(densest_share([int(one.timestamp()) * 1_000_000 for one in times]), best / len(times))
