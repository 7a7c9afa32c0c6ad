"""Signals of one account are those of the table of all, and the estimate is that of the account."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

import numpy as np
import polars as pl
import pytest

from tests.accounts.writers import sentences
from unisono.accounts.automation.estimate import estimate_automation
from unisono.accounts.percentiles import Reference, Sketch
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.measuring import measure_signals, read_known
from unisono.dossiers.account.material import Material
from unisono.dossiers.account.signals import describe_automation, describe_clues, describe_signals
from unisono.model.tables import ACCOUNTS, conform

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


def test_what_does_not_fit_is_told_with_its_reasons_and_of_this_account_alone(material: Read) -> None:
    own = material("turncoat")
    assert describe_clues(own) == []
    russian = pl.Series("text", list(islice(cycle(sentences("ru")), own.own.height)))
    profile = {"platform": "twitter", "account_id": "turncoat", "location_text": "Dallas, TX"}
    said = conform(pl.DataFrame([profile, {**profile, "account_id": "sleeper"}]), ACCOUNTS)
    abroad = replace(own, own=own.own.with_columns(russian, lang=pl.lit("ru")), known=replace(own.known, profiles=said))
    (clue,) = describe_clues(abroad)
    assert clue["clue"] == "language at the place"
    assert "Dallas, TX" in clue["says"] and "Russian" in clue["says"]
    assert clue["n"] >= 10 and "People who live abroad" in clue["caveat"]


def test_signals_are_compared_with_the_reference_that_is_given(material: Read) -> None:
    own = material("turncoat")
    everybody = {(None, None, None, None): {"repost_share": Sketch(np.linspace(0.2, 1, 300), 300)}}
    told = describe_signals(own, Reference(everybody, is_own=False, source="elsewhere"))
    assert (told["repost_share"]["percentile"], told["repost_share"]["reference_n"]) == (0.0, 300)
    assert "elsewhere" in told["repost_share"]["reference"]
    assert told["link_share"]["percentile"] is None
    # The case has too few accounts to be compared with each other.
    assert describe_signals(own)["repost_share"]["percentile"] is None
