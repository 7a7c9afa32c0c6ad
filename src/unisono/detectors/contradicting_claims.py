"""Which accounts claim in the first person to be what no one person is?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl

from unisono.content.testimony.contradictions import Claim, Contradiction, contradictions_of, surplus_of
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates
from unisono.significance.popularity import poisson_tail

NAME = "contradicting_claims"

FEWEST_CLAIMS = 2
"""Claims that an account must make to be compared: one claim contradicts nothing."""

FEWEST_OTHERS = 30
"""Accounts with claims that there must be to compare with; with fewer, nothing is said."""

LIKE_AS_MANY = 2.0
"""Accounts with half to twice as many claims are compared, where there are FEWEST_OTHERS of them; else all are."""

LEVEL = 0.01
BEFORE_FIRST = 0.5
"""Contradictions taken to be among the others, beyond those seen: none seen does not mean that there are never any."""


@dataclass(frozen=True)
class Claimant:
    """One account: how many posts of it make claims, and the contradictions among them."""

    account: str
    claims: int
    contradictions: tuple[Contradiction, ...]

    @property
    def surplus(self) -> int:
        """Return how many claimed identities are too many."""
        return surplus_of(self.contradictions)


@dataclass(frozen=True)
class Compared:
    """What accounts with like as many claims give: how many they are, the share with less, the expected surplus."""

    others: int
    share_with_less: float
    expected: float


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each account whose claims contradict each other more than others' do.

    It says that the claims do not go together; not which of them is true, nor why.
    """
    everyone = claimants(scene.claims)
    compared = compare(everyone)
    tested = [one for one in everyone if one.account in compared]
    if not tested:
        return empty(FINDINGS)
    expected = np.array([compared[one.account].expected for one in tested])
    tails = poisson_tail(np.array([one.surplus for one in tested], dtype=np.int32), expected)
    rates = false_discovery_rates(tails, len(tested))
    findings = [
        _finding(one, compared[one.account], float(tail), float(rate))
        for one, tail, rate in zip(tested, tails, rates, strict=True)
        if one.surplus and rate <= LEVEL
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def claimants(claims: pl.DataFrame) -> list[Claimant]:
    """Return the accounts that make at least two claims (columns account, at, post, kind, meaning), by their names."""
    named = claims.filter(pl.col("at").is_not_null()).sort("account", "at", "post", "kind", "meaning")
    found = []
    for (account,), own in named.group_by("account", maintain_order=True):
        rows = [Claim(*row) for row in own.select("at", "post", "kind", "meaning").iter_rows()]
        if len({claim.post for claim in rows}) >= FEWEST_CLAIMS:
            found.append(Claimant(str(account), len(rows), contradictions_of(rows)))
    return found


def compare(everyone: Sequence[Claimant]) -> Mapping[str, Compared]:
    """Return for each account what the others give, or nothing where there are too few others.

    The expected surplus is the others' surplus for each of their claims, times the account's claims.
    """
    if len(everyone) <= FEWEST_OTHERS:
        return {}
    claims = np.array([one.claims for one in everyone], dtype=np.float64)
    surplus = np.array([one.surplus for one in everyone], dtype=np.float64)
    compared = {}
    for number, one in enumerate(everyone):
        alike = (claims * LIKE_AS_MANY >= claims[number]) & (claims <= claims[number] * LIKE_AS_MANY)
        alike[number] = False
        if alike.sum() < FEWEST_OTHERS:
            alike = np.arange(len(everyone)) != number
        rate = (surplus[alike].sum() + BEFORE_FIRST) / claims[alike].sum()
        less = float((surplus[alike] < surplus[number]).mean())
        compared[one.account] = Compared(int(alike.sum()), less, float(rate * claims[number]))
    return compared


def _because(one: Claimant, compared: Compared) -> str:
    claimed = "; ".join(contradiction.sentence for contradiction in one.contradictions)
    return (
        f"In the first person it claims: {claimed}. Of {compared.others:,} other accounts that make claims, as many as "
        f"it or all there are, {compared.share_with_less:.0%} contradict themselves less; at their rate, its "
        f"{one.claims:,} claims would hold {compared.expected:.2g} identities too many, and hold {one.surplus:,}. "
        "Several people with one account, quotes without quotation marks, roles, jokes and lyrics do the same."
    )


def _finding(one: Claimant, compared: Compared, tail: float, rate: float) -> dict[str, str | int | float]:
    posts = sorted({post for contradiction in one.contradictions for post in contradiction.posts})
    return {
        "finding": finding_id(NAME, "account", one.account, "identities too many"),
        "detector": NAME,
        "subject_kind": "account",
        "subject": one.account,
        "measure": "identities too many",
        "value": float(one.surplus),
        "expected": compared.expected,
        "expected_basis": "measured",
        "n": compared.others,
        "p": tail,
        "q": rate,
        "because": _because(one, compared),
        "posts_count": len(posts),
        "likelihood": likelihood_word(1.0 - rate),
        "evidence": orjson.dumps({"kind": "posts", "posts": posts}).decode(),
    }


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("account",),
    question="Which accounts claim in the first person to be what no one person is?",
    columns=("account_id", "created_at", "kind", "text"),
    innocent=(
        "account of several people",
        "quotes without quotation marks",
        "jokes, roles and lyrics",
        "account that collects other people's stories",
        "mistaken language or pattern",
    ),
    find=find,
)
