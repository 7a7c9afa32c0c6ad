"""What counts as false, as recalled and as silent, in outcomes written by hand."""

import math

import pytest
from benchmarks.calibration.intervals import mean, ratio
from benchmarks.calibration.rates import (
    Count,
    decoys_accused,
    false_members,
    false_networks,
    false_pairs,
    is_silent,
    mean_proportion,
    pooled,
    precision,
    recall,
    unarranged_findings,
    unarranged_pairs,
)

from tests.benchmarks.calibration.outcomes_by_hand import easy_outcome, network, outcome, quiet_outcome


def test_pairs_of_people_who_look_alike_are_unarranged_and_not_false() -> None:
    assert false_pairs(easy_outcome()) == Count(2, 105)
    assert unarranged_pairs(easy_outcome()) == Count(5, 105)


def test_a_finding_about_nobody_or_the_alike_is_unarranged() -> None:
    counts = {"copied_text": {"text": {"agreed": 5, "alike": 2, "nobody": 1}}}
    assert unarranged_findings(outcome(detectors=counts), "copied_text", "text") == Count(3, 8)
    assert unarranged_findings(outcome(), "copied_text", "text") == Count(0, 0)


def test_strangers_in_a_planted_network_are_false_members_of_a_true_network() -> None:
    line = easy_outcome(strangers=5)
    assert false_members(line) == Count(5, 20)
    assert false_networks(line) == Count(0, 1)
    assert precision(line) == Count(15, 20)


def test_a_network_half_of_strangers_is_false() -> None:
    assert false_networks(outcome(networks=[network(10, inside=5)])) == Count(1, 1)


def test_people_who_look_alike_make_a_false_network_unless_it_was_explained() -> None:
    accused = outcome(networks=[network(10, main="alike", kind="friends")])
    explained = outcome(networks=[network(10, main="alike", kind="feeds", verdict="coordinated_explained")])
    assert (false_networks(accused).part, false_networks(explained).part) == (1, 0)
    assert (false_members(accused).part, false_members(explained).part) == (10, 0)


def test_a_world_is_silent_if_it_shows_explained_decoys_only() -> None:
    assert is_silent(quiet_outcome())
    assert is_silent(outcome())
    assert not is_silent(easy_outcome())
    assert not is_silent(outcome(networks=[network(14, main="agreed", kind="newswire")]))
    stranger = network(9, main="nothing", kind="", inside=0, verdict="coordinated_explained")
    assert not is_silent(outcome(networks=[stranger]))


def test_only_the_innocent_who_are_called_inauthentic_are_accused() -> None:
    called = "likely_inauthentic"
    networks = [network(9, verdict=called), network(9, verdict=called, main="agreed", kind="petition")]
    assert decoys_accused(outcome(networks=networks)) == 1


def test_recall_counts_members_by_playbook_and_level() -> None:
    assert recall(easy_outcome()) == Count(15, 25)
    assert recall(easy_outcome(), playbook="ring") == Count(15, 15)
    assert recall(easy_outcome(), level="hard") == Count(0, 0)


def test_a_scan_without_findings_counts_as_nothing_false_in_the_mean() -> None:
    lines = [easy_outcome(1, strangers=15), outcome("quiet", 2)]
    assert mean_proportion(lines, false_members).value == pytest.approx(0.25)
    assert pooled(lines, false_members).value == pytest.approx(0.5)


def test_intervals_draw_seeds_and_not_scans() -> None:
    same = [easy_outcome(1, strangers=5), easy_outcome(1), easy_outcome(1), easy_outcome(1)]
    estimate = pooled(same, false_members)
    assert estimate.seeds == 1
    assert estimate.low == estimate.value == estimate.high


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide() -> None:
    values = [0.0, 1.0] * 50
    estimate = mean(values)
    assert estimate.value == 0.5
    assert estimate.high - estimate.low == pytest.approx(4 * 0.5 / math.sqrt(100), rel=0.1)


def test_nothing_to_count_gives_no_number() -> None:
    assert math.isnan(ratio([], []).value)
    assert math.isnan(ratio([0.0], [0.0]).value)
