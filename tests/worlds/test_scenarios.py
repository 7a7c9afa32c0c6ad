"""Worlds by name: every story and world is there, levels and sizes do what they say."""

import pytest

from unisono.model.errors import UsageError
from unisono.worlds.building import build_world
from unisono.worlds.scenarios import SMALLEST, scenario_named, scenario_names
from unisono.worlds.settings import PLAYBOOKS
from unisono.worlds.stories import STORIES


def test_every_story_and_every_kind_of_world_has_a_name() -> None:
    assert set(scenario_names()) == {story.name for story in STORIES} | {
        "quiet", "easy", "medium", "hard", "adversarial", "every-playbook",
    }  # fmt: skip
    assert all(scenario_named(name).name == name for name in scenario_names())


def test_an_unknown_name_gets_the_list() -> None:
    with pytest.raises(UsageError, match=r"no world called 'loud'\. Worlds: amplified-post.*adversarial"):
        scenario_named("loud")
    with pytest.raises(UsageError, match=r"Try: unisono simulate easy -o DIR"):
        scenario_named("EASY")
    with pytest.raises(UsageError, match=r"no world called ''\. .* simulate amplified-post -o DIR"):
        scenario_named("")


@pytest.mark.parametrize("level", ["easy", "hard"])
def test_a_level_hides_every_planted_network_so_well(level: str) -> None:
    assert {plan.level for plan in scenario_named("every-playbook", level).settings.planted} == {level}
    assert {plan.level for plan in scenario_named("adversarial", level).settings.planted} == {level}
    story = scenario_named("watchlist", level).settings
    assert ({plan.level for plan in story.planted}, story.level) == ({level}, level)


@pytest.mark.parametrize(("level", "instead"), [("easy", "easy"), ("hard", "hard"), ("perfect", "medium")])
def test_a_quiet_world_stays_quiet(level: str, instead: str) -> None:
    with pytest.raises(UsageError, match=f"quiet has no networks.*--level {level}.*unisono simulate {instead} -o DIR"):
        scenario_named("quiet", level)
    assert scenario_named("quiet").settings.planted == ()


def test_levels_that_do_not_exist_or_contradict_are_refused() -> None:
    with pytest.raises(UsageError, match=r"no level 'perfect'\. Levels: easy, medium, hard"):
        scenario_named("adversarial", "perfect")
    with pytest.raises(UsageError, match="hard is hard by name"):
        scenario_named("hard", "easy")


def test_every_playbook_is_planted_once() -> None:
    assert [plan.playbook for plan in scenario_named("every-playbook").settings.planted] == list(PLAYBOOKS)


def test_people_grow_and_shrink_with_the_posts() -> None:
    usual, large, small = (scenario_named("quiet", posts=posts).settings for posts in (60_000, 600_000, 10))
    assert (usual.accounts, large.accounts, small.accounts) == (6_000, 60_000, 300)
    assert (usual.communities, large.communities, small.communities) == (40, 40, 6)
    with pytest.raises(UsageError, match="cannot be built"):
        scenario_named("quiet", posts=0)
    with pytest.raises(UsageError, match="at most 512,000,000 posts"):
        scenario_named("quiet", posts=10**20)


def test_a_story_keeps_all_of_its_people() -> None:
    story = STORIES[0]
    assert scenario_named(story.name, posts=10).settings.accounts == story.settings.accounts


@pytest.mark.parametrize("name", scenario_names())
def test_the_smallest_world_of_each_name_can_be_built(name: str) -> None:
    scenario = scenario_named(name, posts=1)
    world = build_world(scenario.settings, 1, tell=scenario.tell)
    assert 0.8 * SMALLEST[0] < world.posts.height < 1.2 * SMALLEST[1]
    assert bool(world.truth["networks"]) == (name not in ("quiet", "adversarial"))
