"""All members of all networks in one picture, with the table that says the same."""

import polars as pl

from unisono.model.tables import MEMBERS, conform
from unisono.web.asked import Asked
from unisono.web.cards.networks import ALL
from unisono.web.pages.declared import Page
from unisono.web.pages.found import network_parts as parts
from unisono.web.pages.found.network import COME_BACK_SECONDS, card_if_ready
from unisono.web.pages.found.triage import NOT_SCANNED
from unisono.web.shown import Given, Shown


def view(asked: Asked) -> Shown | Given:
    """Show the graph; ?part=graph gives what a browser draws, other data are the members."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    if asked.query.get("part") == "graph":
        drawn = asked.card("network_graph", ALL)
        del drawn["picture"]
        return Shown("found/all_members.html.j2", {}, [drawn])
    members = conform(asked.run.table("members"), MEMBERS).sort(
        "network", "partners", "account", descending=[False, True, False]
    )
    first = (min(asked.page_number, max(1, -(-members.height // asked.rows_shown))) - 1) * asked.rows_shown
    graph = card_if_ready(asked, "network_graph", ALL) if members.height else None
    picture = graph["picture"] if graph else None
    values = {
        "members": members.slice(first, asked.rows_shown).to_dicts(),
        "total": members.height,
        "networks": members.select(pl.col("network").n_unique()).item(),
        "graph": parts.graph_picture(picture, 0) if picture else None,
    }
    waits = bool(members.height) and graph is None
    data = members.iter_rows(named=True)
    return Shown("found/all_members.html.j2", values, data, reload_seconds=COME_BACK_SECONDS if waits else None)


PAGE = Page("/networks/graph", view)
