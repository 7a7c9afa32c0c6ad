"""When did far more accounts end a long silence within a few days than chance would wake?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.accounts.returns import Returns
from unisono.accounts.waking import (
    EVENT_DAYS,
    LEVEL,
    AroundEvent,
    Waking,
    count_around_events,
    find_wakings,
    find_wakings_of_groups,
    moment_woken,
)
from unisono.detectors.declaration import Detector
from unisono.detectors.dormancy import CAVEAT
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word, network_finding_id
from unisono.model.names import POST_NAME
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates

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
    posts = scene.known.posts
    rows = [
        *_of_cohorts(returns, posts),
        *_of_networks(returns, posts, scene.networks),
        *_of_events(returns, posts, scene.known.events),
    ]
    return conform(pl.DataFrame(rows), FINDINGS) if rows else empty(FINDINGS)


def with_waking_times(networks: pl.DataFrame, returns: Returns) -> pl.DataFrame:
    """Return NETWORKS with `woke_at`: the first post after their silence of the members that woke together, or null."""
    wakings = find_wakings_of_groups(returns, networks["accounts"].to_list())
    moments = [None if waking is None else moment_woken(returns, waking) for waking in wakings]
    return networks.with_columns(pl.Series("woke_at", moments, dtype=networks.schema["woke_at"]))


def _of_cohorts(returns: Returns, posts: pl.DataFrame) -> Iterator[Row]:
    for waking in find_wakings(returns):
        subject = f"woke:{waking.first.isoformat()}"
        who = f"{waking.count:,} accounts ended a silence of {returns.long_days:,.0f} days or more"
        because = f"{who} {_within(waking.first, waking.last)}{_expectation(waking)} {_told(returns, waking.chosen)}"
        yield _finding(subject, waking, because, evidence=_evidence(returns, posts, waking.chosen))


def _of_networks(returns: Returns, posts: pl.DataFrame, networks: pl.DataFrame) -> Iterator[Row]:
    members = networks["accounts"].to_list()
    for network, own, waking in zip(
        networks["network"], members, find_wakings_of_groups(returns, members), strict=True
    ):
        if waking is None:
            continue
        who = f"{waking.count:,} of its {len(own):,} accounts ended a silence of {returns.long_days:,.0f} days or more"
        because = f"{who} {_within(waking.first, waking.last)}{_expectation(waking)} {_told(returns, waking.chosen)}"
        yield {
            **_finding(str(network), waking, because, evidence=_evidence(returns, posts, waking.chosen)),
            "finding": network_finding_id(NAME, own, "accounts that woke"),
            "subject_kind": "network",
        }


def _of_events(returns: Returns, posts: pl.DataFrame, events: pl.DataFrame) -> Iterator[Row]:
    counted = count_around_events(returns, events)
    came_back = len(np.unique(returns.accounts))
    rates = false_discovery_rates(np.array([one.tail for one in counted]), len(counted))
    for one, rate in zip(counted, rates.tolist(), strict=True):
        if rate > LEVEL:
            continue
        woke = int(one.chosen.sum())
        because = (
            f"{woke:,} of {came_back:,} accounts that came back after a silence of "
            f"{returns.long_days:,.0f} days or more woke within {EVENT_DAYS} days {one.side} {one.event} "
            f"({one.at:%Y-%m-%d}); expected {one.expected:,.3g}, going by what the case has of these days and of the "
            f"weeks around. {_told(returns, one.chosen)}"
        )
        yield _event_row(one, woke, rate, because, came_back, _evidence(returns, posts, one.chosen))


def _event_row(one: AroundEvent, woke: int, rate: float, because: str, n: int, evidence: Row) -> Row:
    measure = f"woke_within_{EVENT_DAYS}_days_{one.side}"
    return {
        "finding": finding_id(NAME, "event", one.event, measure),
        "detector": NAME,
        "subject_kind": "event",
        "subject": one.event,
        "measure": measure,
        "value": float(woke),
        "expected": one.expected,
        "n": n,
        "p": one.tail,
        "q": rate,
        "because": because,
        "posts_count": woke,
        "likelihood": likelihood_word(1.0 - rate),
        "evidence": orjson.dumps(evidence).decode(),
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


def _evidence(returns: Returns, posts: pl.DataFrame, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Row:
    """Return the accounts that woke and the first post of each after its silence."""
    timelines = returns.silences.timelines
    woken = posts[timelines.rows[returns.place[chosen]].tolist()].select(POST_NAME)["post"]
    accounts = timelines.accounts.gather(returns.accounts[chosen])
    return {"kind": "cohort", "accounts": accounts.to_list(), "posts": woken.to_list()}


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("cohort", "network", "event"),
    question="When did far more accounts end a long silence within a few days than chance would wake?",
    columns=("account_id", "created_at"),
    innocent=INNOCENT,
    find=find,
)
