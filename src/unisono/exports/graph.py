"""The graph of a run for drawing tools: members as nodes, significant pairs as edges, every value typed."""

import math
import re
from dataclasses import dataclass

import polars as pl

from unisono.exports.results import Results
from unisono.exports.spreadsheets import iso_time
from unisono.model.hidden_characters import DIRECTION
from unisono.model.names import short_name
from unisono.networks.layout import place_accounts

COLOURS = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999")
"""Colours that people with any colour vision tell apart: Okabe and Ito 2008, with grey for black."""

NODE_TYPES = {
    "handle": "string",
    "network": "long",
    "role": "string",
    "explained_share": "double",
    "partners": "long",
    "acts": "long",
    "display_name": "string",
    "first_at": "string",
    "first_at_ms": "long",
    "last_at": "string",
    "last_at_ms": "long",
}
EDGE_TYPES = {
    "layers": "string",
    "objects": "long",
    "q": "double",
    "first_at": "string",
    "first_at_ms": "long",
    "last_at": "string",
    "last_at_ms": "long",
}
"""Attributes and their types in GEXF's words. Times come twice: as people read them and as milliseconds since 1970."""

HEAVIEST = 50.0

Value = str | int | float

# What XML 1.0 cannot hold, the other control characters, and marks that reorder what is read.
_UNWRITABLE = re.compile(f"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{DIRECTION}]")


@dataclass(frozen=True)
class Node:
    """One account: where and how it is drawn, and what is known of it. A missing value is absent, never None.

    The label is cut where it is very long; the key and the attribute `handle` are whole.
    """

    key: str
    label: str
    x: float
    y: float
    size: float
    colour: str  # #RRGGBB
    attributes: dict[str, Value]


@dataclass(frozen=True)
class Edge:
    """One pair of accounts; the weight is -log10 of its q-value, at most 50."""

    key: str
    source: str
    target: str
    weight: float
    attributes: dict[str, Value]


@dataclass(frozen=True)
class Graph:
    """Nodes sorted by account, edges by their two accounts."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw_graph(results: Results) -> Graph:
    """Return the graph of a run: nodes are members of networks, edges the significant pairs between members."""
    members = results.members.drop_nulls("account").unique("account", keep="first", maintain_order=True).sort("account")
    accounts = members["account"].to_list()
    pairs = _pairs_between(results.significant_pairs(), accounts)
    places = {account: (x, y) for account, x, y in place_accounts(accounts, pairs).iter_rows()}
    nodes = tuple(_node(row, places[row["account"]]) for row in _with_times(members).iter_rows(named=True))
    edges = tuple(_edge(row) for row in _with_times(pairs).iter_rows(named=True))
    return Graph(nodes, edges)


def writable(text: str) -> str:
    """Return text without what XML cannot hold, control characters, and marks that reorder what is read."""
    return _UNWRITABLE.sub("", text)


def node_key(account: str) -> str:
    r"""Return an account's key: what cannot be written is spelled as in tables, so that no two accounts become one.

    >>> node_key("web:ann"), node_key("web:\u202eann")
    ('web:ann', 'web:<U+202E>ann')
    """
    return _UNWRITABLE.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", account)


def _pairs_between(pairs: pl.DataFrame, accounts: list[str]) -> pl.DataFrame:
    """Return one row per pair of members: its layers, strongest evidence and span of time."""
    return (
        pairs.filter(pl.col("a").is_in(accounts) & pl.col("b").is_in(accounts))
        .group_by("a", "b")
        .agg(
            pl.col("layer").unique().sort().str.join(" ").alias("layers"),
            pl.col("objects").sum(),
            pl.col("q").min(),
            pl.col("first_at").min(),
            pl.col("last_at").max(),
        )
        .sort("a", "b")
    )


def _with_times(rows: pl.DataFrame) -> pl.DataFrame:
    times = ("first_at", "last_at")
    return rows.with_columns(pl.col(name).dt.timestamp("ms").alias(f"{name}_ms") for name in times).with_columns(
        iso_time(pl.col(name)).alias(name) for name in times
    )


def _node(row: dict[str, Value | None], place: tuple[float, float]) -> Node:
    account = node_key(str(row["account"]))
    handle = writable(str(row["handle"] or "")).lstrip("@＠").strip()
    network = int(row["network"] or 0)
    return Node(
        key=account,
        label=short_name(handle or account),
        x=place[0],
        y=place[1],
        size=round(4.0 + 2.0 * math.sqrt(float(row["partners"] or 0)), 2),
        colour=COLOURS[(network - 1) % len(COLOURS)],
        attributes=_present({**row, "handle": handle or None}, NODE_TYPES),
    )


def _edge(row: dict[str, Value | None]) -> Edge:
    source, target = node_key(str(row["a"])), node_key(str(row["b"]))
    return Edge(
        key=f"{source} {target}",
        source=source,
        target=target,
        weight=edge_weight(float(row["q"] or 0.0)),
        attributes=_present(row, EDGE_TYPES),
    )


def edge_weight(q: float) -> float:
    """Return -log10 of a q-value, at most 50."""
    return HEAVIEST if q <= 10.0**-HEAVIEST else round(-math.log10(q), 6) + 0.0


def _present(row: dict[str, Value | None], types: dict[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name in types:
        value = row[name]
        if value is not None and not (isinstance(value, float) and not math.isfinite(value)):
            values[name] = writable(value) if isinstance(value, str) else value
    return values
