"""Every signal is declared whole, and what is declared is what is measured."""

import string

import numpy as np
import pytest

from unisono.accounts.signals import SIGNALS, signal_named
from unisono.accounts.signals.declaration import UNITS, Signal, require_declared, said


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_a_signal_says_what_it_is_what_it_rests_on_and_what_else_explains_it(signal: Signal) -> None:
    assert signal.unit in UNITS
    assert signal.group in ("rhythm", "mix", "reaction", "persona", "life", "client")
    assert signal.least >= 1
    assert signal.meaning.endswith(".") and signal.caveat.endswith(".")
    assert not signal.absent.endswith(".") and not signal.undecided.endswith(".")
    fields = [name for _, name, _, _ in string.Formatter().parse(signal.sentence) if name is not None]
    if signal.unit == "yes or no":
        assert fields == [] and signal.sentence.count("|") == 1
    else:
        assert fields == ["value"] and signal.sentence.endswith(".")
    assert signal.is_ranked or signal.unit in ("time", "minutes")


def test_names_are_told_apart_and_found() -> None:
    names = [signal.name for signal in SIGNALS]
    assert len(set(names)) == len(names)
    assert all(signal_named(signal.name) is signal for signal in SIGNALS)
    assert signal_named("karma") is None


def test_values_below_the_least_n_are_not_said() -> None:
    values, n = said(np.array([1.0, 2.0, 3.0]), np.array([9, 10, 11]), 10)
    assert np.isnan(values[0]) and values[1:].tolist() == [2.0, 3.0]
    assert n.tolist() == [9, 10, 11]


def test_a_signal_that_is_declared_and_not_measured_is_noticed() -> None:
    with pytest.raises(ValueError, match="automation_tools"):
        require_declared(SIGNALS, {signal.name: (np.zeros(0), np.zeros(0, np.int64)) for signal in SIGNALS[:-1]})
