"""Rival explanations of a network, each held against all evidence (Heuer 1999, Psychology of Intelligence Analysis).

What counts is evidence against: much speaks for every explanation. An explanation that nothing measured could
contradict is not ruled out, and said to be so.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from unisono.cases import Case, Run
from unisono.dossiers.network.describing import describe_network
from unisono.dossiers.network.rival_evidence import (
    AGAINST,
    FOR,
    NOT_TESTED,
    SILENT,
    Evidence,
    evidence_of,
    measure_acts,
)
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted

RIVALS = {
    "organic": "People who react to one event, each by themselves",
    "mobilisation": "Fans or activists who follow an open call or a common interest",
    "shared_source": "A shared source: newswire, publisher, share button",
    "platform": "A feature of the platform: trends, recommendations",
    "automation": "Scheduling tools or declared automation",
    "artefact": "An artefact of the collection",
    "one_person": "Accounts of one person",
    "commercial": "Spam or advertising",
    "authentic": "Coordinated by people who are who they say",
    "inauthentic": "Coordinated by accounts that are not who they say",
}
"""In this order ties are told: explanations that accuse nobody come first."""

SHORT = {
    "organic": "Event",
    "mobilisation": "Fans, activists",
    "shared_source": "Shared source",
    "platform": "Platform",
    "automation": "Automation",
    "artefact": "Collection",
    "one_person": "One person",
    "commercial": "Spam, advertising",
    "authentic": "Agreed, open",
    "inauthentic": "Agreed, hidden",
}
"""What stands above a column."""

WOULD_CHANGE = {
    "organic": "The same rise, at the same minutes, among accounts outside the network.",
    "mobilisation": "An open call, here or elsewhere, to do this at that time; profiles that name the campaign.",
    "shared_source": "A site, a feed or a button that writes these words or leads to these links.",
    "platform": "A record of what the platform recommended or showed as trending at the time.",
    "automation": "Profiles that say that a program posts, or the programs with which the posts were sent.",
    "artefact": "A second collection, made in another way, in which the acts are not at one time.",
    "one_person": "Somebody who says openly that all these accounts are theirs.",
    "commercial": "Offers to post for money, or customers who say that they paid.",
    "authentic": "Members who say openly to whom they belong, and who can be asked.",
    "inauthentic": "Accounts made, woken or renamed together, claims that exclude each other, pictures of others.",
}
"""What to look for: finding it supports the explanation, not finding it after an earnest search speaks against it."""

SEPARATES_WELL, SEPARATES_A_LITTLE = 0.4, 0.15

FEW = 3
"""Evidence that is consistent with at most so many explanations is told first: the rest speaks for nearly all."""


def explanations_of_network(case: Case, run: Run, number: int) -> dict[str, Any]:  # Any: a JSON document
    """Return the rival explanations of one network of a run with the evidence for and against each."""
    return weigh_explanations(describe_network(case, run, number), run)


def weigh_explanations(page: Row, run: Run) -> dict[str, Any]:  # Any: a JSON document
    """Return the same of a network that is described already; page: of describe_network."""
    twin = run.record.get("twin_networks")
    evidence = evidence_of(page, measure_acts(run, page["network"]), twin if isinstance(twin, int) else None)
    return matrix_of(evidence)


def matrix_of(evidence: Sequence[Evidence]) -> dict[str, Any]:  # Any: a JSON document
    """Return rows of evidence and columns of rivals: each cell one of four words, with counts and what follows."""
    rows = [_row(one) for one in evidence]
    rivals = [_column(name, title, rows) for name, title in RIVALS.items()]
    tested = [one for one in rivals if one["is_tested"]]
    fewest = min((one["against"] for one in tested), default=0)
    least = sorted((one for one in tested if one["against"] == fewest), key=lambda one: (-one["for_few"], -one["for"]))
    untested = [one for one in rivals if not one["is_tested"]]
    near = {one["name"] for one in (*least, *untested)}
    return {
        "rivals": rivals,
        "evidence": rows,
        "least_inconsistent": [one["name"] for one in least],
        "not_tested": [one["name"] for one in untested],
        "conclusion": _conclusion(least, untested),
        "would_change": [
            {"name": name, "title": title, "look_for": WOULD_CHANGE[name]}
            for name, title in RIVALS.items()
            if name in near
        ],
    }


def _row(one: Evidence) -> dict[str, Any]:  # Any: as above
    cells = {name: one.stands.get(name, SILENT) if one.tested else NOT_TESTED for name in RIVALS}
    share = diagnosticity(list(cells.values()))
    return {
        "name": one.name,
        "says": one.says,
        "cells": cells,
        "diagnosticity": round(share, 3),
        "separates": _separates(share) if one.tested else NOT_TESTED,
    }


def diagnosticity(cells: Sequence[str]) -> float:
    """Return how well a piece of evidence tells explanations apart: the share of their pairs whose cells differ.

    >>> diagnosticity(["consistent"] * 10)
    0.0
    """
    pairs = list(combinations(cells, 2))
    return sum(one != other for one, other in pairs) / len(pairs) if pairs else 0.0


def _separates(share: float) -> str:
    if share >= SEPARATES_WELL:
        return "well"
    return "a little" if share >= SEPARATES_A_LITTLE else "not"


def _column(name: str, title: str, rows: Sequence[Row]) -> dict[str, Any]:  # Any: as above
    counts = Counter(row["cells"][name] for row in rows)
    return {
        "name": name,
        "title": title,
        "short": SHORT[name],
        "against": counts[AGAINST],
        "for": counts[FOR],
        "for_few": sum(row["cells"][name] == FOR and list(row["cells"].values()).count(FOR) <= FEW for row in rows),
        "silent": counts[SILENT],
        "not_tested": counts[NOT_TESTED],
        "is_tested": bool(counts[AGAINST] or counts[FOR]),
    }


def _conclusion(least: Sequence[Row], untested: Sequence[Row]) -> list[str]:
    """Return which explanation has least against it, which are not told apart from it, and which were not tested."""
    if not least:
        return ["Nothing that was measured speaks for or against any explanation."]
    first, *others = least
    told = [
        f"Least inconsistent with what was measured: {_plain(first)} ({counted(first['against'], 'piece')} of evidence "
        f"against it, {first['for']:,} for it)."
    ]
    if others:
        named = "; ".join(f"{_plain(one)} ({one['for']:,} for it)" for one in others)
        told.append(f"As little is against: {named}. What was measured does not tell them apart.")
    if untested:
        told.append(f"Not tested, so not ruled out: {'; '.join(map(_plain, untested))}.")
    told.append("The table orders what is known; it is no verdict, and people have to judge what is not in it.")
    return told


def _plain(rival: Row) -> str:
    title = str(rival["title"])
    return title[:1].lower() + title[1:]
