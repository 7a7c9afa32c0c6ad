"""Stretches and samples are acts of the account they are said to be of, in their order."""

import numpy as np
import pytest
from benchmarks.automation.labelled import LabelledActs, acts_of_strings, at_least, together
from benchmarks.automation.windows import LENGTHS, cut, features_of, thin, windows_of

from tests.benchmarks.automation.planted_acts import planted_acts

STRINGS = ["AACCTTACCATT", "CCCCC", "TACTACTACTACTACC"]
KNOWN = acts_of_strings(STRINGS, [1, 0, 0])


def letters(known: LabelledActs) -> list[str]:
    return ["".join("ACT"[act] for act in own) for own in np.split(known.acts, known.start[1:-1])]


def test_letters_become_acts_and_labels() -> None:
    assert letters(KNOWN) == STRINGS
    assert KNOWN.run.tolist() == [True, False, False]


def test_an_unknown_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="none of A, C, T"):
        acts_of_strings(["ACX"], [0])


def test_a_stretch_is_a_part_of_its_account_at_any_place() -> None:
    places = set()
    for seed in range(60):
        short = letters(cut(KNOWN, 6, np.random.default_rng(seed)))
        assert [len(own) for own in short] == [6, 5, 6]
        assert all(own in whole for own, whole in zip(short, STRINGS, strict=True))
        places.add(short[0])
    assert places == {STRINGS[0][place : place + 6] for place in range(7)}


def test_a_sample_keeps_the_order_and_about_its_share() -> None:
    known, _ = planted_acts(50, seed=1)
    some = thin(known, 0.3, np.random.default_rng(1))
    assert len(some.acts) / len(known.acts) == pytest.approx(0.3, abs=0.02)
    for own, whole in zip(letters(some), letters(known), strict=True):
        left = iter(whole)
        assert all(act in left for act in own)


def test_every_account_weighs_one_and_stays_apart_from_others() -> None:
    windows = windows_of(KNOWN)
    assert np.bincount(windows.owners, windows.weights).tolist() == pytest.approx([1.0] * 3)
    own = windows.of(np.array([True, False, True]))
    assert set(own.owners.tolist()) == {0, 2}
    assert len(own.run) == 2 * len(LENGTHS)
    assert own.run[own.owners == 0].tolist() == [1.0] * len(LENGTHS)


def test_sets_are_put_together_and_short_accounts_left_out() -> None:
    both = together([KNOWN, KNOWN])
    assert letters(both) == STRINGS * 2
    assert letters(at_least(both, 12)) == [STRINGS[0], STRINGS[2]] * 2
    assert features_of(both).shape[0] == 6
