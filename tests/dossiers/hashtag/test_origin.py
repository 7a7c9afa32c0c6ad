"""Where a tag came from: platforms stay apart, equal times say nothing, links carry it over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from unisono.dossiers.hashtag.origin import origin_of
from unisono.model.tables import POSTS

MAY = datetime(2018, 5, 3, 12, tzinfo=UTC)


def posts_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return POSTS rows; each has platform, account and at, and may have more columns of POSTS."""
    full = []
    for number, row in enumerate(rows):
        told = {"post_id": str(number), "kind": "post", "text": "#tag", **row}
        full.append({**told, "account_id": told.pop("account"), "created_at": told.pop("at")})
    return pl.DataFrame(full, schema=POSTS) if full else pl.DataFrame(schema=POSTS)


@pytest.fixture
def born_on_facebook() -> pl.DataFrame:
    there = [
        {"platform": "facebook", "account": f"g{n % 4}", "community_id": "Old harbour", "at": MAY + timedelta(days=n)}
        for n in range(20)
    ]
    here = [
        {
            "platform": "twitter",
            "account": f"t{n}",
            "handle": f"name{n}",
            "at": MAY + timedelta(days=50, minutes=n),
            "urls": ["https://m.facebook.com/groups/harbour/1"] if n < 3 else ["https://notfacebook.com/x"],
        }
        for n in range(60)
    ]
    return posts_of(here + there)


def test_the_first_platform_is_that_of_the_earliest_post(born_on_facebook: pl.DataFrame) -> None:
    card = origin_of(born_on_facebook, {"twitter:t0": 4})
    assert card["first_platform"] == "facebook"
    assert card["platforms"]["facebook"] == {
        "first_at": MAY,
        "last_at": MAY + timedelta(days=19),
        "posts": 20,
        "accounts": 4,
    }
    (lag,) = card["lags"]
    assert (lag["from"], lag["to"], lag["seconds"], lag["posts_before"]) == ("facebook", "twitter", 50 * 86_400.0, 20)
    assert lag["p"] < 1e-9
    assert card["communities"][0]["community"] == "Old harbour"
    assert any("50 days later, after 20 posts on facebook" in line for line in card["says"])


def test_carriers_are_the_first_accounts_there_and_those_that_link_back(born_on_facebook: pl.DataFrame) -> None:
    (carried,) = origin_of(born_on_facebook, {"twitter:t0": 4})["carriers"]
    assert [one["account_id"] for one in carried["accounts"][:3]] == ["twitter:t0", "twitter:t1", "twitter:t2"]
    assert carried["accounts"][0]["network"] == 4
    assert carried["accounts"][1]["network"] is None
    assert (carried["links"], carried["linking_accounts"]) == (3, 3)


def test_one_name_on_two_platforms_is_two_accounts() -> None:
    card = origin_of(
        posts_of(
            [
                {"platform": place, "account": "1", "handle": "same", "at": MAY + timedelta(hours=hour)}
                for hour, place in enumerate(["twitter", "bluesky"])
            ]
        )
    )
    assert [one["account_id"] for one in card["earliest"]] == ["twitter:1", "bluesky:1"]
    assert card["lags"][0]["p"] is None


def test_equal_times_name_no_first_platform() -> None:
    card = origin_of(posts_of([{"platform": place, "account": "1", "at": MAY} for place in ("twitter", "facebook")]))
    assert card["first_platform"] is None
    assert card["carriers"] == []
    assert "cannot be said" in card["says"][0]


def test_platforms_mixed_at_random_have_no_small_chance() -> None:
    rows = [{"platform": "ab"[n * 7 % 5 % 2], "account": str(n), "at": MAY + timedelta(hours=n)} for n in range(40)]
    assert origin_of(posts_of(rows))["lags"][0]["p"] > 0.1


def test_no_posts_and_posts_without_times_are_said() -> None:
    assert origin_of(posts_of([]))["cannot_say"] == "cannot say: none of its posts has a time"
    card = origin_of(posts_of([{"platform": "twitter", "account": "1", "at": None}]))
    assert (card["first_platform"], card["without_time"]) == (None, 1)
    assert card["platforms"]["twitter"]["posts"] == 1
