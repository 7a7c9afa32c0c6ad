"""What is asked by default is what the page has, and how long it takes is said by what it took before."""

from collections import Counter

import pytest
from benchmarks.calibration.keeping import RESULTS, key_of, read_lines, shown
from benchmarks.calibration.planning import (
    MAIN_WORLDS,
    minutes_said,
    processor_seconds,
    wanted_of_the_page,
    wanted_worlds,
)
from benchmarks.calibration.worlds import world_names

from tests.benchmarks.calibration.outcomes_by_hand import outcome


def test_the_main_worlds_are_asked_with_twenty_seeds_and_every_other_with_three() -> None:
    counts = Counter(world for world, _ in wanted_worlds(world_names(), None, 800))
    assert counts == {world: 20 if world in MAIN_WORLDS else 3 for world in world_names()}
    assert set(wanted_worlds(["quiet", "few acts"], 2, 5)) == {
        ("quiet", 5), ("quiet", 6), ("few acts", 5), ("few acts", 6),
    }  # fmt: skip


def test_every_world_has_its_first_seed_before_any_has_its_second() -> None:
    assert wanted_worlds(["quiet", "few acts"], 2, 5)[:2] == [("quiet", 5), ("few acts", 5)]


def test_the_kept_outcomes_are_those_that_are_asked_by_default() -> None:
    worlds = {line["world"] for line in read_lines(RESULTS)}
    wanted = {key for key in wanted_of_the_page() if key[0] in worlds}
    assert wanted <= {key_of(line) for line in shown(read_lines(RESULTS))}


def test_the_time_is_that_of_the_same_worlds_and_the_mean_of_all_where_there_is_none() -> None:
    kept = [outcome("quiet", 1, cpu_seconds_in_all=10.0), outcome("easy", 1, cpu_seconds_in_all=30.0, program="old")]
    assert processor_seconds([("quiet", 5), ("easy", 5)], kept, 1.0) == 40.0
    assert processor_seconds([("few acts", 5)], kept, 1.0) == 20.0
    assert processor_seconds([("quiet", 5)], kept, 0.5) == 5.0
    assert processor_seconds([("quiet", 5)] * 3, [], 1.0) == 30.0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 minute"), (61, "2 minutes"), (3600, "1 hour"), (7260, "2 hours 1 minute"), (5400, "1 hour 30 minutes")],
)
def test_times_are_said_in_hours_and_minutes(seconds: float, said: str) -> None:
    assert minutes_said(seconds) == said
