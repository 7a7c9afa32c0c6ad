"""From chosen pairs back to what they rest on: the rows of the pairs table and the acts of the networks."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.measuring import acts_by_account
from unisono.engine.meetings import Meetings, find_meetings
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
    parts = [
        _acts_of_layer(encoded, search, layer, evidence, _supported(search, evidence, column, inside, SUPPORTING_LEVEL))
        for column, (layer, evidence) in enumerate(zip(encoded.layers, search.evidence, strict=True))
    ]
    return pl.concat([empty(ACTS), *parts]).sort("network", "at", "account", "layer", "object", "post")


def _supported(search: Search, evidence: PairEvidence, column: int, chosen: NDArray[np.bool_], level: float) -> Places:
    """Return the places of the chosen pairs that this layer supports, among all pairs and in the layer's evidence."""
    pairs = search.pairs
    own = pairs.by_layer[:, column]
    best = np.nanmin(np.where(np.isnan(pairs.by_layer), np.inf, pairs.by_layer), axis=1) if len(own) else own
    with np.errstate(invalid="ignore"):
        places = np.flatnonzero(chosen & ((own <= level) | (own <= best)))
    key = pairs.a[places].astype(np.int64) * pairs.account_count + pairs.b[places]
    return places, np.searchsorted(evidence.a.astype(np.int64) * pairs.account_count + evidence.b, key)


def _meetings(
    layer: LayerActs, evidence: PairEvidence, rows: NDArray[np.int64]
) -> tuple[Meetings, NDArray[np.int64], NDArray[np.int64]]:
    """Return the meetings of these rows in their strongest window, that window's column, and the acts' table places."""
    best = np.argmin(evidence.tails[rows], axis=1) if len(rows) else np.zeros(0, np.int64)
    # Tied tails may point to a window in which the two never met; at any time they did.
    best = np.where(evidence.met[rows, best] > 0, best, len(evidence.windows))
    reach = np.append(evidence.windows, ANY_TIME)[best]
    _, order = layer.table.by_account()
    posts = _post_numbers(layer, order, evidence.a[rows], evidence.b[rows])
    found = find_meetings(acts_by_account(layer.table), posts, evidence.a[rows], evidence.b[rows], reach)
    return found, best, order


def _post_numbers(
    layer: LayerActs, order: NDArray[np.int64], a: NDArray[np.int32], b: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Number the posts of the accounts in these pairs, in the order of acts by account; acts of others have -1."""
    involved = np.zeros(layer.table.account_count, np.bool_)
    involved[a] = involved[b] = True
    wanted = involved[layer.table.accounts[order]]
    posts = layer.traces["post"].gather(layer.table.rows[order[wanted]])
    numbers = np.full(len(order), -1, np.int32)
    numbers[wanted] = posts.rank("dense").cast(pl.Int32).to_numpy()
    return numbers


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
    found, best, _ = _meetings(layer, evidence, rows)
    seconds = np.append(evidence.windows / 1e6, np.nan)[best]
    frame = pl.DataFrame(
        {
            "a": encoded.account_ids.gather(search.pairs.a[places]),
            "b": encoded.account_ids.gather(search.pairs.b[places]),
            "layer": pl.Series([layer.layer]).new_from_index(0, len(places)),
            "window_s": pl.Series(seconds).fill_nan(None),
            "objects": found.objects,
            "acts": found.act_pairs,
            "posts": found.posts,
            "expected": evidence.expected[rows, best],
            "p": evidence.combined[rows],
            "q": search.pairs.q[places],
            "first_at": pl.Series(found.first).cast(TIME),
            "last_at": pl.Series(found.last).cast(TIME),
        }
    )
    return conform(frame, PAIRS)


def _acts_of_layer(
    encoded: EncodedLayers,
    search: Search,
    layer: LayerActs,
    evidence: PairEvidence,
    supported: Places,
) -> pl.DataFrame:
    _, rows = supported
    if len(rows) == 0:
        return empty(ACTS)
    found, _, order = _meetings(layer, evidence, rows)
    places = order[found.met_acts]
    accounts = layer.table.accounts[places]
    frame = pl.DataFrame(
        {
            "network": search.groups.member_of[accounts] + 1,
            "layer": pl.Series([layer.layer]).new_from_index(0, len(places)),
            "object": layer.object_ids.gather(layer.table.objects_of_acts()[places]),
            "account": encoded.account_ids.gather(accounts),
            "post": layer.traces["post"].gather(layer.table.rows[places]),
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
