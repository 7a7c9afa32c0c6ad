"""All claims of a run in one table, strongest first: its networks and findings, with what people decided of each."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.cases import Run
from unisono.cases.marks import KeptMarks, network_identity
from unisono.dossiers.network.rows import network_rows
from unisono.dossiers.network.strength import LEAST_EXPECTED, bounds_of_counts, strengths_of_networks
from unisono.model.findings import likelihood_word
from unisono.model.tables import FINDINGS, MEMBERS, NETWORKS, conform, empty
from unisono.model.tested_fits import FITS_FROM, measured_fit

NO_COUNTS = {("turn", "account"), ("dormancy", "account")}
"""Findings whose value is no count, so that it has no bounds as one."""

ORDER = {"likely_inauthentic": 0, "coordinated": 1, None: 2, "coordinated_explained": 3}
UNMARKED = "unmarked"

CLAIMS: dict[str, pl.DataType] = {
    "kind": pl.String(),  # network or finding
    "id": pl.String(),  # the network's number, or the finding's id
    "identity": pl.String(),  # what marks go by
    "detector": pl.String(),
    "subject_kind": pl.String(),
    "subject": pl.String(),
    "verdict": pl.String(),
    "q": pl.Float64(),
    "likelihood": pl.String(),
    "value": pl.Float64(),
    "expected": pl.Float64(),
    "strength": pl.Float64(),  # times chance, with bounds of 95 %
    "strength_low": pl.Float64(),
    "strength_high": pl.Float64(),
    "size": pl.Int64(),  # accounts of a network, posts of a finding
    "explanation": pl.String(),  # the best-fitting innocent explanation that was tested
    "fit": pl.Float64(),
    "explained": pl.String(),  # yes, no, untested
    "part_of": pl.Int64(),  # the network of which it is a part
    "because": pl.String(),
    "mark": pl.String(),
    "note": pl.String(),
    "marked_by": pl.String(),
    "marked_at": pl.String(),
}


def claims_of(run: Run, marks: KeptMarks) -> pl.DataFrame:
    """Return CLAIMS, the strongest first: by verdict, q, the lower bound of its strength, then size."""
    networks = conform(run.table("networks"), NETWORKS)
    members = conform(run.table("members"), MEMBERS)
    tested = {row["network"]: _best(row["innocent"]) for row in network_rows(networks)}
    found = pl.concat([_of_networks(run, networks, tested), _of_findings(run, members, tested)])
    order = pl.col("verdict").replace_strict(ORDER, default=2, return_dtype=pl.Int64)
    return (
        _with_marks(found, marks)
        .sort(
            order,
            pl.col("q").fill_null(1.0),
            pl.col("strength_low").fill_null(0.0),
            pl.col("size").fill_null(0),
            "id",
            descending=[False, False, True, True, False],
        )
        .select(*CLAIMS)
    )


def _of_networks(
    run: Run, networks: pl.DataFrame, tested: Mapping[int, tuple[str | None, float | None]]
) -> pl.DataFrame:
    rows = [
        {
            "kind": "network",
            "id": str(row["network"]),
            "identity": network_identity(row["accounts"] or []),
            "detector": "co_action",
            "subject_kind": "network",
            "subject": str(row["network"]),
            "likelihood": None if row["q"] is None else likelihood_word(1.0 - row["q"]),
            "explanation": tested[row["network"]][0],
            "fit": tested[row["network"]][1],
            **{name: row[name] for name in ("network", "verdict", "q", "size", "because")},
        }
        for row in networks.iter_rows(named=True)
    ]
    table = pl.DataFrame(rows, schema_overrides={"network": pl.Int64, "fit": pl.Float64}) if rows else None
    if table is None:
        return empty(CLAIMS)
    strong = strengths_of_networks(run)
    return conform(table.join(strong, on="network", how="left", maintain_order="left"), CLAIMS)


def _of_findings(
    run: Run, members: pl.DataFrame, tested: Mapping[int, tuple[str | None, float | None]]
) -> pl.DataFrame:
    findings = conform(run.table("findings"), FINDINGS)
    kind, subject = pl.col("subject_kind"), pl.col("subject")
    number = subject.str.extract(r"(\d+)$").cast(pl.Int64, strict=False)
    homes = members.select("account", "network").unique("account", keep="first")
    table = (
        findings.with_columns(
            kind=pl.lit("finding"),
            id=pl.col("finding"),
            identity=pl.col("finding"),
            size=pl.col("posts_count"),
            account=pl.when(kind == "pair")
            .then(subject.str.split(" ").list.first())
            .when(kind == "account")
            .then(subject),
        )
        .join(homes, on="account", how="left", maintain_order="left")
        .with_columns(network=pl.when(kind == "network").then(number).otherwise("network"))
    )
    own = kind.is_in(["network", "account", "pair"]) & (pl.col("detector") == "co_action")
    best = pl.DataFrame(
        [(network, *found) for network, found in tested.items()],
        schema={"network": pl.Int64, "explanation": pl.String, "fit": pl.Float64},
        orient="row",
    )
    table = table.join(best, on="network", how="left", maintain_order="left")
    return conform(_with_strength(table.with_columns(part_of=pl.when(own).then("network"))), CLAIMS)


def _with_strength(findings: pl.DataFrame) -> pl.DataFrame:
    """Return findings with how many times chance their counts are, where they are counts and chance is known."""
    no_count = pl.concat_str("detector", "subject_kind", separator=" ").is_in([" ".join(one) for one in NO_COUNTS])
    counted = ~no_count & (pl.col("expected") >= LEAST_EXPECTED) & (pl.col("value") >= 0)
    low, high = bounds_of_counts(findings["value"].fill_null(0.0).clip(0.0).to_numpy())
    return findings.with_columns(pl.Series("low", low), pl.Series("high", high)).with_columns(
        pl.when(counted).then(pl.col(name) / pl.col("expected")).alias(told)
        for name, told in (("value", "strength"), ("low", "strength_low"), ("high", "strength_high"))
    )


def _best(innocent: list[Mapping[str, Any]]) -> tuple[str | None, float | None]:  # Any: JSON
    measured = [one for one in innocent if measured_fit(one) is not None]
    best = max(measured, key=lambda one: float(one["fit"]), default=None)
    return (None, None) if best is None else (str(best["explanation"]), float(best["fit"]))


def _with_marks(claims: pl.DataFrame, marks: KeptMarks) -> pl.DataFrame:
    latest = marks.latest.values()
    held = pl.DataFrame(
        [(one.identity, one.mark, one.note, one.by, one.at) for one in latest],
        schema={
            "identity": pl.String,
            "mark": pl.String,
            "note": pl.String,
            "marked_by": pl.String,
            "marked_at": pl.String,
        },
        orient="row",
    )
    fit = pl.col("fit")
    return (
        claims.drop("mark", "note", "marked_by", "marked_at")
        .join(held, on="identity", how="left", maintain_order="left")
        .with_columns(
            pl.col("mark").fill_null(UNMARKED),
            explained=pl.when(fit.is_null())
            .then(pl.lit("untested"))
            .when(fit >= FITS_FROM)
            .then(pl.lit("yes"))
            .otherwise(pl.lit("no")),
        )
    )


def evidence_query(row: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: JSON
    """Return the query of a finding's evidence, opened; empty where it has none."""
    query = orjson.loads(row["evidence"] or "{}")
    return query if isinstance(query, dict) else {}


def expected_false(claims: pl.DataFrame) -> float:
    """Return how many of these claims may be chance: for each detector the largest q among them, times their number."""
    known = claims.filter(pl.col("q").is_not_null())
    sums = known.group_by("detector", "kind").agg((pl.col("q").max().clip(0.0, 1.0) * pl.len()).alias("false"))
    return float(np.sum(sums["false"].to_numpy())) if sums.height else 0.0
