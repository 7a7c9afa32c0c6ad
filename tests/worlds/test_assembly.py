"""The tables of a world: ids that agree with times, references for every reaction, texts as Twitter gave them."""

import numpy as np
import polars as pl
import pytest

from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES
from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.draft import Draft, ImageRecipe
from unisono.worlds.numbering import FACEBOOK, SNOWFLAKE_EPOCH_MS
from unisono.worlds.population import add_accounts
from unisono.worlds.stage import Stage


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(WorldSettings(posts=5_000, accounts=600, days=10), seed=11)


def test_tables_have_the_columns_of_the_model(world: World) -> None:
    assert dict(world.posts.schema) == POSTS
    assert dict(world.accounts.schema) == ACCOUNTS
    assert dict(world.references.schema) == REFERENCES


def test_post_ids_are_unique_and_tell_the_second_of_the_post(world: World) -> None:
    assert world.posts["post_id"].n_unique() == world.posts.height
    told = (world.posts["post_id"].cast(pl.Int64) // 2**22 + SNOWFLAKE_EPOCH_MS) // 1000
    assert told.to_list() == world.posts["created_at"].dt.epoch("s").to_list()


def test_a_repost_carries_its_origin_and_the_words_of_its_original(world: World) -> None:
    reposts = world.posts.filter(pl.col("kind") == "repost").join(
        world.references.select("post_id", "text", "created_at"),
        left_on="ref_post_id",
        right_on="post_id",
        suffix="_origin",
    )
    assert reposts.height == (world.posts["kind"] == "repost").sum() > 1_000
    assert (reposts["text"] == reposts["text_origin"]).all()
    assert (reposts["ref_created_at"] == reposts["created_at_origin"]).all()


def test_only_reposts_quotes_and_replies_refer_to_another_post(world: World) -> None:
    referring = world.posts.group_by("kind").agg(pl.col("ref_post_id").is_not_null().mean()).rows()
    assert dict(referring) == {"post": 0.0, "repost": 1.0, "quote": 1.0, "reply": 1.0}


def test_a_reference_counts_its_reposts_in_the_case(world: World) -> None:
    assert world.references["repost_count"].sum() == (world.posts["kind"] == "repost").sum()


def test_every_author_of_a_post_has_a_profile(world: World) -> None:
    assert set(world.posts["account_id"]) <= set(world.accounts["account_id"])
    assert world.accounts["handle"].n_unique() == world.accounts.height


def test_pictures_deletions_mentions_and_platforms_of_a_draft_reach_the_tables() -> None:
    world = build_world(WorldSettings(posts=500, accounts=60, decoys=(), communities=4), seed=1, tell=publish_a_few)
    told = world.posts.filter(pl.col("text") == "Told.")
    assert told["platform"].to_list() == ["facebook", "twitter", "twitter"]
    assert told["media"].to_list() == [["images/0.png"], None, None]
    assert told["is_deleted"].to_list() == [None, True, None]
    pages = world.accounts.filter(pl.col("platform") == "facebook")
    assert pages["avatar_url"].to_list() == ["images/1.png"]
    assert told["mentions"].to_list() == [[], pages["account_id"].to_list(), []]
    group = world.truth["networks"][0]
    page = "facebook:" + pages["account_id"][0]
    assert (group["roles"], group["target"]) == ({"launcher": [page]}, page)
    assert world.truth["marked"]["the_post"] == "facebook:" + told["post_id"][0]
    assert [recipe.kind for recipe in world.images] == ["meme", "avatar"]


def publish_a_few(draft: Draft, stage: Stage) -> None:
    pictures = draft.add_images([ImageRecipe("meme", 1, caption="Vote"), ImageRecipe("avatar", 2)])
    page = add_accounts(draft, 1, platform=FACEBOOK, avatar=pictures[1])
    person = stage.people[:1]
    text = draft.add_texts(["Told."])[0]
    start = draft.settings.start_ms
    first = draft.add_items(page, np.array([start + 1000]), text=text, image=pictures[0])
    draft.add_items(person, np.array([start + 2000]), text=text, deleted_at=start + 9000, mention=page)
    draft.add_items(person, np.array([start + 3000]), text=text)
    draft.networks.append({"name": "few", "accounts": page.tolist(), "roles": {"launcher": page}, "target": page[0]})
    draft.marked["the_post"] = int(first[0])
