"""Orders: who obeys and how late, within the world's days, and camouflage that does not wake a sleeper."""

import numpy as np
import pytest

from unisono.worlds.draft import REPOST, Draft
from unisono.worlds.playbooks.orders import (
    command_items,
    disguise,
    draw_commands,
    moment_of_day,
    obey,
    publish,
    recruit,
)
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION, WorldSettings
from unisono.worlds.stage import Stage, set_stage


def new_world(posts: int = 3_000) -> tuple[Draft, Stage]:
    draft = Draft(WorldSettings(posts=posts, accounts=300, communities=5), np.random.default_rng(3))
    return draft, set_stage(draft)


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_members_obey_as_often_and_as_late_as_their_level_says(level: str) -> None:
    draft, _ = new_world()
    commands = draw_commands(draft, 100, since_ms=draft.settings.start_ms, until_ms=draft.settings.end_ms)
    accounts, numbers, at = obey(draft, np.arange(50), commands, level)
    assert len(accounts) == pytest.approx(5_000 * PARTICIPATION[level], rel=0.05)
    delays = (at - commands[numbers]) / 1000 - 1
    assert delays.min() >= 0
    assert np.sqrt((delays**2).mean()) == pytest.approx(JITTER_SECONDS[level], rel=0.05)


def test_items_are_commanded_hours_after_they_appeared() -> None:
    draft, stage = new_world()
    items, commands = command_items(draft, stage.items, 40)
    waits = (commands - draft.items.column("at")[items]) / 3_600_000
    assert len(set(items.tolist())) == 40
    assert waits.min() >= 2 and waits.max() <= 60


def test_nothing_is_published_after_the_worlds_end() -> None:
    draft, _ = new_world()
    before = draft.items.rows
    at = np.array([draft.settings.end_ms - 1, draft.settings.end_ms])
    assert publish(draft, np.array([1, 2]), at, kind=REPOST, ref=np.array([3, 4])) == 1
    assert draft.items.rows == before + 1
    assert draft.items.column("ref")[-1] == 3


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_camouflage_is_its_levels_share_of_all_acts(level: str) -> None:
    draft, stage = new_world(posts=20_000)
    members = recruit(draft, 40)
    before = draft.items.rows
    disguise(draft, stage, members, acts=1_000, level=level)
    added = draft.items.rows - before
    assert added / (1_000 + added) == pytest.approx(CAMOUFLAGE[level], abs=0.06)


def test_a_sleeper_is_not_woken_by_its_camouflage() -> None:
    draft, stage = new_world()
    members = recruit(draft, 40)
    woke = moment_of_day(draft, 0.6)
    before = draft.items.rows
    disguise(draft, stage, members, acts=400, level="hard", since_ms=woke)
    at = draft.items.column("at")[before:]
    assert len(at) >= 300
    assert at.min() > woke and at.max() < draft.settings.end_ms


def test_a_share_of_the_days_falls_on_a_midnight() -> None:
    draft, _ = new_world()
    assert moment_of_day(draft, 0.5) == draft.settings.start_ms + 10 * DAY_MS
