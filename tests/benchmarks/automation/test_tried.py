"""The signals that were tried are what their names say."""

import math

import numpy as np
import pytest
from benchmarks.automation.labelled import acts_of_strings
from benchmarks.automation.tried import (
    block_entropy,
    compressed,
    conditional_entropy,
    drift,
    longest_runs,
    mean_runs,
    runs,
    transitions,
    tried_features,
)


def acts(letters: str) -> np.ndarray:
    return np.array(["ACT".index(letter) for letter in letters], np.int8)


def test_runs_are_told_by_kind_and_length() -> None:
    kinds, sizes = runs(acts("AACCCTA"))
    assert kinds.tolist() == [0, 1, 2, 0]
    assert sizes.tolist() == [2, 3, 1, 1]
    assert longest_runs(acts("AACCCTA")) == pytest.approx([math.log(3), math.log(4), math.log(2)] / np.log(8))
    assert mean_runs(acts("AACCCCC")) == pytest.approx([math.log(4 / 3), math.log(7 / 3), 0.0])


def test_entropy_is_that_of_blocks() -> None:
    assert block_entropy(acts("ACACACACA"), 1) == pytest.approx(0.991, abs=1e-3)
    assert block_entropy(acts("ACACACACA"), 2) == pytest.approx(1.0)
    assert block_entropy(acts("CCCCCC"), 3) == 0.0


def test_an_act_is_certain_to_who_knows_a_strict_alternation_and_uncertain_in_noise() -> None:
    noise = np.random.default_rng(1).integers(0, 3, 5_000).astype(np.int8)
    assert conditional_entropy(acts("AC" * 100)) < 0.1
    assert conditional_entropy(noise) > 0.98
    assert compressed(acts("AC" * 500)) < 0.1 < compressed(noise)


def test_transitions_are_more_often_than_by_chance_where_kinds_alternate() -> None:
    own_repost, own_reply, repost_reply = transitions(acts("AC" * 50 + "TTTTTTTTTT"))
    assert own_repost > 0.8
    assert own_reply < 0
    assert repost_reply < 0


def test_a_change_of_habits_is_a_drift() -> None:
    noise = "".join(np.random.default_rng(2).choice(list("AC"), 500))
    assert drift(acts("A" * 250 + "C" * 250)) > 3 > drift(acts(noise))


def test_all_signals_have_a_row_for_each_account() -> None:
    found = tried_features(acts_of_strings(["ACTACTAAACCCT", "CCCCCCCCCA"], [1, 0]))
    assert len(found) == 7
    assert all(values.shape[0] == 2 and np.isfinite(values).all() for values in found.values())
