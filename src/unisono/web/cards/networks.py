"""Cards of networks: what is known, the posts side by side, and where each account is drawn."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.network.describing import describe_network
from unisono.dossiers.network.rival_explanations import weigh_explanations
from unisono.exports.report.choosing import Chosen, choose
from unisono.exports.report.figures.graph import Dot, Tie, most_tied_dots, places_on_canvas, strongest_ties
from unisono.exports.report.limits import Limits
from unisono.exports.report.network_figures import ties_of_pairs
from unisono.exports.report.reading import read_material, read_posts
from unisono.model.errors import UsageError
from unisono.networks.layout import place_accounts
from unisono.web.cards.declared import Card

ALL = "all"
"""The subject of the picture of all members of a run."""

PICTURE = Limits(drawn_ties=900)
TIE_COLUMNS = ("first", "second", "weight", "layer")

MOST_TIES = 30_000
"""Ties that a browser is given to draw; each account keeps its strongest, and what is left out is counted."""


def network_card(case: Case, run: Run | None, subject: str) -> Card:
    """Return what is known of one network, with its rival explanations."""
    run, number = _asked(run, subject)
    page = describe_network(case, run, number)
    # Members are read from the run, where they are quick to sort.
    return {**page, "members": [], "explanations": weigh_explanations(page, run)}


def evidence_card(case: Case, run: Run | None, subject: str) -> Card:
    """Return the strongest pairs with their closest acts, the main objects, and the posts of both."""
    run, number = _asked(run, subject)
    material = read_material(case, run)
    chosen = choose(material, material.networks.filter(pl.col("network") == number).to_dicts()[0], Limits())
    posts = read_posts(case, chosen.wanted_posts)
    return {
        "pairs": [asdict(pair) for pair in chosen.strongest],
        "pairs_found": chosen.pairs.select(pl.struct("a", "b").n_unique()).item() if chosen.pairs.height else 0,
        "objects": [{**asdict(one), "delays_s": []} for one in chosen.objects],
        "objects_found": _objects_found(chosen),
        "posts": [asdict(one) for one in posts.values()],
    }


def graph_card(case: Case, run: Run | None, subject: str) -> Card:
    """Return accounts with their places and ties, as columns; of one network, or of all members where it says so."""
    if subject == ALL:
        if run is None:
            raise UsageError("This case has not been scanned, so it has no networks.")
        number = None
    else:
        run, number = _asked(run, subject)
    material = read_material(case, run)
    members, pairs = material.members, material.pairs
    if number is not None:
        members, pairs = members.filter(pl.col("network") == number), pairs.filter(pl.col("network") == number)
    return graph_of_members(members, pairs)


def graph_of_members(members: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, Any]:  # Any: columns of all kinds
    """Return the columns of the graph of these MEMBERS, tied by these significant PAIRS."""
    accounts = members["account"].to_list()
    places = place_accounts(accounts, pairs.select("a", "b").unique())
    placed = members.join(places, on="account", how="left", maintain_order="left")
    every = ties_of_pairs(pairs, {account: place for place, account in enumerate(accounts)})
    drawn = sorted(strongest_ties(every, MOST_TIES), key=lambda tie: tie.weight)
    graph: dict[str, Any] = {  # Any: as above
        "accounts": accounts,
        "handles": placed["handle"].to_list(),
        "network": placed["network"].to_list(),
        "role": placed["role"].fill_null("crowd").to_list(),
        "partners": placed["partners"].fill_null(0).to_list(),
        "x": placed["x"].to_list(),
        "y": placed["y"].to_list(),
        "ties": _columns(drawn),
        "ties_found": len(every),
    }
    return {**graph, "picture": picture_of_graph(graph)}


def picture_of_graph(graph: Mapping[str, Any]) -> dict[str, Any]:  # Any: as above
    """Return what a picture without scripts shows of a graph: the most tied accounts and their strongest ties."""
    names = [f"@{one}" if one else account for account, one in zip(graph["accounts"], graph["handles"], strict=True)]
    dots = [Dot(*one) for one in zip(names, graph["role"], graph["partners"], strict=True)]
    kept = most_tied_dots(dots, PICTURE.drawn_accounts)
    index = {dot: place for place, dot in enumerate(kept)}
    ties = [Tie(*one) for one in zip(*(graph["ties"][name] for name in TIE_COLUMNS), strict=True)]
    inside = [
        replace(one, first=index[one.first], second=index[one.second])
        for one in ties
        if one.first in index and one.second in index
    ]
    shown = [dots[dot] for dot in kept]
    places = places_on_canvas(shown, np.array([graph["x"], graph["y"]], dtype=np.float64).T[kept])
    return {
        "dots": [asdict(dot) for dot in shown],
        "places": places.round(2).tolist(),
        "ties": [asdict(tie) for tie in strongest_ties(inside, PICTURE.drawn_ties)],
        "accounts": len(dots),
        "ties_given": len(ties),
        "ties_found": graph["ties_found"],
    }


def _columns(ties: list[Tie]) -> dict[str, Any]:  # Any: as above
    return {name: [getattr(tie, name) for tie in ties] for name in TIE_COLUMNS}


def _objects_found(chosen: Chosen) -> int:
    return chosen.acts.select(pl.struct("layer", "object").n_unique()).item() if chosen.acts.height else 0


def _asked(run: Run | None, subject: str) -> tuple[Run, int]:
    """Return the run and the number of a network; raises UsageError where there is none such."""
    numbers = set(run.table("networks")["network"].to_list()) if run is not None else set()
    if run is None or not subject.isdecimal() or int(subject) not in numbers:
        raise UsageError(f"This run has no network {subject}. The page of networks lists which there are.")
    return run, int(subject)
