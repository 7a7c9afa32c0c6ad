"""Networks as rows: the fields that scripts and pages rely on, their JSON columns opened."""

from collections.abc import Iterator
from typing import Any

import orjson
import polars as pl

from unisono.model.json_text import json_value
from unisono.model.tested_fits import with_state

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def network_rows(networks: pl.DataFrame) -> Iterator[Row]:
    """Yield NETWORKS rows with their JSON columns opened, strongest first."""
    for row in networks.sort("network").iter_rows(named=True):
        opened = {
            "accounts": row["accounts"] or [],
            "handles": row["handles"] or [],
            "layers": json_value(row["layers"], {}),
            "purpose": json_value(row["purpose"], {}),
            "innocent": [with_state(one) for one in orjson.loads(row["innocent"] or "[]")],
        }
        yield {**row, **opened}
