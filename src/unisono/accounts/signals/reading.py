"""The signals of one account in plain words: each value with what it rests on and with whom it is compared."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from unisono.accounts.percentiles import Compared, Reference, Standing
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.declaration import Signal
from unisono.accounts.signals.measuring import SignalTable
from unisono.model.errors import UsageError

HIGH, LOW = 90.0, 10.0
"""Percentiles from which on a value is said to be higher or lower than others'."""

TOO_FEW = "too few accounts to compare it with"
NOT_COMPARED = "not compared"

SHARES = 0.001
"""Shares and probabilities below are said to be less."""


@dataclass(frozen=True)
class Reading:
    """One signal of one account.

    value: None where it cannot be said (cannot_say has the reason); times are in seconds since 1970. percentile: 0 to
    100, None where nothing can be compared. reference: with whom, reference_n: with how many others (0: none).
    says: one plain sentence. is_no: whether there is no value because what the signal tells of did not happen.
    """

    signal: str
    value: float | None
    n: int
    percentile: float | None
    reference: str
    reference_n: int
    says: str
    cannot_say: str | None
    is_no: bool = False


def read_account(table: SignalTable, reference: Reference, account: str) -> list[Reading]:
    """Return the readings of an account, in the order of SIGNALS; raises UsageError where the table has it not."""
    place = table.accounts.search_sorted(account, "left") if len(table.accounts) else 0
    if place >= len(table.accounts) or table.accounts[int(place)] != account:
        raise UsageError(f"{account} has no post at a known time in this case, so there is nothing to measure.")
    return [read_signal(signal, table, reference, int(place)) for signal in SIGNALS if signal.name in table.values]


def read_signal(
    signal: Signal, table: SignalTable, reference: Reference, place: int, compared: Compared | None = None
) -> Reading:
    """Return the reading of one signal of the account at this place of the table.

    compared: what `reference.compare` returned of the signal, where many accounts are read.
    """
    value, n = float(table.values[signal.name][place]), int(table.n[signal.name][place])
    if np.isnan(value):
        why = reason(signal, n)
        is_no = signal.undecided_is_no and n >= signal.least
        told = f"{'No' if is_no else 'Cannot say'}: {why}."
        return Reading(signal.name, None, n, None, NOT_COMPARED, 0, told, why, is_no)
    if compared is None:
        standing = reference.standing(table, place, signal.name)
    else:
        standing = reference.standing_in(compared, place)
    sentence = in_words(signal, value)
    if standing is None:
        why = f" ({TOO_FEW})" if signal.is_ranked else ""
        return Reading(signal.name, value, n, None, NOT_COMPARED, 0, f"{sentence}{why}.", None)
    says = f"{sentence}{compared_in_words(signal, value, standing)}."
    return Reading(
        signal.name, value, n, standing.percentile, reference.describes(standing.group), standing.n, says, None
    )


def reason(signal: Signal, n: int) -> str:
    """Return why nothing is said: that n is too small, that nothing is known, or that there is nothing to say."""
    if n >= signal.least:
        return signal.undecided or "the values do not allow it"
    if n == 0:
        return signal.absent
    return f"n = {n:,} ({signal.counted}); {signal.least:,} are needed"


def in_words(signal: Signal, value: float) -> str:
    """Return what a value says of an account, without the full stop."""
    if signal.unit == "yes or no":
        yes, _, no = signal.sentence.partition("|")
        return yes if value else no
    return signal.sentence.rstrip(".").replace("{value}", value_text(signal.unit, value))


def value_text(unit: str, value: float) -> str:
    """Return a value as people read it.

    >>> value_text("share", 0.8341), value_text("p", 1e-9), value_text("seconds", 5400.0), value_text("count", 12.0)
    ('83 %', 'less than 0.001', '1.5 hours', '12')
    """
    if unit == "share":
        return share_text(value)
    if unit == "p":
        return f"less than {SHARES}" if value < SHARES else f"{value:.3f}"
    if unit == "time":
        return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d}"
    if unit == "seconds":
        return duration_text(value)
    if unit in ("count", "minutes"):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"


def value_with_unit(unit: str, value: float) -> str:
    """Return a value with its unit, as a table of many signals shows it.

    >>> value_with_unit("days", 12.3), value_with_unit("share", 0.5), value_with_unit("yes or no", 0.0)
    ('12.3 days', '50 %', 'no')
    """
    if unit == "yes or no":
        return "yes" if value else "no"
    said = value_text(unit, value)
    return f"{said} {unit}" if unit in ("hours", "minutes", "days", "bits") else said


def share_text(share: float) -> str:
    """Return a share in percent; what is not none is never said to be 0 %, what is not all never 100 %."""
    percent = 100.0 * share
    if 0.0 < percent < 1.0 or 99.0 < percent < 100.0:
        return "less than 0.1 %" if percent < 0.1 else "more than 99.9 %" if percent > 99.9 else f"{percent:.1f} %"
    return f"{percent:.0f} %"


def duration_text(seconds: float) -> str:
    """Return a time in the largest unit of which it has one or more."""
    for unit, length in (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0)):
        if seconds >= length:
            return f"{seconds / length:,.1f} {unit}"
    return f"{seconds:,.1f} seconds"


def compared_in_words(signal: Signal, value: float, standing: Standing) -> str:
    """Return how the value compares with those of the others, to stand behind the sentence that tells it."""
    others = f"{standing.n:,} compared"
    if signal.unit == "yes or no":
        # Ties count half: below a yes stand all that say no and half of those that say yes.
        alike = (100.0 - standing.percentile if value else standing.percentile) / 50.0
        return f"; the same is true of {part_text(alike)} {others}"
    if standing.percentile >= HIGH:
        return f": more than {part_text(standing.percentile / 100.0)} {others}"
    if standing.percentile <= LOW:
        return f": less than {part_text(1.0 - standing.percentile / 100.0)} {others}"
    return f": nothing unusual among {others}"


def part_text(share: float) -> str:
    """Return which part of a number that follows is meant.

    >>> part_text(1.0), part_text(0.931), part_text(0.0)
    ('all', '93 % of', 'none of')
    """
    return {0.0: "none of", 1.0: "all"}.get(share, f"{share_text(share)} of")
