"""Tests of what networks post for."""

from datetime import UTC, datetime, timedelta

import numpy as np
import orjson
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.detectors.small_world import world
from unisono.detectors.scanning import scan_posts
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACCOUNTS, POSTS, conform
from unisono.networks import purpose
from unisono.networks.purpose import (
    CANNOT_SAY,
    FEWEST_POSTS,
    FEWEST_TEXTS,
    evenly_over_time,
    read_purposes,
    with_purposes,
)

START = datetime(2018, 6, 1, tzinfo=UTC)
ADVERT, PARTY, BREAD = "Order now, only {} €", "Parliament votes on item {}", "Bread number {} is in the oven"


def write(account: str, texts: list[str | None], **more: object) -> list[dict[str, object]]:
    return [
        {
            "platform": "twitter",
            "post_id": f"{account}-{place}",
            "account_id": account,
            "created_at": START + timedelta(hours=place),
            "kind": "post",
            "text": text,
            **more,
        }
        for place, text in enumerate(texts)
    ]


def purposes(
    groups: dict[int, list[str]], rows: list[dict[str, object]], **profile: str
) -> list[dict[str, float | None]]:
    posts = conform(pl.DataFrame(rows, infer_schema_length=None), POSTS)
    members = [{"network": number, "account": f"twitter:{one}"} for number, group in groups.items() for one in group]
    accounts = (
        posts.select("platform", "account_id")
        .unique()
        .with_columns(pl.lit(value).alias(name) for name, value in profile.items())
    )
    profiles = conform(accounts, ACCOUNTS).with_columns(pl.format("{}:{}", "platform", "account_id").alias("account"))
    networks = pl.DataFrame({"network": list(groups)})
    told = with_purposes(networks, pl.DataFrame(members), posts, profiles)
    return [orjson.loads(text) for text in told["purpose"]]


def test_each_network_gets_the_shares_of_its_own_posts() -> None:
    rows = [
        *write("1", [ADVERT.format(n) for n in range(10)] + [BREAD.format(n) for n in range(10)]),
        *write("2", [ADVERT.format(n) for n in range(10)] + [PARTY.format(n) for n in range(10)]),
        *write("3", [PARTY.format(n) for n in range(30)]),
    ]
    first, second = purposes({1: ["1", "2"], 2: ["3"]}, rows)
    assert first == {"commercial": 0.5, "political": 0.25, "news": 0.0, "fan": 0.0, "unknown": 0.25}
    assert second == {"commercial": 0.0, "political": 1.0, "news": 0.0, "fan": 0.0, "unknown": 0.0}


def test_a_text_counts_as_often_as_it_was_posted_with_or_without_its_first_author() -> None:
    texts = ["RT @shop: " + ADVERT.format(1)] * 15 + [ADVERT.format(1)] * 15 + [PARTY.format(n) for n in range(10)]
    assert purposes({1: ["1"]}, write("1", texts))[0]["commercial"] == 0.75
    posts = conform(pl.DataFrame(write("1", texts)), POSTS).with_columns(
        pl.lit("twitter:1").alias("account"), pl.format("twitter:{}", "post_id").alias("post")
    )
    nobody = conform(pl.DataFrame(), ACCOUNTS).with_columns(pl.lit(None, dtype=pl.String).alias("account"))
    assert read_purposes(posts, nobody).texts.height == 11


def test_hashtags_that_a_platform_keeps_apart_are_words_too() -> None:
    rows = write("1", [BREAD.format(n) for n in range(30)], hashtags=["VoteForBread"])
    assert purposes({1: ["1"]}, rows)[0]["political"] == 1.0
    assert purposes({1: ["1"]}, [row | {"hashtags": None} for row in rows]) == [CANNOT_SAY]


@pytest.mark.parametrize(
    "texts",
    [
        [ADVERT.format(n) for n in range(FEWEST_POSTS - 1)],
        [ADVERT.format(n % (FEWEST_TEXTS - 1)) for n in range(50)],
        [BREAD.format(n) for n in range(50)],
        [None] * 50,
        ["😀"] * 50,
    ],
)
def test_thin_or_silent_networks_are_all_unknown(texts: list[str | None]) -> None:
    assert purposes({1: ["1"]}, write("1", texts)) == [CANNOT_SAY]


def test_media_that_link_to_stories_post_news_whatever_they_tell_of() -> None:
    texts: list[str | None] = [f"Parliament hears witness {n} on the harbour" for n in range(30)]
    by_name = write("1", texts, urls=["https://a.example/1"])
    assert purposes({1: ["1"]}, by_name, handle="SpringfieldDaily")[0]["news"] == 1.0
    assert purposes({1: ["1"]}, by_name, bio="Breaking news from the harbour")[0]["news"] == 1.0
    # A name without links, and links under a name that is no newspaper's to many sites, are not enough.
    assert purposes({1: ["1"]}, write("1", texts), handle="SpringfieldDaily")[0]["political"] == 1.0
    elsewhere = [row | {"urls": [f"https://site{n}.example/"]} for n, row in enumerate(write("1", texts))]
    assert purposes({1: ["1"]}, elsewhere)[0]["political"] == 1.0
    assert purposes({1: ["1"]}, by_name)[0]["news"] == 1.0
    assert purposes({1: ["1"]}, write("1", texts, urls=["https://a.example/"], kind="repost"))[0]["political"] == 1.0


def test_of_many_posts_a_sample_is_read_and_says_nearly_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str | None] = [(ADVERT if n % 3 else PARTY).format(n) for n in range(900)]
    whole = purposes({1: ["1"]}, write("1", texts))[0]["commercial"]
    monkeypatch.setattr(purpose, "MOST_POSTS", 200)
    sample = purposes({1: ["1"]}, write("1", texts))[0]["commercial"]
    assert whole == pytest.approx(2 / 3, abs=1e-3)
    assert sample == pytest.approx(2 / 3, abs=0.1)
    assert sample != whole


def test_accounts_that_take_turns_by_plan_are_not_read_in_step_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purpose, "MOST_POSTS", 200)
    for turn in (2, 3, 5, 9):
        texts: list[str | None] = [(PARTY if n % turn else ADVERT).format(n) for n in range(900)]
        assert purposes({1: ["1"]}, write("1", texts))[0]["commercial"] == pytest.approx(1 / turn, abs=0.1)


@given(st.lists(st.integers(0, 5), max_size=60), st.integers(1, 20))
def test_a_sample_is_spread_over_time_and_does_not_depend_on_the_order(hours: list[int], most: int) -> None:
    posts = pl.DataFrame(
        {
            "group": [hour % 2 for hour in hours],
            "created_at": [START + timedelta(hours=hour) for hour in hours],
            "post": [f"{place:03}" for place in range(len(hours))],
        },
        schema={"group": pl.Int64, "created_at": pl.Datetime("us", "UTC"), "post": pl.String},
    )
    chosen = evenly_over_time(posts, most, of="group")
    assert chosen.equals(evenly_over_time(posts.reverse(), most, of="group"))
    for group in (0, 1):
        own = posts.filter(pl.col("group") == group)
        assert chosen.filter(pl.col("group") == group).height == min(most, own.height)
    alone = evenly_over_time(posts, most)
    assert alone.height == min(most, posts.height)
    ordered = posts.sort("created_at", "post").with_row_index()
    places = ordered.join(alone, on="post")["index"].sort().to_numpy()
    gaps = np.diff(places)
    assert not len(gaps) or gaps.max() < 2 * -(-posts.height // most)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([ADVERT, PARTY, BREAD, "album and concert {}"]), min_size=20, max_size=40))
def test_shares_sum_to_one(patterns: list[str]) -> None:
    told = purposes({1: ["1"]}, write("1", [pattern.format(n) for n, pattern in enumerate(patterns)]))[0]
    assert sum(share or 0.0 for share in told.values()) == pytest.approx(1.0, abs=1e-9)
    if any(pattern != BREAD for pattern in patterns):
        assert told["commercial"] == pytest.approx(patterns.count(ADVERT) / len(patterns), abs=1e-4)


def test_every_scan_tells_the_purpose_of_each_network() -> None:
    batch = world()
    scan = scan_posts(batch.posts, batch.accounts, batch.references, ScanSettings(twin=False))
    told = [orjson.loads(text) for text in scan.tables["networks"]["purpose"]]
    assert told
    assert all(sum(share or 0.0 for share in one.values()) == pytest.approx(1.0) for one in told)
    members = scan.tables["members"]
    spoken = batch.posts.with_columns(
        pl.when(pl.col("account_id").is_in(members["account"].str.strip_prefix("twitter:").implode()))
        .then(pl.format("Parliament votes on item {}", pl.int_range(pl.len()) % 50))
        .otherwise("text")
        .alias("text")
    )
    again = scan_posts(spoken, batch.accounts, batch.references, ScanSettings(twin=False, layers=("repost", "link")))
    assert {orjson.loads(text)["political"] for text in again.tables["networks"]["purpose"]} <= {1.0, None}
    named = scan_posts(
        batch.posts.with_columns(pl.format("Quill {}", pl.int_range(pl.len()) % 50).alias("text")),
        batch.accounts,
        batch.references,
        ScanSettings(twin=False, layers=("repost", "link")),
        own_words=("quill",),
    )
    assert 1.0 in {orjson.loads(text)["political"] for text in named.tables["networks"]["purpose"]}
