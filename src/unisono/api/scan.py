"""A scan's results as Polars frames, whether it was made now or read from the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.api.notebook import html_card
from unisono.cases import Run
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, empty
from unisono.model.untested import untested_text

SCHEMAS = {"pairs": PAIRS, "networks": NETWORKS, "members": MEMBERS, "acts": ACTS, "findings": FINDINGS}
SHOWN_NETWORKS = 10


@dataclass(frozen=True, repr=False)
class Scan:
    """What one scan found; the frames have the columns of `unisono.model.tables`, strongest first."""

    record: dict[str, Any]  # Any: JSON, written by the scan
    tables: Mapping[str, pl.DataFrame]

    @classmethod
    def of_run(cls, run: Run) -> "Scan":
        """Read a finished run of a case."""
        return cls(run.record, {name: run.table(name) for name in run.table_names})

    @property
    def pairs(self) -> pl.DataFrame:
        """Pairs of accounts that acted together more than chance would give, in PAIRS columns."""
        return self._table("pairs")

    @property
    def networks(self) -> pl.DataFrame:
        """Networks in NETWORKS columns; network 1 is the strongest."""
        return self._table("networks")

    @property
    def members(self) -> pl.DataFrame:
        """Members of the networks in MEMBERS columns."""
        return self._table("members")

    @property
    def acts(self) -> pl.DataFrame:
        """What the members did together, in ACTS columns."""
        return self._table("acts")

    @property
    def findings(self) -> pl.DataFrame:
        """Findings in FINDINGS columns."""
        return self._table("findings")

    def _table(self, name: str) -> pl.DataFrame:
        return self.tables[name] if name in self.tables else empty(SCHEMAS[name])

    def __repr__(self) -> str:
        """Say what the scan found in one line."""
        counts = ", ".join(f"{getattr(self, name).height:,} {name}" for name in ("pairs", "networks", "findings"))
        untested = ", no pair of accounts could be tested" if untested_text(self.record) else ""
        return f"<Scan {self.record.get('run', 'without a case')}: {counts}{untested}>"

    def _repr_html_(self) -> str:
        """Show counts, what the shuffled twin gave, and the strongest networks in a notebook."""
        names = ("posts", "accounts", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks")
        facts = [(name.replace("_", " "), self.record[name]) for name in names if name in self.record]
        columns = ["network", "size", "handles", "q", "verdict"]
        strongest = self.networks.head(SHOWN_NETWORKS).select(columns)
        rows: list[list[object]] = [
            list(columns),
            *([*row[:2], [handle or "" for handle in (row[2] or [])[:5]], *row[3:]] for row in strongest.iter_rows()),
        ]
        return html_card(f"Scan {self.record.get('run', '')}", facts, rows if strongest.height else ())
