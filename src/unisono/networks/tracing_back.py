"""From chosen pairs back to what they rest on: the rows of the pairs table and the acts of the networks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import group_rows
from unisono.engine.measuring import AccountActs
from unisono.engine.meetings import Meetings, find_meetings
from unisono.model.findings import EXPECTATION_BASES
from unisono.model.tables import ACTS, PAIRS, TIME, conform, empty
from unisono.networks.searching import Search, pairs_inside
from unisono.significance.layer_acts import EncodedLayers, LayerActs
from unisono.significance.pair_evidence import ANY_TIME, PairEvidence

Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Of some pairs: their places among all pairs, and in the evidence of one layer."""

SUPPORTING_LEVEL = 1e-3  # a layer is named for a pair if its own p is at most this, or if it is the pair's best


def describe_pairs(
    encoded: EncodedLayers, search: Search, chosen: NDArray[np.bool_], level: float = SUPPORTING_LEVEL
) -> pl.DataFrame:
    """Return the rows of PAIRS for the chosen pairs: one for each layer that supports the pair, strongest first.

    A layer supports a pair if its own p is at most `level`, or if it is the pair's best.
    """
    parts = [
        _rows_of_layer(encoded, search, layer, evidence, _supported(search, evidence, column, chosen, level))
        for column, (layer, evidence) in enumerate(zip(encoded.layers, search.evidence, strict=True))
    ]
    rows = pl.concat([empty(PAIRS), *parts])
    return rows.sort("q", "p", "a", "b", "layer")


def acts_of_networks(encoded: EncodedLayers, search: Search) -> pl.DataFrame:
    """Return the acts with which members of one network met, in ACTS columns; networks are numbered from 1."""
    inside = pairs_inside(search)
    parts = []
    for column, (layer, evidence) in enumerate(zip(encoded.layers, search.evidence, strict=True)):
        supported = _supported(search, evidence, column, inside, SUPPORTING_LEVEL)
        parts.append(_acts_at(encoded, search, layer, _met_acts(layer, evidence, supported)))
    acts = pl.concat([empty(ACTS), *parts])
    several = sum(part.height > 0 for part in parts) > 1
    return acts.sort("network", "at", "account", "layer", "object", "post") if several else acts


def _supported(search: Search, evidence: PairEvidence, column: int, chosen: NDArray[np.bool_], level: float) -> Places:
    """Return the places of the chosen pairs that this layer supports, among all pairs and in the layer's evidence."""
    pairs = search.pairs
    own = pairs.by_layer[:, column]
    best = np.nanmin(np.where(np.isnan(pairs.by_layer), np.inf, pairs.by_layer), axis=1) if len(own) else own
    with np.errstate(invalid="ignore"):
        places = np.flatnonzero(chosen & ((own <= level) | (own <= best)))
    key = pairs.a[places].astype(np.int64) * pairs.account_count + pairs.b[places]
    return places, np.searchsorted(evidence.a.astype(np.int64) * pairs.account_count + evidence.b, key)


@dataclass(frozen=True)
class _Traced:
    """The meetings of some pairs, the column of the window of each, and the table places of the acts looked at."""

    meetings: Meetings
    window: NDArray[np.int64]
    places: NDArray[np.int64]


def _find_meetings(layer: LayerActs, evidence: PairEvidence, rows: NDArray[np.int64]) -> _Traced:
    """Return the meetings of these rows of the evidence, each in its strongest window."""
    best = np.argmin(evidence.tails[rows], axis=1) if len(rows) else np.zeros(0, np.int64)
    # Tied tails may point to a window in which the two never met; at any time they did.
    best = np.where(evidence.met[rows, best] > 0, best, len(evidence.windows))
    reach = np.append(evidence.windows, ANY_TIME)[best]
    a, b = evidence.a[rows], evidence.b[rows]
    acts, places = acts_of_accounts(layer, np.concatenate([a, b]))
    return _Traced(find_meetings(acts, acts.posts, a, b, reach), best, places)


def acts_of_accounts(layer: LayerActs, accounts: NDArray[np.int32]) -> tuple[AccountActs, NDArray[np.int64]]:
    """Return the acts of these accounts alone, with the numbers of their posts, and their places in the layer's table.

    The accounts keep their numbers; all others have no acts.
    """
    table = layer.table
    involved = np.zeros(table.account_count, np.bool_)
    involved[accounts] = True
    places = np.flatnonzero(involved[table.accounts])
    start, order = group_rows(table.accounts[places], table.account_count)
    places = places[order]
    rows = table.rows[places]
    posts = rows.astype(np.int32) if layer.posts is None else layer.posts[rows]
    return AccountActs(start, table.objects_of_acts()[places], table.times[places], posts), places


def _rows_of_layer(
    encoded: EncodedLayers,
    search: Search,
    layer: LayerActs,
    evidence: PairEvidence,
    supported: Places,
) -> pl.DataFrame:
    places, rows = supported
    if len(places) == 0:
        return empty(PAIRS)
    traced = _find_meetings(layer, evidence, rows)
    found = traced.meetings
    seconds = np.append(evidence.windows / 1e6, np.nan)[traced.window]
    frame = pl.DataFrame(
        {
            "a": encoded.account_ids.gather(search.pairs.a[places]),
            "b": encoded.account_ids.gather(search.pairs.b[places]),
            "layer": pl.Series([layer.layer]).new_from_index(0, len(places)),
            "window_s": pl.Series(seconds).fill_nan(None),
            "objects": found.objects,
            "acts": found.act_pairs,
            "posts": found.posts,
            "expected": evidence.expected[rows, traced.window],
            "expected_basis": pl.Series(EXPECTATION_BASES).gather(evidence.bases[rows, traced.window]),
            "p": evidence.combined[rows],
            "q": search.pairs.q[places],
            "first_at": pl.Series(found.first).cast(TIME),
            "last_at": pl.Series(found.last).cast(TIME),
        }
    )
    return conform(frame, PAIRS)


def _met_acts(layer: LayerActs, evidence: PairEvidence, supported: Places) -> NDArray[np.int64]:
    """Return the places in the layer's table of the acts with which these pairs met."""
    _, rows = supported
    if len(rows) == 0:
        return np.zeros(0, np.int64)
    traced = _find_meetings(layer, evidence, rows)
    return traced.places[traced.meetings.met_acts]


def _acts_at(encoded: EncodedLayers, search: Search, layer: LayerActs, places: NDArray[np.int64]) -> pl.DataFrame:
    """Return the acts at these places of a layer's table, in ACTS columns and in their order: by all but the layer."""
    accounts = layer.table.accounts[places]
    networks = search.groups.member_of[accounts]
    objects = layer.table.objects_of_acts()[places]
    # Accounts and objects are numbered in the order of their names, and no two acts have the same of both and time.
    order = np.lexsort((objects, accounts, layer.table.times[places], networks))
    accounts, objects, places = accounts[order], objects[order], places[order]
    frame = pl.DataFrame(
        {
            "network": networks[order] + 1,
            "layer": pl.Series([layer.layer]).new_from_index(0, len(places)),
            "object": layer.object_ids.gather(objects),
            "account": encoded.account_ids.gather(accounts),
            "post": layer.posts_at(places),
            "at": pl.Series(layer.table.times[places]).cast(TIME),
        }
    )
    return conform(frame, ACTS)


def traces_per_account(layers: Sequence[LayerActs], account_count: int) -> NDArray[np.int64]:
    """Count each account's traces over all layers, int64 (accounts)."""
    counts = np.zeros(account_count, np.int64)
    for layer in layers:
        counts += np.bincount(layer.table.accounts, minlength=account_count)
    return counts
