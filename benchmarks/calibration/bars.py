"""What a scan with default settings has to reach, beside what was measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

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
    unarranged_pairs,
)
from benchmarks.calibration.worlds import PLAYBOOK_WORLD
from unisono.worlds.settings import LEVELS, PLAYBOOKS, PRESET_PLAYBOOKS

QUIET_RUNS = 0.95
FALSE_PAIRS = 0.01
PRESET = f"{len(PRESET_PLAYBOOKS)} of {len(PLAYBOOKS)} playbooks: {', '.join(PRESET_PLAYBOOKS)}"
RECALL = {"easy": 0.98, "medium": 0.90, "hard": 0.60}
PRECISION = {"easy": 0.99, "medium": 0.99, "hard": 0.97}


@dataclass(frozen=True)
class Bar:
    """One bar: what it asks, what was measured, and whether it was reached (None: not measured)."""

    asks: str
    measured: str
    reached: bool | None
    scans: int = 0
    is_asked: bool = True  # False: a figure beside the bars, of which nothing is asked

    @property
    def answer(self) -> str:
        """Say whether it was reached."""
        if not self.is_asked:
            return "no bar"
        return {True: "yes", False: "**no**", None: "not measured"}[self.reached]


def all_bars(lines: Sequence[Line]) -> list[Bar]:
    """Return every bar with what these outcomes say of it."""
    return [
        quiet_bar(lines),
        inauthentic_bar(lines),
        pairs_bar(lines),
        unarranged_row(lines),
        *level_bars(lines),
        *playbook_rows(lines),
    ]


def quiet_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on quiet worlds."""
    own = [is_silent(line) for line in lines if line["world"] == "quiet"]
    asks = f"Quiet worlds: no network beyond explained decoys, in at least {100 * QUIET_RUNS:.0f} % of the scans"
    return Bar(asks, f"{sum(own)} of {len(own)} scans", sum(own) >= QUIET_RUNS * len(own) if own else None, len(own))


def inauthentic_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on decoys."""
    accused = sum(decoys_accused(line) for line in lines)
    asks = "All worlds: no network of people who were not planted is called inauthentic"
    return Bar(asks, f"{accused} in {len(lines)} scans", accused == 0 if lines else None, len(lines))


def pairs_bar(lines: Sequence[Line]) -> Bar:
    """Return the bar on pairs."""
    estimate = mean_proportion(lines, false_pairs)
    asks = f"All worlds: mean share of false pairs (of strangers) at most {100 * FALSE_PAIRS:.0f} %"
    return Bar(asks, as_percent(estimate), estimate.value <= FALSE_PAIRS if lines else None, len(lines))


def unarranged_row(lines: Sequence[Line]) -> Bar:
    """Return what stands beside the bar on pairs: with the pairs of people who only look alike."""
    asks = "All worlds: mean share of unarranged pairs (of strangers, and of people who only look alike)"
    return Bar(asks, as_percent(mean_proportion(lines, unarranged_pairs)), None, len(lines), is_asked=False)


def level_bars(lines: Sequence[Line]) -> list[Bar]:
    """Return the bars on members: recall and precision in easy, medium and hard worlds, of the preset playbooks."""
    bars = []
    for name, targets, count in (("recalled", RECALL, recall), ("precision", PRECISION, precision)):
        for level, target in targets.items():
            own = [line for line in lines if line["world"] == level]
            estimate = pooled(own, count)
            what = "members recalled, in unexplained networks," if name == "recalled" else "precision of those networks"
            asks = f"{level.capitalize()} worlds ({PRESET}): {what} at least {target:.2f}"
            bars.append(Bar(asks, as_share(estimate), estimate.value >= target if own else None, len(own)))
    return bars


def playbook_rows(lines: Sequence[Line]) -> list[Bar]:
    """Return what stands beside the bars on members: every playbook in a world of its own, each counting the same."""
    own = [line for line in lines if line["world"].startswith(PLAYBOOK_WORLD)]
    count = len({line["world"] for line in own})
    which = f"All {count} playbooks" if count == len(PLAYBOOKS) else f"{count} of the {len(PLAYBOOKS)} playbooks"
    rows = [
        (
            f"{which}, {level}: members recalled, in unexplained networks",
            mean_proportion(own, partial(recall, level=level)),
        )
        for level in LEVELS
    ]
    rows.append((f"{which}, every level: precision of those networks", pooled(own, precision)))
    return [Bar(asks, as_share(estimate), None, len(own), is_asked=False) for asks, estimate in rows]


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
