"""Minutes in which many accounts delete are found; second looks and services at full hours are not."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from unisono.accounts.deletions import LIVES, SHARED_MINUTES, deletion_lives, usual_in
from unisono.accounts.deletions import shared_minutes as minutes_of_posts
from unisono.accounts.read_posts import HeldPosts
from unisono.model.tables import POSTS, conform

START = datetime(2018, 3, 1, tzinfo=UTC)
NIGHT = 20_000
"""Minutes after START in which the planted accounts delete."""


def shared_minutes(posts: pl.DataFrame) -> pl.DataFrame:
    return minutes_of_posts(HeldPosts(posts))


def posts_noted(rows: list[tuple[str, float, bool]], made: float = -600.0) -> pl.DataFrame:
    """Return posts in POSTS columns from account, minutes after START when it was noted, and whether it is gone."""
    table = pl.DataFrame(
        [
            {
                "platform": "twitter",
                "post_id": f"p{number}",
                "account_id": account,
                "created_at": START + timedelta(minutes=made),
                "collected_at": START + timedelta(minutes=minute),
                "is_deleted": is_deleted,
            }
            for number, (account, minute, is_deleted) in enumerate(rows)
        ],
        schema={
            name: POSTS[name]
            for name in ("platform", "post_id", "account_id", "created_at", "collected_at", "is_deleted")
        },
    )
    return conform(table, POSTS)


def now_and_then(seed: int = 1, count: int = 4_000) -> list[tuple[str, float, bool]]:
    """Return deletions of 500 accounts, spread over four weeks."""
    rng = np.random.default_rng(seed)
    return [(f"u{rng.integers(0, 500)}", float(rng.uniform(0, 40_000)), True) for _ in range(count)]


def together(count: int, minute: float = NIGHT) -> list[tuple[str, float, bool]]:
    return [(f"hired{n % count}", minute + 0.3 + 0.5 * (n % 2), True) for n in range(2 * count)]


def test_a_minute_that_twelve_accounts_share_is_found_with_its_posts() -> None:
    (row,) = shared_minutes(posts_noted([*now_and_then(), *together(12)])).to_dicts()
    assert dict(shared_minutes(posts_noted([])).schema) == SHARED_MINUTES
    assert row["at"] == START + timedelta(minutes=NIGHT)
    assert {f"twitter:hired{n}" for n in range(12)} <= set(row["accounts"])
    assert len(row["accounts"]) <= 14
    assert len(row["posts"]) >= 24
    assert row["expected"] < 0.5
    assert row["q"] < 1e-6
    assert row["median_life_s"] == pytest.approx(60 * (NIGHT + 600), abs=120)


def test_deletions_now_and_then_and_few_together_are_nothing() -> None:
    for seed in range(5):
        assert shared_minutes(posts_noted([*now_and_then(seed), *together(7)])).height == 0, seed


def test_without_deletions_or_their_times_nothing_is_said() -> None:
    standing = posts_noted([(f"u{n}", 5.0, False) for n in range(50)])
    assert shared_minutes(standing).height == 0
    assert shared_minutes(standing.with_columns(is_deleted=pl.lit(None, dtype=pl.Boolean))).height == 0
    assert shared_minutes(standing.drop("is_deleted")).height == 0
    undated = posts_noted(together(30)).with_columns(collected_at=pl.lit(None, dtype=POSTS["collected_at"]))
    assert shared_minutes(undated).height == 0


def test_what_a_second_look_notes_at_once_is_the_collectors_deed() -> None:
    assert shared_minutes(posts_noted(together(200))).height == 0
    looked = [("somebody", NIGHT + 0.6, False)]
    assert shared_minutes(posts_noted([*now_and_then(), *together(40), *looked])).height == 0


def test_a_slow_second_look_and_a_service_at_full_hours_are_usual() -> None:
    rng = np.random.default_rng(3)
    crawl = [(f"u{rng.integers(0, 900)}", 20_000 + n / 15, True) for n in range(3_000)]
    assert shared_minutes(posts_noted([*now_and_then(), *crawl])).height == 0
    service = [(f"s{n}", 60.0 * hour + 0.2, True) for hour in range(600) for n in range(12)]
    assert shared_minutes(posts_noted([*now_and_then(), *service])).height == 0


def test_what_is_usual_leaves_the_minute_itself_out() -> None:
    minutes, accounts = np.array([0, 90, 100, 130]), np.array([4, 5, 99, 3])
    assert usual_in(100, minutes, accounts) == pytest.approx((5 + 3 + 1) / 60)
    hourly = np.arange(0, 1_440, 60)
    assert usual_in(600, hourly, np.full(24, 12)) == pytest.approx(12 * 22 / 24)


def test_lives_are_medians_of_enough_posts() -> None:
    posts = posts_noted(
        [*(("often", float(minute), True) for minute in (1, 2, 3, 4, 500)), ("once", 9.0, True)], made=0
    )
    lives = deletion_lives(posts)
    assert dict(lives.schema) == LIVES
    assert lives.rows() == [("twitter:often", 5, 180.0), ("twitter:once", 1, None)]
    assert deletion_lives(posts_noted([("calm", 1.0, False)])).height == 0
