"""What a scan found about an account: its networks, the findings about it, and what could explain them innocently."""

import orjson
import polars as pl

from unisono.cases import Run
from unisono.detectors import DETECTORS
from unisono.dossiers.subject_posts import Card
from unisono.model.tables import FINDINGS, MEMBERS, NETWORKS, conform, empty

_KINDS = ("account", "cohort", "image", "pair")
"""Kinds of subjects whose findings are about an account, in the order in which they are told."""

_MEMBER = ("role", "explained_share", "partners", "acts", "stability", "q", "first_at", "last_at")
_NETWORK = ("size", "verdict", "because", "born_at", "woke_at", "turned_at")


def describe_networks(run: Run | None, account: str) -> list[Card] | None:
    """Return the networks that an account is in, with its role and how firmly it belongs; None where there is no run.

    `innocent` holds the explanations tested for the network, `network_q` is the network's, `q` that of the account's
    own place in it.
    """
    if run is None:
        return None
    members = conform(run.table("members"), MEMBERS).filter(pl.col("account") == account)
    networks = _table(run, "networks", NETWORKS)
    rows = members.select("network", *_MEMBER).join(
        networks.select("network", *_NETWORK, "layers", "innocent", network_q="q"), on="network", how="left"
    )
    return [
        {**row, "layers": orjson.loads(row["layers"] or "{}"), "innocent": orjson.loads(row["innocent"] or "[]")}
        for row in rows.sort("network").iter_rows(named=True)
    ]


def findings_about(run: Run | None, account: str) -> list[Card]:
    """Return the findings about the account itself, and those about groups and pairs that it is part of, in this order.

    Findings about its networks are the networks' own.
    """
    if run is None:
        return []
    findings = _table(run, "findings", FINDINGS).filter(pl.col("subject_kind").is_in(list(_KINDS)))
    # Cheap first: an id as written in JSON, or a part of a pair's name.
    written = orjson.dumps(account).decode()
    near = findings.filter(
        (pl.col("subject") == account)
        | pl.col("subject").str.split(" ").list.contains(account)
        | pl.col("evidence").str.contains(written, literal=True)
    )
    rows = [row for row in near.iter_rows(named=True) if _is_about(row, account)]
    rows.sort(key=lambda row: (_KINDS.index(row["subject_kind"]), _rank(row["q"]), row["finding"]))
    kept = ("finding", "detector", "subject_kind", "subject", "because", "value", "n", "q", "likelihood")
    return [{name: row[name] for name in kept} for row in rows]


def innocent_of(findings: list[Card]) -> list[Card]:
    """Return the innocent explanations that the detectors of these findings name: explanation and detectors."""
    named: dict[str, list[str]] = {}
    found = list(dict.fromkeys(one["detector"] for one in findings))
    declared = {one.name: one.innocent for one in DETECTORS}
    for detector in found:
        for explanation in declared.get(detector, ()):
            named.setdefault(explanation.rstrip("."), []).append(detector)
    return [{"explanation": explanation, "detectors": detectors} for explanation, detectors in named.items()]


def _is_about(row: Card, account: str) -> bool:
    if row["subject_kind"] == "account":
        return bool(row["subject"] == account)
    if row["subject_kind"] == "pair":
        return account in row["subject"].split(" ")
    query = orjson.loads(row["evidence"] or "{}")
    return account in (query.get("accounts") or ())


def _rank(q: float | None) -> float:
    return 1.0 if q is None else q


def _table(run: Run, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return conform(run.table(name), schema) if name in run.table_names else empty(schema)
