"""The story's list as a file: everybody whom the truth calls listed, with reasons, and no mark on the mistakes."""

from pathlib import Path

import polars as pl
import pytest

from unisono.importers.watchlists.reading import read_watchlist
from unisono.worlds import World, WorldSettings, build_world
from unisono.worlds.files.folder import write_tables
from unisono.worlds.files.watchlist import PUBLISHER, write_watchlist
from unisono.worlds.stories import build_story, story_named


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(story_named("watchlist"), seed=7)


def test_the_list_names_those_of_the_truth_and_says_why(world: World, tmp_path: Path) -> None:
    file = tmp_path / "watchlist.csv"
    assert write_watchlist(world, file) == 50
    listed = world.truth["networks"][0]["roles"]["listed"]
    read = read_watchlist(str(file), "published")
    assert [f"twitter:{one.account_id}" for one in read.members] == listed
    assert read.without_reason == 0
    assert not read.rejected
    assert {one.source for one in read.members} == {PUBLISHER}
    assert {one.membership for one in read.members} == {"attributed", "acted_together", "engages"}
    posts = set(world.posts["post_id"])
    assert all(one.evidence is None or one.evidence.rpartition("/")[2] in posts for one in read.members)


def test_mistakes_look_like_the_others(world: World, tmp_path: Path) -> None:
    write_watchlist(world, tmp_path / "watchlist.csv")
    network = world.truth["networks"][0]
    mistaken = set(network["roles"]["listed_by_mistake"])
    assert mistaken == set(network["roles"]["listed"]) - set(network["accounts"])
    rows = pl.read_csv(tmp_path / "watchlist.csv", infer_schema=False)
    own = pl.concat_str(pl.lit("twitter:"), "account_id").is_in(list(mistaken))
    for column in ("reason", "membership", "added_by"):
        assert set(rows.filter(own)[column]) <= set(rows.filter(~own)[column])


def test_a_world_without_a_list_writes_no_file(tmp_path: Path) -> None:
    world = build_world(WorldSettings(posts=500, accounts=80, communities=2), 1)
    assert write_watchlist(world, tmp_path / "watchlist.csv") == 0
    assert not (tmp_path / "watchlist.csv").exists()


def test_the_list_stands_beside_the_posts_of_a_simulated_story(world: World, tmp_path: Path) -> None:
    written = write_tables(world, tmp_path)
    assert tmp_path / "watchlist.csv" in written
    assert (tmp_path / "watchlist.csv").exists()
