"""The figures of what a network did together: who with whom, when, and how quickly."""

import math
from collections.abc import Mapping, Sequence

import polars as pl
from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.choosing import Chosen
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.graph import Dot, GraphPicture, Tie, draw_graph
from unisono.exports.report.figures.pace import Followed, draw_pace
from unisono.exports.report.figures.timeline import TimelinePicture, draw_timeline
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import ObjectView

STRONGEST_WEIGHT = 50.0
PACE_ROWS = 8


def graph_of(chosen: Chosen, disclosure: Disclosure, limits: Limits) -> GraphPicture | None:
    """Return who acted with whom; null where the run kept no members."""
    if not chosen.members.height:
        return None
    accounts = chosen.members["account"].to_list()
    dots = [
        Dot(disclosure.handle(one["account"]), one["role"] or "crowd", one["partners"] or 0)
        for one in chosen.members.to_dicts()
    ]
    return draw_graph(
        chosen.row["network"],
        dots,
        ties_of_pairs(chosen.pairs, {account: i for i, account in enumerate(accounts)}),
        most_dots=limits.drawn_accounts,
        most_ties=limits.drawn_ties,
    )


def ties_of_pairs(pairs: pl.DataFrame, index: Mapping[str, int]) -> list[Tie]:
    """Return one tie a pair: weights are -log10 q capped at 50, as in the networks; the layer of the smallest p."""
    joined = (
        pairs.sort(["p", "objects", "layer"], descending=[False, True, False], nulls_last=True)
        .group_by("a", "b", maintain_order=True)
        .agg(pl.col("layer").first(), pl.col("q").min(), pl.col("objects").sum())
        .sort("a", "b")
    )
    return [
        Tie(index[a], index[b], _weight(q) + min(objects or 0, 100) / 1000, layer)
        for a, b, layer, q, objects in joined.iter_rows()
    ]


def _weight(q: float | None) -> float:
    if q is None:
        return 1.0
    return STRONGEST_WEIGHT if q <= 10.0**-STRONGEST_WEIGHT else -math.log10(q)


def timeline_of(chosen: Chosen, disclosure: Disclosure, clock: Clock, limits: Limits) -> TimelinePicture | None:
    """Return what the network did together, over time; null where it has no acts."""
    names = {account: disclosure.handle(account) for account in chosen.members["account"].to_list()}
    row = chosen.row
    return draw_timeline(
        row["network"],
        chosen.acts.filter(pl.col("at").is_not_null()),
        names,
        [("born", row["born_at"]), ("woke", row["woke_at"]), ("turned", row["turned_at"])],
        clock,
        most_rows=limits.raster_rows,
        most_cells=limits.raster_cells,
    )


def pace_of(chosen: Chosen, objects: Sequence[ObjectView]) -> Markup | None:
    """Return how quickly the network followed on its main objects; null where it has none. objects: as shown."""
    followed = [
        Followed(view.short, one.layer, one.delays_s, one.half_within_s)
        for one, view in zip(chosen.objects, objects, strict=True)
    ]
    return draw_pace(chosen.row["network"], followed[:PACE_ROWS])
