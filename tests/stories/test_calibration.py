"""Small worlds with known truth, two of each: the quick part of `make calibrate`, with the bars that must hold."""

import pytest
from benchmarks.calibration.outcome import Line, measure
from benchmarks.calibration.rates import (
    decoys_accused,
    false_members,
    false_networks,
    false_pairs,
    is_silent,
    mean_proportion,
    pooled,
    precision,
    recall,
)
from benchmarks.calibration.worlds import NULL_WORLD
from scipy.stats import binomtest

SEEDS = (811, 812)
SIZE = 0.3


def outcomes(world: str) -> list[Line]:
    """Return what scans make of this world, a third as large as the page's."""
    return [measure(world, seed, SIZE) for seed in SEEDS]


@pytest.fixture(scope="module")
def quiet() -> list[Line]:
    return outcomes("quiet")


@pytest.fixture(scope="module")
def adversarial() -> list[Line]:
    return outcomes("adversarial")


@pytest.fixture(scope="module")
def medium() -> list[Line]:
    return outcomes("medium")


@pytest.fixture(scope="module")
def chance_alone() -> list[Line]:
    return outcomes(NULL_WORLD)


def test_a_quiet_world_shows_its_newswire_and_declared_automation_and_explains_them(quiet: list[Line]) -> None:
    for line in quiet:
        assert is_silent(line)
        assert line["twin"] == [0, 0]
        explained = {network["main_kind"]: network["explanation"] for network in line["networks"]}
        assert explained["newswire"] == "newswire"
        assert explained["declared_bots"] == "declared_bots"


def test_nobody_who_only_looks_alike_is_in_an_unexplained_network(adversarial: list[Line]) -> None:
    for line in adversarial:
        assert is_silent(line)
        assert decoys_accused(line) == 0


def test_chance_alone_shows_nothing(chance_alone: list[Line]) -> None:
    for line in chance_alone:
        assert line["networks"] == []
        assert sum(line["pairs"].values()) == 0


def test_at_most_one_pair_in_a_hundred_is_false(quiet: list[Line], medium: list[Line]) -> None:
    every = [*quiet, *medium]
    assert sum(sum(line["pairs"].values()) for line in every) > 1_000
    assert mean_proportion(every, false_pairs).value <= 0.01


def test_members_and_networks_of_all_worlds_are_true(
    quiet: list[Line], adversarial: list[Line], medium: list[Line]
) -> None:
    every = [*quiet, *adversarial, *medium]
    assert mean_proportion(every, false_members).value <= 0.01
    assert mean_proportion(every, false_networks).value == 0.0


def test_the_networks_of_a_medium_world_hold_hardly_anyone_who_was_not_planted(medium: list[Line]) -> None:
    assert pooled(medium, precision).value >= 0.99


@pytest.mark.parametrize("playbook", ["hired_reposts", "hashtag_push", "launch_and_boost"])
def test_nine_of_ten_members_of_a_medium_network_are_recalled(medium: list[Line], playbook: str) -> None:
    own = [line for line in medium if recall(line, playbook=playbook).whole]
    assert sum(recall(line, playbook=playbook).part for line in own) >= 0.9 * sum(
        recall(line, playbook=playbook).whole for line in own
    )


def test_found_and_planted_networks_are_the_same_groups(medium: list[Line]) -> None:
    assert min(line["agreement"] for line in medium) >= 0.9


def test_pairs_that_met_by_chance_have_no_more_small_p_values_than_chance_gives(chance_alone: list[Line]) -> None:
    answers = [one for line in chance_alone for one in line["uniformity"]]
    assert len(answers) >= 6
    for one in answers:
        # Fifty bins: p-values up to 2, 4 and 10 %. Over all p, what popularity gives of links within a day is a little
        # too small, as interest is shared; docs/calibration.md tells by how much.
        for bins in (1, 2, 5):
            few = binomtest(sum(one["bins"][:bins]), sum(one["bins"]), bins / 50, alternative="greater")
            assert few.pvalue >= 1e-4, one
