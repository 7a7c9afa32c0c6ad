"""What a run found, in the order in which every export writes it."""

from dataclasses import dataclass

import polars as pl

from unisono.cases import Run
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, conform, empty

USUAL_Q = 0.01


@dataclass(frozen=True)
class Results:
    """The tables of a run, each sorted, so that the same run always gives the same bytes."""

    run_id: str
    version: str
    scanned_at: str
    q: float  # false discovery rate that the scan was told to keep
    networks: pl.DataFrame
    members: pl.DataFrame
    pairs: pl.DataFrame
    acts: pl.DataFrame
    findings: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the tables by name."""
        return {
            "networks": self.networks,
            "members": self.members,
            "pairs": self.pairs,
            "acts": self.acts,
            "findings": self.findings,
        }

    def significant_pairs(self) -> pl.DataFrame:
        """Return the rows of pairs whose q-value keeps the scan's false discovery rate."""
        return self.pairs.filter(pl.col("q") <= self.q)


_ORDER = {
    "networks": (NETWORKS, ("network",)),
    "members": (MEMBERS, ("network", "account")),
    "pairs": (PAIRS, ("q", "p", "a", "b", "layer")),
    "acts": (ACTS, ("network", "layer", "object", "at", "account", "post")),
    "findings": (FINDINGS, ("finding", "detector", "subject", "measure")),
}


def read_results(run: Run) -> Results:
    """Return the tables of a run; a table that the scan did not write is empty."""
    record = run.record
    settings = record.get("settings") or {}
    present = set(run.table_names)
    tables = {}
    for name, (schema, order) in _ORDER.items():
        table = conform(run.table(name), schema) if name in present else empty(schema)
        tables[name] = table.sort(order, nulls_last=True, maintain_order=True)
    return Results(
        run_id=run.id,
        version=str(record.get("version", "")),
        scanned_at=str(record.get("started_at", "")),
        q=float(settings.get("q", USUAL_Q)),
        **tables,
    )
