"""When did far more accounts end a long silence within a few days than chance would wake?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.accounts.returns import Returns
from unisono.accounts.waking import (
    Waking,
    find_wakings,
    find_wakings_of_groups,
    moment_woken,
)
from unisono.detectors.around_events import evidence_of_returns, find_around_events
from unisono.detectors.declaration import Detector
from unisono.detectors.dormancy import CAVEAT
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word, network_finding_id
from unisono.model.tables import FINDINGS, conform, empty

NAME = "woke_together"

INNOCENT = (
    "news that concerns them all",
    "an election or another date that calls many",
    "start of a collection",
    "holidays or an outage that ended",
    "deleted posts",
    "members of one club or campaign",
)

Row = dict[str, Any]  # Any: a cell holds what its column says


def find(scene: Scene) -> pl.DataFrame:
    """Return a finding for each time at which far more woke than chance explains, network that woke, and event."""
    returns = scene.known.returns
    if not len(returns.accounts):
        return empty(FINDINGS)
    rows = [
        *_of_cohorts(scene),
        *_of_networks(scene),
        *find_around_events(NAME, scene),
    ]
    return conform(pl.DataFrame(rows), FINDINGS) if rows else empty(FINDINGS)


def with_waking_times(networks: pl.DataFrame, returns: Returns) -> pl.DataFrame:
    """Return NETWORKS with `woke_at`: the first post after their silence of the members that woke together, or null."""
    wakings = find_wakings_of_groups(returns, networks["accounts"].to_list())
    moments = [None if waking is None else moment_woken(returns, waking) for waking in wakings]
    return networks.with_columns(pl.Series("woke_at", moments, dtype=networks.schema["woke_at"]))


def _of_cohorts(scene: Scene) -> Iterator[Row]:
    returns = scene.known.returns
    for waking in find_wakings(returns):
        subject = f"woke:{waking.first.isoformat()}"
        who = f"{waking.count:,} accounts ended a silence of {returns.long_days:,.0f} days or more"
        because = f"{who} {_within(waking.first, waking.last)}{_expectation(waking)} {_told(returns, waking.chosen)}"
        yield _finding(subject, waking, because, evidence=evidence_of_returns(scene, waking.chosen))


def _of_networks(scene: Scene) -> Iterator[Row]:
    returns, networks = scene.known.returns, scene.networks
    members = networks["accounts"].to_list()
    for network, own, waking in zip(
        networks["network"], members, find_wakings_of_groups(returns, members), strict=True
    ):
        if waking is None:
            continue
        who = f"{waking.count:,} of its {len(own):,} accounts ended a silence of {returns.long_days:,.0f} days or more"
        because = f"{who} {_within(waking.first, waking.last)}{_expectation(waking)} {_told(returns, waking.chosen)}"
        yield {
            **_finding(str(network), waking, because, evidence=evidence_of_returns(scene, waking.chosen)),
            "finding": network_finding_id(NAME, own, "accounts that woke"),
            "subject_kind": "network",
        }


def _finding(subject: str, waking: Waking, because: str, *, evidence: Row) -> Row:
    return {
        "finding": finding_id(NAME, "cohort", subject, "accounts that woke"),
        "detector": NAME,
        "subject_kind": "cohort",
        "subject": subject,
        "measure": "accounts_that_woke",
        "value": float(waking.count),
        "expected": waking.expected,
        "n": waking.n,
        "p": waking.tail,
        "q": waking.rate,
        "because": because,
        "posts_count": waking.count,
        "likelihood": likelihood_word(1.0 - waking.rate),
        "evidence": orjson.dumps(evidence).decode(),
    }


def _within(first: date, last: date) -> str:
    if first == last:
        return f"on {first.isoformat()}"
    return f"from {first.isoformat()} to {last.isoformat()}"


def _expectation(waking: Waking) -> str:
    return (
        f"; chance would wake about {waking.expected:,.2g} of {waking.n:,}, going by how many act, are new or come "
        "back from shorter pauses on these days, and how many wake in the weeks around."
    )


def _told(returns: Returns, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> str:
    days = np.median(returns.lengths[chosen]) if chosen.any() else 0.0
    return f"Half of them had been silent for {days:,.0f} days or more. {CAVEAT}"


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("cohort", "network", "event"),
    question="When did far more accounts end a long silence within a few days than chance would wake?",
    columns=("account_id", "created_at"),
    innocent=INNOCENT,
    find=find,
)
