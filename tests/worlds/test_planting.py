"""Planted groups act on what the case's posts act on, at its hours, as their level says, and change nothing given."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.model.tables import ACCOUNTS, POSTS, conform
from unisono.worlds.planting import TEMPLATES, PlantedGroup, Planting, plant_group
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION

START = datetime(2018, 6, 1, 9, tzinfo=UTC)
WORDS = (
    "the train leaves at nine and nobody on the platform knows why it is so late again today my dear friends at home"
)


def some_posts() -> pl.DataFrame:
    """Return ten days of reposts, links and tags, all between 9 and 15 o'clock."""
    rows: list[dict[str, object]] = []
    for number in range(360):
        at = START + timedelta(days=number // 36, minutes=10 * (number % 36))
        row: dict[str, object] = {
            "platform": "twitter",
            "post_id": str(1000 + number),
            "account_id": str(number % 40),
            "created_at": at,
            "created_at_precision": "second",
            "kind": "post",
            "text": " ".join(np.roll(WORDS.split(), number)),
            "lang": "en",
            "client": "web",
            "hashtags": [],
            "urls": [],
            "like_count": 7,
            "source_row": number,
        }
        if number % 3 == 0:
            row |= {"kind": "repost", "ref_post_id": f"9{number}", "ref_created_at": at - timedelta(hours=1)}
        elif number % 3 == 1:
            row |= {"urls": [f"https://page.example/{number}"]}
        else:
            row |= {"hashtags": [f"tag{number % 30}"]}
        rows.append(row)
    return conform(pl.DataFrame(rows, schema_overrides={"hashtags": pl.List(pl.String)}), POSTS)


def its_templates(posts: pl.DataFrame) -> pl.DataFrame:
    """Return what the posts act on."""
    layer = (
        pl.when(pl.col("kind") == "repost")
        .then(pl.lit("repost"))
        .when(pl.col("urls").list.len() > 0)
        .then(pl.lit("link"))
        .otherwise(pl.lit("hashtag"))
    )
    return posts.select(
        layer=layer,
        object=pl.coalesce("ref_post_id", pl.col("urls").list.first(), pl.col("hashtags").list.first()),
        post=pl.lit("twitter:") + pl.col("post_id"),
        at="created_at",
        begins_at=pl.coalesce("ref_created_at", "created_at"),
    ).select(*TEMPLATES)


def its_accounts() -> pl.DataFrame:
    """Return the profiles of the forty accounts."""
    rows = [{"platform": "twitter", "account_id": str(number), "followers": 5 * number} for number in range(40)]
    return conform(pl.DataFrame(rows), ACCOUNTS)


def planted(level: str = "easy", *, size: int = 10, acts: int = 20, seed: int = 1) -> Planting:
    """Return a group planted into those posts."""
    posts = some_posts()
    return plant_group(posts, its_accounts(), its_templates(posts), PlantedGroup(size, acts, level), seed)


def objects(posts: pl.DataFrame) -> pl.Series:
    """Return what each post acts on."""
    return its_templates(posts)["object"]


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let members of an easy group do nothing of their own."""
    monkeypatch.setitem(CAMOUFLAGE, "easy", 0.0)


@pytest.mark.usefixtures("nothing_else")
def test_every_member_of_an_easy_group_follows_every_command_within_seconds() -> None:
    group = planted("easy").posts.with_columns(objects(planted("easy").posts).alias("object"))
    spread = group.group_by("object").agg(
        pl.col("account_id").n_unique().alias("who"), (pl.col("created_at").max() - pl.col("created_at").min())
    )
    assert spread["who"].to_list() == [10] * 20
    assert spread["created_at"].max() < timedelta(seconds=6 * JITTER_SECONDS["easy"])


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_participation_and_camouflage_are_those_of_the_level(level: str) -> None:
    group = planted(level, size=40, acts=50)
    expected = 40 * 50 * PARTICIPATION[level]
    assert group.posts.height * (1.0 - CAMOUFLAGE[level]) == pytest.approx(expected, rel=0.1)


@pytest.mark.usefixtures("nothing_else")
def test_members_act_only_on_objects_of_the_case_and_each_command_has_its_own() -> None:
    group = planted("easy")
    assert set(objects(group.posts)) <= set(objects(some_posts()))
    assert objects(group.posts).n_unique() == 20 == sum(group.commands.values())


def test_a_planted_repost_is_that_of_the_case_and_comes_after_its_original() -> None:
    reposts = planted("hard").posts.filter(pl.col("kind") == "repost")
    assert reposts.height > 20
    assert (reposts["created_at"] > reposts["ref_created_at"]).all()
    known = some_posts().select("ref_post_id", "text", "ref_created_at")
    assert reposts.join(known, on=["ref_post_id", "text", "ref_created_at"], how="anti").height == 0


def test_links_and_tags_come_in_words_that_nobody_wrote_and_no_other_planted_post_has() -> None:
    own = planted("easy").posts.filter(pl.col("kind") == "post")
    assert own.height >= 100
    assert own["text"].n_unique() == own.height
    assert not own["text"].is_in(some_posts()["text"].implode()).any()
    assert set(" ".join(own["text"]).split()) <= set(WORDS.split())


def test_commands_fall_on_hours_at_which_the_case_posts() -> None:
    hours = planted("easy", acts=200).posts["created_at"].dt.hour()
    assert hours.is_between(8, 15).all()


def test_members_are_new_accounts_with_profiles_of_the_case_and_no_source() -> None:
    group = planted()
    assert set(group.members) == set("twitter:" + group.posts["account_id"])
    assert not set(group.accounts["account_id"]) & set(some_posts()["account_id"])
    assert set(group.accounts["followers"]) <= set(its_accounts()["followers"])
    assert group.accounts["handle"].n_unique() == 10
    assert group.posts["source_row"].null_count() == group.posts["like_count"].null_count() == group.posts.height


def test_times_are_no_more_precise_than_those_of_the_case() -> None:
    posts = some_posts().with_columns(pl.lit("minute").alias("created_at_precision"))
    group = plant_group(posts, its_accounts(), its_templates(posts), PlantedGroup(5, 10, "hard"), 1)
    assert (group.posts["created_at"].dt.second() == 0).all()
    assert set(group.posts["created_at_precision"]) == {"minute"}


@pytest.mark.usefixtures("nothing_else")
def test_a_case_without_profiles_and_with_fewer_objects_than_commands_gets_what_it_has() -> None:
    posts = some_posts().head(6)
    group = plant_group(posts, its_accounts().clear(), its_templates(posts), PlantedGroup(4, 50, "easy"), 1)
    assert sum(group.commands.values()) == 6
    assert group.accounts.height == 4
    assert group.posts.height == 24


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 12), st.integers(2, 30), st.sampled_from(["easy", "medium", "hard"]), st.integers(0, 2**32 - 1))
def test_the_same_seed_plants_the_same_group_and_changes_nothing_given(
    size: int, acts: int, level: str, seed: int
) -> None:
    posts, accounts = some_posts(), its_accounts()
    templates = its_templates(posts)
    before = posts.clone()
    group = plant_group(posts, accounts, templates, PlantedGroup(size, acts, level), seed)
    again = plant_group(posts, accounts, templates, PlantedGroup(size, acts, level), seed)
    assert group.posts.equals(again.posts)
    assert group.posts.schema == pl.Schema(POSTS)
    assert group.accounts.schema == pl.Schema(ACCOUNTS)
    assert posts.equals(before)
    assert len(group.members) == size
