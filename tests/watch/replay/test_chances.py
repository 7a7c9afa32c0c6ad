"""Chance that is the same again for the same seed and number."""

from unisono.watch.replay.chances import chance


def test_chance_depends_on_seed_purpose_and_number_and_nothing_else() -> None:
    assert chance(1, 2, 3) == chance(1, 2, 3)
    assert len({chance(1, 2, 3), chance(2, 2, 3), chance(1, 3, 3), chance(1, 2, 4)}) == 4


def test_chance_is_spread_evenly() -> None:
    drawn = [chance(7, 1, number) for number in range(20_000)]
    assert min(drawn) >= 0 and max(drawn) < 1
    counts = [sum(tenth / 10 <= value < (tenth + 1) / 10 for value in drawn) for tenth in range(10)]
    assert all(1_800 < count < 2_200 for count in counts)
