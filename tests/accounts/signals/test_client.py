"""Client: the share of posts that came through tools which publish by themselves."""

import math

import polars as pl
import pytest

from tests.accounts.signals.lives import acts_of, values_of
from unisono.accounts.signals.client import is_tool, measure_client


@pytest.mark.parametrize(
    "name",
    [
        "IFTTT",
        "dlvr.it",
        "Buffer",
        "Hootsuite Inc.",
        "Zapier.com",
        "Scheduled Posts",
        "Feed Relay Service",
        "RSS app",
    ],
)
def test_tools_that_publish_by_themselves_are_known_by_name(name: str) -> None:
    assert is_tool(pl.Series([name])).to_list() == [True]


@pytest.mark.parametrize(
    "name",
    ["Twitter for iPhone", "Twitter Web Client", "TweetDeck", "Tweetbot for iOS", "Autostadt", "botanica"],
)
def test_apps_with_somebody_at_the_keys_are_not(name: str) -> None:
    assert is_tool(pl.Series([name])).to_list() == [False]


def test_the_share_counts_posts_whose_app_is_known() -> None:
    clients = ["IFTTT"] * 6 + ["Twitter for iPhone"] * 6 + [None] * 8
    acts = acts_of([{"account_id": "a", "seconds": n, "client": name} for n, name in enumerate(clients)])
    assert values_of(measure_client(acts), acts, "a") == {"automation_tools": (0.5, 12)}


def test_files_without_apps_say_nothing() -> None:
    acts = acts_of([{"account_id": "a", "seconds": n} for n in range(20)])
    value, n = values_of(measure_client(acts), acts, "a")["automation_tools"]
    assert math.isnan(value) and n == 0
    assert len(measure_client(acts_of([]))["automation_tools"][0]) == 0
