"""Networks as rows: the fields that scripts rely on, and how a table and a page read them."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.cli.counting import counted
from unisono.cli.latest_run import json_value
from unisono.cli.naming_accounts import at_handle, some_of

NETWORK_COLUMNS = ("network", "size", "accounts", "layers", "q", "first_at", "last_at", "stability", "verdict")
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


def shown_network(row: Row) -> Row:
    """Return a network as one line of a table: handles instead of ids, and not all of them."""
    names = [at_handle(handle, account) for account, handle in zip(row["accounts"], _padded(row), strict=True)]
    return {**row, "accounts": some_of(names), "verdict": verdict_text(row["verdict"])}


def _padded(row: Row) -> list[str | None]:
    handles: list[str | None] = list(row["handles"])
    return [*handles, *[None] * (len(row["accounts"]) - len(handles))][: len(row["accounts"])]


def verdict_text(verdict: str | None) -> str:
    """Return a verdict in words; a network's accounts acted together, and no more is said than was computed."""
    words = {
        "coordinated": "coordinated",
        "coordinated_explained": "coordinated, and an innocent explanation fits",
        "likely_inauthentic": "likely inauthentic",
    }
    return words.get(verdict or "", verdict or "")


def innocent_text(explanations: list[Mapping[str, Any]]) -> str:  # Any: text and numbers
    """Return the innocent explanations that were tested, the best fit first, with why."""
    if not explanations:
        return "none was tested"
    ordered = sorted(explanations, key=lambda one: -(one.get("fit") or 0.0))
    return "; ".join(_explanation_text(one) for one in ordered)


def _explanation_text(explanation: Mapping[str, Any]) -> str:  # Any: as above
    fit = explanation.get("fit")
    measured = f"fits {fit:.0%}" if isinstance(fit, int | float) else "not measured"
    because = explanation.get("because")
    words = str(explanation["explanation"]).replace("_", " ")
    return f"{words} ({measured}{': ' + str(because).rstrip('.') if because else ''})"


def no_networks_text(record: Mapping[str, Any]) -> str:  # Any: a run's record is JSON
    """Return what to say where a scan found no network."""
    tested = record.get("pairs_tested")
    size = f"{counted(record.get('posts'), 'post')} of {counted(record.get('accounts'), 'account')}"
    pairs = f"tested {counted(tested, 'pair')} in {size}" if tested is not None else f"read {size}"
    return f"No networks: nothing here is more than chance would give. The scan {pairs}."
