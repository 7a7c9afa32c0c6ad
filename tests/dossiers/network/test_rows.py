"""Networks as rows of JSON."""

import polars as pl

from tests.cli.scanned_case import one_network
from unisono.dossiers.network.rows import network_rows


def test_json_columns_are_opened_and_null_ones_are_empty() -> None:
    (row,) = network_rows(one_network())
    assert row["layers"] == {"repost": 2, "link": 1}
    assert row["purpose"]["political"] == 0.9
    assert row["innocent"][0]["explanation"] == "newswire"
    nothing = one_network().with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in ("purpose", "innocent"))
    (row,) = network_rows(nothing)
    assert (row["purpose"], row["innocent"]) == ({}, [])


def test_networks_come_strongest_first() -> None:
    table = pl.concat([one_network().with_columns(network=pl.lit(2, dtype=pl.Int64)), one_network()])
    assert [row["network"] for row in network_rows(table)] == [1, 2]
