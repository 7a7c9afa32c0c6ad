"""The settings of worlds: presets differ by what is planted and how well it hides."""

from unisono.worlds.settings import (
    CAMOUFLAGE,
    DECOYS,
    HABITS,
    JITTER_SECONDS,
    PARTICIPATION,
    PLAYBOOKS,
    PRESET_PLAYBOOKS,
    ROUTINES,
    adversarial,
    easy,
    every_playbook,
    hard,
    medium,
    quiet,
)


def test_levels_get_harder() -> None:
    levels = ("easy", "medium", "hard")
    assert [JITTER_SECONDS[level] for level in levels] == sorted(JITTER_SECONDS.values())
    assert [CAMOUFLAGE[level] for level in levels] == sorted(CAMOUFLAGE.values())
    assert [PARTICIPATION[level] for level in levels] == sorted(PARTICIPATION.values(), reverse=True)


def test_each_preset_plants_its_playbooks_once() -> None:
    for level, settings in (("easy", easy()), ("medium", medium()), ("hard", hard())):
        assert [plan.playbook for plan in settings.planted] == list(PRESET_PLAYBOOKS)
        assert {plan.level for plan in settings.planted} == {level}


def test_quiet_plants_nothing_and_adversarial_adds_look_alikes() -> None:
    assert quiet().planted == () and quiet().decoys == DECOYS and quiet().habits == ()
    assert adversarial().habits == HABITS + ROUTINES and adversarial().planted == ()
    assert len(adversarial("hard").planted) == len(PRESET_PLAYBOOKS)


def test_a_world_ends_after_its_days() -> None:
    assert quiet().end_ms - quiet().start_ms == 21 * 86_400_000


def test_every_playbook_is_planted_in_its_world_at_one_level() -> None:
    planted = every_playbook("hard").planted
    assert [plan.playbook for plan in planted] == list(PLAYBOOKS)
    assert {plan.level for plan in planted} == {"hard"}
