"""The story's published list: what is unusual is what was planted, and who takes no part was listed by mistake."""

import pytest

from unisono.cases import SourceRecord, create_case
from unisono.cases.watchlists import keep_watchlist
from unisono.dossiers.watchlist.describing import WatchlistPage, describe_watchlist
from unisono.importers.watchlists.reading import read_watchlist
from unisono.model.batches import Batch
from unisono.worlds import World
from unisono.worlds.files.watchlist import write_watchlist
from unisono.worlds.stories import build_story, story_named


@pytest.fixture(scope="module")
def world() -> World:
    return build_story(story_named("watchlist"), seed=2018)


@pytest.fixture(scope="module")
def page(world: World, tmp_path_factory: pytest.TempPathFactory) -> WatchlistPage:
    folder = tmp_path_factory.mktemp("story")
    case = create_case(folder / "case")
    batch = Batch(posts=world.posts, accounts=world.accounts, references=world.references)
    case.append([batch], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    write_watchlist(world, folder / "watchlist.csv")
    keep_watchlist(case.path, read_watchlist(str(folder / "watchlist.csv"), "published"))
    return describe_watchlist(case, "published")


def test_every_planted_tag_and_link_is_unusual_and_nothing_else(world: World, page: WatchlistPage) -> None:
    planted = world.truth["networks"][0]
    tags = {one["item"] for one in page.card["unusual"] if one["kind"] == "hashtag"}
    links = {one["item"] for one in page.card["unusual"] if one["kind"] == "link"}
    assert tags == {tag.lower() for tag in planted["tags"]}
    assert links == set(planted["links"])
    others = {one["item"] for one in page.card["unusual"] if one["kind"] not in ("hashtag", "link")}
    assert others == {"the-clear-view.example"}


def test_those_who_take_no_part_are_the_mistakes_of_the_list(world: World, page: WatchlistPage) -> None:
    planted = world.truth["networks"][0]
    without = {one["account"] for one in page.card["taking_part"] if not one["things"]}
    assert without <= set(planted["roles"]["listed_by_mistake"])
    pushers = {one["account"]: one["things"] for one in page.card["taking_part"]}
    assert all(pushers[account] >= 10 for account in planted["accounts"])
