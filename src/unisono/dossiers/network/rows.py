"""Networks as rows: the fields that scripts and pages rely on, their JSON columns opened."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from unisono.model.json_text import json_value

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def network_rows(networks: pl.DataFrame) -> Iterator[Row]:
    """Yield NETWORKS rows with their JSON columns opened, strongest first."""
    for row in networks.sort("network").iter_rows(named=True):
        opened = {
            "accounts": row["accounts"] or [],
            "handles": row["handles"] or [],
            "layers": json_value(row["layers"], {}),
            "purpose": json_value(row["purpose"], {}),
            "innocent": json_value(row["innocent"], []),
        }
        yield {**row, **opened}
