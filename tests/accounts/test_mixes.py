"""What accounts post about, day by day, compared with a plain count."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from tests.accounts.in_slices import InSlices
from tests.accounts.turning_town import START, Town, crowd
from unisono.accounts.mixes import KINDS, SLOTS, Mixes, read_mixes
from unisono.accounts.read_posts import HeldPosts
from unisono.accounts.timelines import DAY, read_timelines
from unisono.model.tables import POSTS, empty


def mixes_of(posts: pl.DataFrame) -> Mixes:
    return read_mixes(read_timelines(posts), HeldPosts(posts))


def test_accounts_with_few_posts_or_days_are_left_out() -> None:
    town = Town()
    for day in range(20):
        town.post("enough", day, "baking")
        town.post("one-day", 0.5 + day / 100, "baking")
        if day < 19:
            town.post("nineteen", day, "baking")
    posts = town.posts()
    mixes = mixes_of(posts)
    assert [read_timelines(posts).accounts[int(number)] for number in mixes.numbers] == ["here:enough"]
    assert np.diff(mixes.days_of).tolist() == [20]


def test_an_item_counts_once_a_day_and_rare_ones_are_one_item() -> None:
    town = Town()
    for day in range(20):
        for _ in range(3):
            town.post("ann", day, "baking")
    posts = town.posts().with_columns(
        text=pl.lit("bread bread flour"),
        hashtags=pl.when(pl.col("post_id").cast(pl.Int64) < 6)
        .then(pl.lit(["Cake"]))
        .otherwise(pl.lit([], pl.List(pl.String))),
    )
    mixes = mixes_of(posts)
    kinds = np.bincount(mixes.kind_of[mixes.items], minlength=len(KINDS))
    # Two words and a language on each of twenty days, and a tag on two days, which is rare.
    assert kinds.tolist() == [40, 2, 0, 20]
    rare_tag = len(mixes.kind_of) - len(KINDS) + KINDS.index("hashtags")
    assert (mixes.items == rare_tag).sum() == 2


def test_a_tag_in_the_text_and_in_the_list_is_one_and_case_does_not_matter() -> None:
    town = Town()
    for day in range(24):
        town.post("ann", day, "baking")
    number = pl.col("post_id").cast(pl.Int64) % 2
    posts = town.posts().with_columns(
        text=pl.when(number == 0).then(pl.lit("#SourDough")).otherwise(pl.lit("#sourdough")),
        hashtags=pl.when(number == 0).then(pl.lit(["sourdough"])).otherwise(pl.lit(None, pl.List(pl.String))),
        lang=pl.lit(None, pl.String),
    )
    mixes = mixes_of(posts)
    assert len(np.unique(mixes.items)) == 1
    assert len(mixes.items) == 24


def test_shorteners_and_the_platform_itself_are_no_subject() -> None:
    town = Town()
    for day in range(24):
        town.post("ann", day, "baking")
    posts = town.posts().with_columns(
        platform=pl.lit("twitter"),
        text=pl.lit("https://t.co/abc https://twitter.com/a/status/1 http://www.Bread.example/a?b"),
        hashtags=pl.lit([], pl.List(pl.String)),
        lang=pl.lit(None, pl.String),
    )
    mixes = mixes_of(posts)
    assert np.unique(mixes.kind_of[mixes.items]).tolist() == [KINDS.index("domains")]
    assert len(np.unique(mixes.items)) == 1
    assert 2 * SLOTS <= mixes.items[0] < 3 * SLOTS


def test_days_and_posts_stand_in_order_of_time() -> None:
    mixes = mixes_of(crowd(people=5).posts())
    assert len(mixes) == 5
    for place in range(len(mixes)):
        days = range(mixes.days_of[place], mixes.days_of[place + 1])
        dates = [int(mixes.times[mixes.post_start[day]] // DAY) for day in days]
        assert dates == sorted(set(dates))
        for day, date in zip(days, dates, strict=True):
            own = mixes.times[mixes.post_start[day] : mixes.post_start[day + 1]] // DAY
            assert set(own.tolist()) == {date}


def test_what_everybody_takes_up_is_left_out() -> None:
    town = crowd(people=80)
    posts = town.posts()
    late = pl.col("created_at") >= START + timedelta(days=30)
    event = posts.with_columns(text=pl.when(late).then(pl.col("text") + " flood rescue").otherwise(pl.col("text")))
    assert len(mixes_of(event).items) == len(mixes_of(posts).items)
    constant = posts.with_columns(text=pl.col("text") + " flood rescue")
    assert len(mixes_of(constant).items) > len(mixes_of(posts).items)


def test_no_posts_give_no_accounts() -> None:
    mixes = mixes_of(empty(POSTS))
    assert len(mixes) == 0
    assert len(mixes.items) == 0


def test_texts_laid_out_some_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = crowd(people=12).posts()
    whole = mixes_of(posts)
    monkeypatch.setattr("unisono.accounts.mixes.POSTS_AT_ONCE", 7)
    parts = mixes_of(posts)
    np.testing.assert_array_equal(parts.day_start, whole.day_start)
    np.testing.assert_array_equal(parts.items, whole.items)


@pytest.mark.parametrize("seed", range(3))
def test_mixes_of_parts_are_those_of_the_whole(seed: int) -> None:
    posts = crowd(seed=seed).posts().sample(fraction=1.0, shuffle=True, seed=seed)
    number = pl.col("post_id").cast(pl.Int64)
    posts = posts.with_columns(
        lang=pl.when(number % 3 == 0).then(pl.lit("de")).when(number % 3 == 1).then(pl.lit("en")),
        hashtags=pl.when(number % 2 == 0).then(pl.lit(["Cake"])).otherwise(pl.lit(None, pl.List(pl.String))),
    )
    timelines = read_timelines(posts)
    whole, parts = read_mixes(timelines, HeldPosts(posts)), read_mixes(timelines, InSlices(posts))
    assert len(whole) > 10
    for name, value in vars(whole).items():
        assert np.array_equal(value, getattr(parts, name)), name
