"""The automation estimate in words: what pushes it, what it says, and what it never says."""

from collections.abc import Mapping

import numpy as np

from unisono.accounts.automation.act_features import OWN, REPLY, REPOST, ActCounts, Float64

SIGNALS = (
    "reposts",
    "own posts",
    "own posts in a row",
    "reposts in a row",
    "replies in a row",
)
"""The words for FEATURES, in their order."""

EVEN = 0.5
"""Below, acts look more like those of the labelled people than of the labelled programs."""

MOST_NAMED = 3
LEAST_PUSH = 0.1
"""A signal that moves the logarithm of the odds by less is not named."""

LEAST_EXPECTED = 0.5
"""Where chance makes fewer acts follow one of their kind, that none does so says nothing."""

QUESTION = "how much its acts look like those of accounts run by programs"


def values_in_words(counts: ActCounts, row: int) -> tuple[str, ...]:
    """Return what the row's value of each signal is, in the order of SIGNALS."""
    own, reposts, replies = counts.kinds[row].tolist()
    total = own + reposts + replies
    met, expected = counts.met()[row], counts.expected()[row]
    return (
        f"{percent(reposts, total)} of {total:,.0f} acts",
        f"{own:,.0f}, against {replies:,.0f} {'reply' if replies == 1 else 'replies'}",
        *(in_a_row(float(met[act]), float(expected[act]), counts.kinds[row, act]) for act in (OWN, REPOST, REPLY)),
    )


def in_a_row(met: float, expected: float, acts: float) -> str:
    """Return how often an act followed one of its kind, and would by chance; of a single act nothing can follow."""
    if acts < 2:
        return f"never, as it has {'one' if acts else 'none'}"
    if not met:
        return f"never, {expected:,.1f} times by chance"
    times = "once" if met == 1 else f"{met:,.0f} times"
    return f"{times}, {expected:,.1f} by chance"


def strongest_signals(counts: ActCounts, row: int, pushes: Float64) -> list[dict[str, str]]:
    """Return up to three signals that move the estimate most: signal, value, pushes; pushes: float64 (features).

    Signals that the acts cannot show are left out: see `could_be_seen`.
    """
    values, visible = values_in_words(counts, row), could_be_seen(counts, row)
    order = np.argsort(-np.abs(pushes), kind="stable").tolist()
    return [
        {"signal": SIGNALS[place], "value": values[place], "pushes": "raises it" if pushes[place] > 0 else "lowers it"}
        for place in order
        if abs(pushes[place]) >= LEAST_PUSH and visible[place]
    ][:MOST_NAMED]


def could_be_seen(counts: ActCounts, row: int) -> tuple[bool, ...]:
    """Return for each of SIGNALS whether the acts can show it.

    Nothing is seen of acts in a row where none followed its kind and chance would hardly have made one do so, nor of
    own posts against replies where there are neither.
    """
    own, _, replies = counts.kinds[row].tolist()
    met, expected = counts.met()[row], counts.expected()[row]
    in_rows = (bool(met[act] > 0 or expected[act] >= LEAST_EXPECTED) for act in (OWN, REPOST, REPLY))
    return (True, own + replies > 0, *in_rows)


def percent(part: float, whole: float) -> str:
    """Return a share in percent; not rounded to all or nothing where it is neither."""
    share = 100.0 * part / whole
    if 0.0 < part < whole and (share < 1.0 or share > 99.0):
        return f"{share:.1f} %" if 0.1 <= share <= 99.9 else f"{'under 0.1' if share < 1.0 else 'over 99.9'} %"
    return f"{share:.0f} %"


def says(row: Mapping[str, object]) -> str:
    """Return a row of ESTIMATES as one sentence without a full stop; never who or what runs the account."""
    if row["cannot_say"] is not None:
        return f"cannot say {QUESTION}, because {row['cannot_say']}"
    value, low, high = (float(str(row[name])) for name in ("estimate", "low", "high"))
    people = "; they look more like those of people" if value < EVEN else ""
    return f"{QUESTION}: {value:.2f} ({low:.2f} to {high:.2f}) on a scale from 0 to 1, n = {row['n']:,} acts{people}"
