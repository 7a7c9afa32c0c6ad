"""Who was made, woke, changed the subject or deleted posts together, and when: each group told once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson
import polars as pl

from unisono.detectors import born_together, co_deletion, turned_together, woke_together
from unisono.dossiers.case_timeline.happening import Happening, happening_of

KINDS_OF = {
    born_together.NAME: "born",
    woke_together.NAME: "woke",
    turned_together.NAME: "turned",
    co_deletion.NAME: "deleted",
}
"""Detectors of groups in time, and what happened there."""

DATED_BY = {"born": "born_at", "woke": "woke_at", "turned": "turned_at"}
"""Columns of NETWORKS with the date of what happened to a network."""

ALREADY_TOLD_FROM = 0.5
"""A network's own finding is left out where this share of its accounts is in a cohort that is told."""


def groups_in_time(findings: pl.DataFrame, networks: pl.DataFrame, homes: Mapping[str, int]) -> Iterator[Happening]:
    """Return what cohorts and networks did at one time.

    findings: FINDINGS. networks: NETWORKS. homes: the network of each account that has one.
    """
    told: dict[str, set[str]] = {kind: set() for kind in KINDS_OF.values()}
    of_groups = findings.filter(pl.col("detector").is_in(list(KINDS_OF)))
    for row in of_groups.filter(pl.col("subject_kind") == "cohort").iter_rows(named=True):
        accounts = _accounts_of(row)
        told[KINDS_OF[row["detector"]]] |= set(accounts)
        kind = KINDS_OF[row["detector"]]
        yield happening_of(row, kind=kind, at=moment_of(row["subject"]), accounts=accounts, homes=homes)
    dated = {number: row for row in networks.iter_rows(named=True) if (number := row["network"]) is not None}
    for row in of_groups.filter(pl.col("subject_kind") == "network").iter_rows(named=True):
        kind, accounts = KINDS_OF[row["detector"]], _accounts_of(row)
        at = dated.get(int(row["subject"]), {}).get(DATED_BY.get(kind, ""))
        known = len(told[kind].intersection(accounts))
        if at is not None and known < ALREADY_TOLD_FROM * len(accounts):
            yield happening_of(row, kind=kind, at=at, accounts=accounts, homes=homes)


def moment_of(subject: str) -> datetime:
    """Return the time in a cohort's name, which ends in it, at UTC.

    >>> moment_of("born:twitter:2018-08-05").isoformat()
    '2018-08-05T00:00:00+00:00'
    """
    words = subject.split(":")
    # A minute is written with a colon of its own: deleted:2018-08-05T06:07.
    text = ":".join(words[-2:]) if "T" in words[-2] else words[-1]
    return datetime.fromisoformat(f"{text}+00:00" if "T" in text else f"{text}T00:00:00+00:00")


def _accounts_of(row: Mapping[str, Any]) -> list[str]:  # Any: cells of FINDINGS
    return [str(account) for account in orjson.loads(row["evidence"]).get("accounts", [])]
