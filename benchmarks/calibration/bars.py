"""What a scan with default settings has to reach, beside what was measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.calibration.intervals import Estimate
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.rates import (
    decoys_accused,
    false_pairs,
    is_silent,
    mean_proportion,
    pooled,
    precision,
    recall,
)

QUIET_RUNS = 0.95
FALSE_PAIRS = 0.01
RECALL = {"easy": 0.98, "medium": 0.90, "hard": 0.60}
PRECISION = {"easy": 0.99, "medium": 0.99, "hard": 0.97}


@dataclass(frozen=True)
class Bar:
    """One bar: what it asks, what was measured, and whether it was reached (None: not measured)."""

    asks: str
    measured: str
    reached: bool | None


def all_bars(lines: Sequence[Line]) -> list[Bar]:
    """Return every bar with what these outcomes say of it."""
    return [quiet_bar(lines), inauthentic_bar(lines), pairs_bar(lines), *level_bars(lines)]


def quiet_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on quiet worlds."""
    own = [is_silent(line) for line in lines if line["world"] == "quiet"]
    asks = f"Quiet worlds: no network beyond explained decoys, in at least {100 * QUIET_RUNS:.0f} % of the scans"
    return Bar(asks, f"{sum(own)} of {len(own)} scans", sum(own) >= QUIET_RUNS * len(own) if own else None)


def inauthentic_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on decoys."""
    accused = sum(decoys_accused(line) for line in lines)
    asks = "All worlds: no network of people who were not planted is called inauthentic"
    return Bar(asks, f"{accused} in {len(lines)} scans", accused == 0 if lines else None)


def pairs_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on pairs."""
    estimate = mean_proportion(lines, false_pairs)
    asks = f"All worlds: false discovery proportion of pairs at most {100 * FALSE_PAIRS:.0f} %"
    return Bar(asks, as_percent(estimate), estimate.value <= FALSE_PAIRS if lines else None)


def level_bars(lines: Sequence[Line]) -> list[Bar]:
    """Return the bars on members: recall and precision in easy, medium and hard worlds."""
    bars = []
    for name, targets, count in (("recalled", RECALL, recall), ("precision", PRECISION, precision)):
        for level, target in targets.items():
            own = [line for line in lines if line["world"] == level]
            estimate = pooled(own, count)
            what = "members recalled, in unexplained networks," if name == "recalled" else "precision of those networks"
            asks = f"{level.capitalize()} worlds: {what} at least {target:.2f}"
            bars.append(Bar(asks, as_share(estimate), estimate.value >= target if own else None))
    return bars


def as_share(estimate: Estimate) -> str:
    """Return a share with its interval, such as 0.93 (0.91 to 0.95); without one where all seeds gave the same."""
    if math.isnan(estimate.value):
        return "nothing to count"
    if estimate.low == estimate.high:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"


def as_percent(estimate: Estimate) -> str:
    """Return a share in percent with its interval; without one where all seeds gave the same."""
    if math.isnan(estimate.value):
        return "nothing to count"
    value, low, high = (f"{100.0 * share:.2f}" for share in (estimate.value, estimate.low, estimate.high))
    return f"{value} %" if estimate.low == estimate.high else f"{value} % ({low} to {high})"
