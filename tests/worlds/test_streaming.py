"""Worlds in parts: nothing repeats from part to part, and the truth is that of the whole."""

import weakref
from dataclasses import replace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from unisono.worlds import Planted, World, WorldSettings, build_world
from unisono.worlds.numbering import SNOWFLAKE_EPOCH_MS
from unisono.worlds.streaming import build_parts, join_truths, settings_of_part

SETTINGS = WorldSettings(
    posts=9_000,
    accounts=900,
    days=10,
    communities=6,
    decoys=("petition", "news_event", "returners"),
    planted=(Planted("hired_reposts", size=12, level="easy"),),
)


@pytest.fixture(scope="module")
def parts() -> list[World]:
    return list(build_parts(SETTINGS, 5, in_one_piece=3_000, per_part=3_000))


def test_the_parts_have_the_size_of_the_world(parts: list[World]) -> None:
    assert len(parts) == 3
    assert 7_500 < sum(part.posts.height for part in parts) < 12_000


def test_no_id_and_no_handle_is_given_twice(parts: list[World]) -> None:
    posts = pl.concat([part.posts for part in parts])
    accounts = pl.concat([part.accounts for part in parts])
    assert posts["post_id"].n_unique() == posts.height
    assert accounts["account_id"].n_unique() == accounts.height
    assert accounts["handle"].str.to_lowercase().n_unique() == accounts.height
    references = pl.concat([part.references for part in parts])
    assert references["post_id"].n_unique() == references.height


def test_ids_tell_the_time_of_their_posts(parts: list[World]) -> None:
    posts = pl.concat([part.posts for part in parts])
    told = (posts["post_id"].cast(pl.Int64) // 2**22 + SNOWFLAKE_EPOCH_MS) // 1000
    assert told.to_list() == posts["created_at"].dt.epoch("s").to_list()


def test_all_parts_share_the_news_and_the_trends(parts: list[World]) -> None:
    shared = [set(urls_of(part)) for part in parts]
    assert len(shared[0] & shared[1] & shared[2]) > 10
    tags = [set(part.posts["hashtags"].explode(empty_as_null=False, keep_nulls=False)) for part in parts]
    assert len(tags[1] & tags[2]) > 4


def urls_of(part: World) -> list[str]:
    urls: list[str] = part.posts["urls"].explode(empty_as_null=False, keep_nulls=False).to_list()
    return [url for url in urls if "/story/" in url]


def test_the_truth_of_the_whole_names_accounts_of_the_parts(parts: list[World]) -> None:
    truth = join_truths([part.truth for part in parts])
    assert [network["playbook"] for network in truth["networks"]] == ["hired_reposts"]
    assert [decoy["name"] for decoy in truth["decoys"]] == ["petition", "news_event", "returners"]
    known = {f"twitter:{account}" for part in parts for account in part.accounts["account_id"]}
    for group in (*truth["networks"], *truth["decoys"]):
        assert set(group["accounts"]) <= known
        assert len(set(group["accounts"])) == len(group["accounts"])
    assert [event["name"] for event in truth["events"]] == ["flood"]


def test_parts_do_not_depend_on_each_other_and_repeat_by_seed(parts: list[World]) -> None:
    again = list(build_parts(SETTINGS, 5, in_one_piece=3_000, per_part=3_000))
    for one, other in zip(parts, again, strict=True):
        assert_frame_equal(one.posts, other.posts)
        assert one.truth == other.truth


def test_a_small_world_is_built_in_one_piece() -> None:
    settings = replace(SETTINGS, posts=2_000)
    (world,) = build_parts(settings, 5)
    assert_frame_equal(world.posts, build_world(settings, 5).posts)


def test_only_the_first_part_is_planted() -> None:
    assert settings_of_part(SETTINGS, 0, 3).planted == SETTINGS.planted
    later = settings_of_part(SETTINGS, 2, 3)
    assert (later.planted, later.decoys, later.posts) == ((), ("news_event", "returners"), 3_000)


def test_a_part_is_gone_before_the_next_is_built() -> None:
    stream = build_parts(SETTINGS, 5, in_one_piece=3_000, per_part=3_000)
    first = next(stream)
    alive = weakref.ref(first)
    del first
    next(stream)
    assert alive() is None
