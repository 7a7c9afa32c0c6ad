"""Who woke before and after the events of a case: what was tested, and what of it was far more than chance gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from unisono.accounts.around_events import EVENT_DAYS, AroundEvent
from unisono.accounts.returns import Returns
from unisono.accounts.waking import FEWEST_OF_NETWORK, LEVEL
from unisono.detectors.dormancy import CAVEAT
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word, network_finding_id
from unisono.significance.combination import false_discovery_rates

Row = dict[str, Any]  # Any: a cell holds what its column says


@dataclass(frozen=True)
class TestedWindow:
    """Two weeks on one side of an event, of the case (network None) or of a network, and their q-value.

    rate: the share of false ones among all as surprising, over all events, sides and networks; NaN where nothing can
    be said.
    """

    __test__ = False

    counted: AroundEvent
    network: int | None
    rate: float

    @property
    def unusual(self) -> bool:
        """Say whether far more woke than chance gives."""
        return self.rate <= LEVEL and self.counted.count >= FEWEST_OF_NETWORK


def windows_of_events(scene: Scene) -> list[TestedWindow]:
    """Return what was tested of the events of a case, in their order; the false among all that were are controlled."""
    numbers, counted = scene.networks["network"].to_list(), scene.around_events
    tails = np.array([one.tail for one in counted])
    said = ~np.isnan(tails)
    rates = np.full(len(counted), np.nan)
    rates[said] = false_discovery_rates(tails[said], int(said.sum()))
    return [
        TestedWindow(one, None if one.group is None else int(numbers[one.group]), rate)
        for one, rate in zip(counted, rates.tolist(), strict=True)
    ]


def find_around_events(detector: str, scene: Scene) -> Iterator[Row]:
    """Yield FINDINGS rows of the windows in which far more woke than chance gives; detector: whose they are."""
    returns = scene.known.returns
    members = dict(zip(scene.networks["network"], scene.networks["accounts"], strict=True))
    for window in windows_of_events(scene):
        if not window.unusual:
            continue
        one = window.counted
        measure = f"woke_within_{EVENT_DAYS}_days_{one.side}"
        if window.network is None:
            name = finding_id(detector, "event", one.event, measure)
        else:
            name = network_finding_id(detector, members[window.network], f"{measure} {one.event}")
        yield {
            "finding": name,
            "detector": detector,
            "subject_kind": "event" if window.network is None else "network",
            "subject": one.event if window.network is None else str(window.network),
            "measure": measure,
            "value": float(one.count),
            "expected": one.expected,
            "n": one.n,
            "p": one.tail,
            "q": window.rate,
            "because": _because(window, returns),
            "posts_count": one.count,
            "likelihood": likelihood_word(1.0 - window.rate),
            "evidence": orjson.dumps(evidence_of_returns(scene, one.chosen)).decode(),
        }


def record_of_events(scene: Scene) -> list[Row]:
    """Return what was tested as JSON for the record of a scan: one object for each window."""
    return [
        {
            "event": window.counted.event,
            "at": window.counted.at.isoformat(),
            "side": window.counted.side,
            "days": EVENT_DAYS,
            "network": window.network,
            "woke": window.counted.count,
            "n": window.counted.n,
            "expected": None if window.counted.unsaid else window.counted.expected,
            "p": None if window.counted.unsaid else window.counted.tail,
            "q": None if window.counted.unsaid else window.rate,
            "unusual": window.unusual,
            "cannot_say": window.counted.unsaid,
        }
        for window in windows_of_events(scene)
    ]


def evidence_of_returns(scene: Scene, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Row:
    """Return the accounts of some returns, bool (returns), and the first post of each after its silence."""
    returns = scene.known.returns
    timelines = returns.silences.timelines
    accounts = timelines.accounts.gather(returns.accounts[chosen])
    return {"kind": "cohort", "accounts": accounts.to_list(), "posts": scene.woken.filter(chosen).to_list()}


def _because(window: TestedWindow, returns: Returns) -> str:
    one, long = window.counted, f"a silence of {returns.long_days:,.0f} days or more"
    when = f"woke within {EVENT_DAYS} days {one.side} {one.event} ({one.at:%Y-%m-%d})"
    slept = f"Half of them had been silent for {np.median(returns.lengths[one.chosen]):,.0f} days or more. {CAVEAT}"
    if window.network is None:
        return (
            f"{one.count:,} of {one.n:,} accounts that came back after {long} {when}; expected {one.expected:,.3g}, "
            "going by those that came back on other days, by how many of those that pause are called back on these, "
            f"and by the weeks around. {slept}"
        )
    return (
        f"{one.count:,} of its {one.n:,} accounts with posts enough ended {long} and {when}; expected "
        f"{one.expected:,.3g}, going by its members that came back on other days, and by everybody else in the case "
        f"who was silent for long and came back on these, or did not. {slept}"
    )
