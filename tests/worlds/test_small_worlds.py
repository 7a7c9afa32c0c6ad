"""Small worlds: as many posts as were asked for, and everything in them that is in a large one, in proportion."""

import polars as pl
import pytest

from unisono.worlds import World, build_world
from unisono.worlds.scenarios import scenario_named

KINDS = ("post", "repost", "reply", "quote")


def world_of(name: str, posts: int) -> World:
    """Return the world of that name with so many posts asked for."""
    scenario = scenario_named(name, posts=posts)
    return build_world(scenario.settings, 3, tell=scenario.tell)


def life_of(world: World) -> pl.DataFrame:
    """Return the posts of those who belong to no planted or innocent group."""
    groups = [
        account for kind in ("networks", "decoys") for group in world.truth[kind] for account in group["accounts"]
    ]
    return world.posts.filter(~pl.concat_str("platform", pl.lit(":"), "account_id").is_in(groups))


def mix_of(world: World) -> dict[str, float]:
    """Return the share of each kind of post, of links and of super-fans' reposts among ordinary people's."""
    posts = life_of(world)
    quick = (pl.col("created_at") - pl.col("ref_created_at")).dt.total_seconds() < 60
    return {kind: (posts["kind"] == kind).mean() for kind in KINDS} | {
        "links": (posts["urls"].list.len() > 0).mean(),
        "quick reposts": posts.select((quick & (pl.col("kind") == "repost")).mean()).item(),
    }


@pytest.mark.parametrize(
    ("name", "posts"), [("quiet", 4_000), ("quiet", 5_000), ("easy", 12_000), ("adversarial", 20_000)]
)
def test_a_world_has_as_many_posts_as_were_asked_for(name: str, posts: int) -> None:
    world = world_of(name, posts)
    assert world.posts.height == pytest.approx(posts, rel=0.05)
    assert sum(world.truth["posts"][kind] for kind in ("networks", "decoys", "people")) == world.posts.height


def test_ordinary_life_is_the_same_in_a_small_world() -> None:
    small, large = (mix_of(world_of("quiet", posts)) for posts in (5_000, 60_000))
    for kind, share in large.items():
        assert small[kind] == pytest.approx(share, abs=0.04, rel=0.3), kind
    assert small["quick reposts"] > 0.03


def test_a_small_world_has_super_fans() -> None:
    posts = life_of(world_of("quiet", 5_000)).filter(pl.col("kind") == "repost")
    quick = posts.filter((pl.col("created_at") - pl.col("ref_created_at")).dt.total_seconds() < 60)
    fans = quick.group_by("account_id", "ref_account_id").len()
    assert (fans["len"] >= 4).sum() >= 10


def test_a_world_without_room_says_what_its_groups_make() -> None:
    world = world_of("easy", 1_000)
    told = world.truth["posts"]
    assert told["networks"] + told["decoys"] + told["least_people"] > 1_000
    assert world.posts.height == pytest.approx(told["networks"] + told["decoys"] + told["least_people"], rel=0.02)
