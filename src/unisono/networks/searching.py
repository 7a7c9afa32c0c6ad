"""From traces to networks, and the same again for the shuffled twin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.model.settings import ScanSettings
from unisono.networks.groups import NONE, Groups, find_groups
from unisono.networks.significant_pairs import CombinedPairs, combine_layers
from unisono.significance.combination import false_discovery_rates_against
from unisono.significance.interests import find_interests
from unisono.significance.layer_acts import EncodedLayers
from unisono.significance.pair_evidence import PairEvidence, gather_evidence
from unisono.significance.twin import shuffle_accounts

Float64 = NDArray[np.float64]


@dataclass(frozen=True)
class Search:
    """What one pass over the layers found. chosen: bool (pairs), the significant ones."""

    evidence: tuple[PairEvidence, ...]
    pairs: CombinedPairs
    chosen: NDArray[np.bool_]
    groups: Groups


@dataclass(frozen=True)
class SearchWithTwin:
    """The search in the data, and in the copy in which accounts were shuffled (None where it was not made)."""

    found: Search
    twin: Search | None


def search_networks(encoded: EncodedLayers, settings: ScanSettings) -> SearchWithTwin:
    """Find significant pairs and networks; then let the twin say how many of them chance would give.

    A pair is significant if its q-value is at most settings.q by theory and, where a twin was made, also by the share
    of pairs that the twin gives at the same p-value.
    """
    interest = find_interests(encoded, settings.seed)
    found = _search(encoded, interest, settings)
    if not settings.twin:
        return SearchWithTwin(found)
    shuffled = shuffle_accounts(encoded, interest, found.groups.member_of >= 0, settings.seed)
    twin = _search(shuffled, interest, settings)
    if twin.chosen.any():
        found = _choose(found.evidence, found.pairs, len(encoded.account_ids), settings, twin.pairs.p)
    return SearchWithTwin(found, twin)


def _search(encoded: EncodedLayers, interest: NDArray[np.int64], settings: ScanSettings) -> Search:
    evidence = tuple(gather_evidence(layer, interest, settings) for layer in encoded.layers)
    pairs = combine_layers(evidence, len(encoded.account_ids))
    return _choose(evidence, pairs, len(encoded.account_ids), settings, None)


def _choose(
    evidence: tuple[PairEvidence, ...],
    pairs: CombinedPairs,
    account_count: int,
    settings: ScanSettings,
    twin_p: Float64 | None,
) -> Search:
    chosen = pairs.up_to(settings.q)
    if twin_p is not None:
        chosen &= false_discovery_rates_against(pairs.p, twin_p) <= settings.q
    groups = find_groups(pairs, chosen, account_count, settings.q, settings.seed)
    return Search(evidence, pairs, chosen, groups)


def pairs_inside(search: Search) -> NDArray[np.bool_]:
    """Say which pairs are significant and join two members of one network: bool (pairs)."""
    member_of = search.groups.member_of
    left, right = member_of[search.pairs.a], member_of[search.pairs.b]
    return np.asarray(search.chosen & (left != NONE) & (left == right))
