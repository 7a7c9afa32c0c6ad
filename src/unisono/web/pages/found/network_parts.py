"""Parts of a network's page that are read from the run at once, and those drawn from its cards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from unisono.cases import Run
from unisono.dossiers.network.judging import pairs_inside, with_kinds_of_partners
from unisono.exports.report.amounts import parse_moment
from unisono.exports.report.choosing import ActTogether, ChosenObject, ChosenPair
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.graph import Dot, GraphPicture, Tie, draw_graph
from unisono.exports.report.figures.timeline import TimelinePicture, draw_timeline
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import view_object, view_pair
from unisono.exports.report.reading import Post
from unisono.model.tables import ACTS, MEMBERS, conform
from unisono.web.asked import Asked

LIMITS = Limits(raster_cells=8_000, drawn_ties=900)
ROWS_OF_MEMBERS = 500
ORDERS = {
    "account": "handle",
    "role": "role",
    "explained": "explained_share",
    "partners": "partners",
    "acts": "acts",
    "first": "first_at",
    "last": "last_at",
    "stability": "stability",
}
"""By which columns the members can be put in order, under names of the address."""

Row = Mapping[str, Any]  # Any: cells of every kind


def pairs_of(run: Run, number: int) -> pl.DataFrame:
    """Return the significant PAIRS inside one network."""
    return pairs_inside(run).filter(pl.col("network") == number)


def members_of(run: Run, number: int, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return MEMBERS of one network, with their two kinds of partners; pairs: of `pairs_of`."""
    members = conform(run.table("members"), MEMBERS).filter(pl.col("network") == number)
    return with_kinds_of_partners(members, pairs)


def in_order(asked: Asked, members: pl.DataFrame) -> tuple[pl.DataFrame, str, bool]:
    """Return members in the order that the address asks for, with its name, and whether it is descending."""
    name = asked.query.get("sort", "")
    if name not in ORDERS:
        return members, "", True
    falls = asked.query.get("order") != "up"
    return members.sort(ORDERS[name], "account", descending=[falls, False], nulls_last=True), name, falls


def disclosure_of(members: pl.DataFrame) -> Disclosure:
    """Return the rules of an internal copy, in which members go by their handles."""
    handles = {account: handle for account, handle in members.select("account", "handle").iter_rows() if handle}
    return Disclosure("internal", b"", handles)


def acts_of(run: Run, number: int) -> pl.DataFrame:
    """Return the ACTS of one network that have a time."""
    acts = conform(run.table("acts"), ACTS)
    return acts.filter((pl.col("network") == number) & pl.col("at").is_not_null())


def timeline_picture(asked: Asked, row: Row, acts: pl.DataFrame, disclosure: Disclosure) -> TimelinePicture | None:
    """Return accounts by time, a tick an act; null where there are none."""
    names = {account: disclosure.handle(account) for account in acts["account"].unique().to_list()}
    events: list[tuple[str, datetime | None]] = [
        ("born", row["born_at"]),
        ("woke", row["woke_at"]),
        ("turned", row["turned_at"]),
    ]
    most = {"most_rows": LIMITS.raster_rows, "most_cells": LIMITS.raster_cells}
    return draw_timeline(row["network"], acts, names, events, asked.clock, **most)


def graph_picture(card: Row, number: int) -> GraphPicture:
    """Return the picture of a network for readers without scripts, and for paper."""
    dots = [Dot(**one) for one in card["dots"]]
    ties = [Tie(**one) for one in card["ties"]]
    places = np.array(card["places"], dtype=np.float64).reshape(-1, 2)
    drawn = draw_graph(number, dots, ties, most_dots=len(dots), most_ties=len(ties), positions=places)
    left_out = (
        f"The picture shows {len(dots):,} of {card['accounts']:,} accounts, and {len(ties):,} of "
        f"{card['ties_found']:,} ties."
    )
    is_whole = len(dots) == card["accounts"] and len(ties) == card["ties_found"]
    return GraphPicture(drawn.svg, "" if is_whole else left_out)


def evidence_views(asked: Asked, evidence: Row, disclosure: Disclosure) -> dict[str, Any]:  # Any: views
    """Return pairs side by side and objects, ready to be shown, from their card."""
    posts = {one["id"]: Post(**{**one, "created_at": parse_moment(one["created_at"])}) for one in evidence["posts"]}
    pairs = [_pair(one) for one in evidence["pairs"]]
    objects = [ChosenObject(**{**one, **_moments(one, "first_at", "last_at")}) for one in evidence["objects"]]
    return {
        "pairs": [(pair, view_pair(pair, posts, disclosure, asked.clock, LIMITS)) for pair in pairs],
        "pairs_found": evidence["pairs_found"],
        "objects": [view_object(one, posts, disclosure, LIMITS) for one in objects],
        "objects_found": evidence["objects_found"],
    }


def _pair(one: Row) -> ChosenPair:
    acts = [
        ActTogether(
            act["layer"],
            act["object"],
            (act["posts"][0], act["posts"][1]),
            (_moment(act["at"][0]), _moment(act["at"][1])),
            act["gap_seconds"],
        )
        for act in one["acts"]
    ]
    return ChosenPair(one["a"], one["b"], one["rows"], acts)


def _moments(row: Row, *names: str) -> dict[str, datetime]:
    return {name: _moment(row[name]) for name in names}


def _moment(written: object) -> datetime:
    moment = parse_moment(written)
    if moment is None:
        raise ValueError("an act has a time")
    return moment


def raster_data(acts: pl.DataFrame, most: int = 60_000) -> dict[str, Any]:  # Any: columns
    """Return acts as columns for the raster that a browser draws: account, seconds since 1970 and layer.

    Of more than `most`, every so-manieth in order of time is given; `acts_found` counts all.
    """
    ordered = acts.sort("at", "account", "post")
    step = -(-ordered.height // most) if ordered.height > most else 1
    given = ordered.gather_every(step)
    return {
        "account": given["account"].to_list(),
        "at": (given["at"].dt.epoch("ms") / 1000).to_list(),
        "layer": given["layer"].to_list(),
        "acts_found": acts.height,
        "acts_given": given.height,
    }
