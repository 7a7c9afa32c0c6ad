"""Signals of one account are those of the table of all, and the estimate is that of the account."""

from collections.abc import Callable

import numpy as np
import pytest

from unisono.accounts.automation.estimate import estimate_automation
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.measuring import measure_signals, read_known
from unisono.dossiers.account.material import Material
from unisono.dossiers.account.signals import describe_automation, describe_signals

Read = Callable[[str], Material]


def test_every_signal_is_told_as_the_list_of_accounts_has_it(material: Read) -> None:
    own = material("turncoat")
    told = describe_signals(own)
    assert list(told) == [signal.name for signal in SIGNALS]
    # Read anew, as `unisono accounts` reads it.
    table = measure_signals(read_known(own.case))
    place = table.accounts.to_list().index("twitter:turncoat")
    for name, one in told.items():
        value = table.values[name][place]
        assert (one["value"] is None) == bool(np.isnan(value)), name
        assert one["value"] is None or one["value"] == pytest.approx(value), name
        assert one["n"] == table.n[name][place], name
        assert (one["cannot_say"] is None) == (one["value"] is not None), name
        assert one["says"] and one["caveat"], name


def test_what_few_posts_leave_open_is_said_with_n(material: Read) -> None:
    told = describe_signals(material("few"))
    unsaid = {name: one for name, one in told.items() if one["value"] is None}
    assert len(unsaid) > len(told) / 2
    assert any("n = 7" in one["cannot_say"] for one in unsaid.values())


def test_the_estimate_is_the_accounts_own_and_never_says_what_it_is(material: Read) -> None:
    own = material("turncoat")
    told = describe_automation(own)
    assert told is not None
    row = estimate_automation(own.known).filter(account="twitter:turncoat").row(0, named=True)
    assert {name: told[name] for name in ("estimate", "n", "cannot_say")} == {
        name: row[name] for name in ("estimate", "n", "cannot_say")
    }
    assert "bot" not in told["says"]


def test_an_account_without_posts_has_neither(material: Read) -> None:
    assert describe_signals(material("quiet")) == {}
    assert describe_automation(material("quiet")) is None
