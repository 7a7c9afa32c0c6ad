"""Which techniques a run supports: claims about networks, each with its findings, its likelihood and its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.detectors.evidence import posts_of_run
from unisono.detectors.verdicts import EXPLAINED, LIFTED
from unisono.exports.disarm.accounts_shown import claims_of_accounts
from unisono.exports.disarm.content_shared import claims_of_acts
from unisono.exports.disarm.evidence import Claim, Evidence
from unisono.exports.disarm.framework import Technique, technique
from unisono.exports.disarm.hashtags_carried import claims_of_hashtags
from unisono.exports.disarm.targets_attacked import claims_of_attacks
from unisono.exports.results import Results
from unisono.model.findings import LIKELIHOOD
from unisono.traces.uses import read_uses_of_tags


@dataclass(frozen=True)
class TechniqueClaim:
    """One technique said of one network. findings: ids of what it rests on. likelihood: that of the least sure one."""

    network: int
    technique: Technique
    findings: tuple[str, ...]
    likelihood: str
    reason: str


def claims_of_run(case: Case, run: Run, results: Results) -> list[TechniqueClaim]:
    """Return what can be said of the networks of a run in the terms of DISARM, network by network.

    Nothing is said of a network that an innocent explanation fits. A technique whose name says that accounts are not
    what they seem is said only where the verdict is `likely_inauthentic`.
    """
    told = []
    uses = _tag_uses(case, run, results)
    for row in results.networks.filter(pl.col("verdict") != EXPLAINED).iter_rows(named=True):
        evidence = _evidence(case, run, results, uses, row=row)
        if evidence is None:
            continue
        found = sorted(_claims(evidence), key=lambda claim: claim.technique)
        told += [made for one in found if (made := _made(one, evidence)) is not None]
    return told


def _claims(evidence: Evidence) -> Iterator[Claim]:
    yield from claims_of_acts(evidence)
    yield from claims_of_hashtags(evidence)
    yield from claims_of_accounts(evidence)
    yield from claims_of_attacks(evidence)


def _tag_uses(case: Case, run: Run, results: Results) -> pl.DataFrame:
    """Return the uses of the hashtags that have a finding."""
    tags = results.findings.filter(pl.col("detector") == "pushed_hashtag")["subject"]
    posts = posts_of_run(case, run)
    return read_uses_of_tags(posts.limit(0) if tags.is_empty() else posts, tags)


def _evidence(
    case: Case,
    run: Run,
    results: Results,
    uses: pl.DataFrame,
    *,
    row: dict[str, Any],  # Any: a cell is what its column says
) -> Evidence | None:
    """Return what is known of a network; null where no finding says that it acted together."""
    network = row["network"]
    mine = pl.col("network") == network
    findings = results.findings
    own = findings.filter((pl.col("subject_kind") == "network") & (pl.col("subject") == str(network)))
    together = own.filter(pl.col("detector") == "co_action")
    if together.is_empty():
        return None
    return Evidence(
        case=case,
        run=run,
        row=row,
        members=frozenset(results.members.filter(mine)["account"].drop_nulls()),
        acts=results.acts.filter(mine),
        own=own,
        findings=findings,
        tag_uses=uses,
        together=together["finding"][0],
        is_lifted=row["verdict"] == LIFTED,
    )


def _made(claim: Claim, evidence: Evidence) -> TechniqueClaim | None:
    named = technique(claim.technique)
    if named.says_inauthentic and not evidence.is_lifted:
        return None
    ids = tuple(dict.fromkeys([evidence.together, *claim.findings]))
    likelihoods = evidence.findings.filter(pl.col("finding").is_in(ids))["likelihood"].drop_nulls().to_list()
    return TechniqueClaim(evidence.row["network"], named, ids, least_sure(likelihoods), claim.reason)


def least_sure(likelihoods: Sequence[str]) -> str:
    """Return the word of the least likely of several findings; all of them have to hold.

    >>> least_sure(["almost certain", "very likely"])
    'very likely'
    """
    order = [word for _, word in LIKELIHOOD]
    return min(likelihoods, key=order.index, default="not measured")
