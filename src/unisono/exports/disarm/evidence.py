"""What a claim about a technique is made of: what a run knows of one network, and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.cases import Case, Run

FEWEST = 3
"""Members who must have done it, below which nothing is said of the network."""

MOST_FINDINGS = 20
"""Findings that one claim names; the rest are counted in its reason."""


@dataclass(frozen=True)
class Evidence:
    """What a run knows of one network. own: findings about it. together: the id of the one that it acted together.

    row: of NETWORKS. acts: its rows of ACTS. tag_uses: account, at, post and object of every use of the hashtags that
    have a finding. is_lifted: whether its verdict is `likely_inauthentic`.
    """

    case: Case
    run: Run
    row: dict[str, Any]  # Any: what a cell holds depends on its column
    members: frozenset[str]
    acts: pl.DataFrame
    own: pl.DataFrame
    findings: pl.DataFrame
    tag_uses: pl.DataFrame
    together: str
    is_lifted: bool

    def found(self, detector: str) -> pl.DataFrame:
        """Return the findings of one detector, about whatever."""
        return self.findings.filter(pl.col("detector") == detector)

    def found_of_it(self, detector: str) -> pl.DataFrame:
        """Return the findings of one detector about this network."""
        return self.own.filter(pl.col("detector") == detector)


@dataclass(frozen=True)
class Claim:
    """A technique by its id, the findings beside the one that the network acted together, and the reason in counts."""

    technique: str
    findings: Sequence[str]
    reason: str
