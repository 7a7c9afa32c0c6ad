"""From traces to networks, and the same again for the shuffled twin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from unisono.cases.finished_steps import NOTHING_KEPT, FinishedSteps, StepValues
from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.sweep import Advance
from unisono.model import scan_steps
from unisono.model.scan_steps import Tell, tell_nobody
from unisono.model.settings import ScanSettings
from unisono.networks.groups import NONE, Groups, find_groups
from unisono.networks.pooling import (
    LOOSE_LEVEL,
    LooseGroups,
    add_pooled_groups,
    another_twin_would_help,
    find_loose_groups,
)
from unisono.networks.significant_pairs import CombinedPairs, combine_layers
from unisono.significance.combination import false_discovery_rates_against
from unisono.significance.interests import find_interests
from unisono.significance.kept_layers import evidence_of_values, values_of_evidence
from unisono.significance.layer_acts import EncodedLayers, LayerActs
from unisono.significance.outsiders import Outsiders, outsiders_of
from unisono.significance.pair_evidence import PairEvidence, gather_evidence
from unisono.significance.twin import shuffle_accounts

MOST_TWINS = 13  # so many let a single group of eight show a rate below 1 %


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


def search_networks(
    encoded: EncodedLayers,
    settings: ScanSettings,
    tell: Tell = tell_nobody,
    engine: Engine = EMBEDDED,
    steps: FinishedSteps = NOTHING_KEPT,
) -> SearchWithTwin:
    """Find significant pairs and networks; then let the twin say how many of them chance would give.

    A pair is significant if its q-value is at most settings.q by theory and, where a twin was made, also by the share
    of pairs that the twin gives at the same p-value. `tell` hears each step as it begins; `steps` keeps what they give.
    """
    tell(scan_steps.INTERESTS, len(encoded.account_ids))
    interests = steps.take("interests", lambda: StepValues({"of": find_interests(encoded, settings.seed)}))
    interest = interests.arrays["of"]

    def tell_pairs(layer: str, count: int, done: int = 0, /) -> None:
        tell(scan_steps.pairs_of(layer), count, done)

    def tell_pairs_of_twin(layer: str, count: int, done: int = 0, /) -> None:
        tell(scan_steps.pairs_of(layer, is_twin=True), count, done)

    found = _group(*_test_pairs(encoded, interest, settings, engine, tell_pairs, _Kept(steps, "found")), settings)
    if not settings.twin:
        return SearchWithTwin(found, None)
    outside = found.groups.member_of < 0
    tell(scan_steps.SHUFFLING, int(outside.sum()))
    shuffled = shuffle_accounts(encoded, interest, ~outside, settings.seed)
    kept = _Kept(steps, "twin")
    twin = _group(
        *_test_pairs(shuffled, interest, settings, engine, tell_pairs_of_twin, kept, in_network=~outside), settings
    )
    chosen = found.chosen & (false_discovery_rates_against(found.pairs.p, twin.pairs.p) <= settings.q)
    found = _choose(found, chosen, settings)
    loose = find_loose_groups(found.pairs, settings.seed)
    twins = [find_loose_groups(twin.pairs, settings.seed)]
    while len(twins) < MOST_TWINS and another_twin_would_help(found.groups, loose, twins, settings.q):
        tell(scan_steps.MORE_TWINS, len(twins) + 1)
        # Each further twin is another shuffle of the same acts: more of them can show a smaller rate.
        further = shuffle_accounts(encoded, interest, ~outside, settings.seed + 1_000_003 * len(twins))
        kept = _Kept(steps, f"twin{len(twins)}")
        _, pairs = _test_pairs(further, interest, settings, engine, tell_nobody, kept, in_network=~outside)
        twins.append(find_loose_groups(pairs, settings.seed))
    return SearchWithTwin(_pool(found, loose, twins, settings), _pool(twin, twins[0], [], settings))


@dataclass(frozen=True)
class _Kept:
    """Where the evidence of one search is kept, layer by layer."""

    steps: FinishedSteps
    name: str

    def take(self, layer: str, compute: Callable[[], PairEvidence]) -> PairEvidence:
        values = self.steps.take(f"{self.name}-{layer}", lambda: values_of_evidence(compute()))
        return evidence_of_values(values)


def _group(evidence: tuple[PairEvidence, ...], pairs: CombinedPairs, settings: ScanSettings) -> Search:
    """Choose the significant pairs and find their groups."""
    chosen = pairs.up_to(settings.q)
    return Search(evidence, pairs, chosen, find_groups(pairs, chosen, settings.q, settings.seed))


def _test_pairs(
    encoded: EncodedLayers,
    interest: NDArray[np.int64],
    settings: ScanSettings,
    engine: Engine,
    tell: Tell,
    kept: _Kept,
    *,
    in_network: NDArray[np.bool_] | None = None,
) -> tuple[tuple[PairEvidence, ...], CombinedPairs]:
    """Test the pairs of all layers. in_network: bool (accounts), for a twin the members of what the data showed."""
    # Who may be a reference is found for all layers together, and only where the evidence of one is not at hand.
    outsiders = cache(lambda: outsiders_of(encoded.layers, settings, engine))
    evidence = []
    for place, layer in enumerate(encoded.layers):
        tell(layer.layer, layer.trace_count)
        advance = partial(_tell_of_sweep, tell, layer.layer)
        gather = partial(
            _gather, layer, interest, settings, outsiders, place, engine, advance=advance, in_network=in_network
        )
        evidence.append(kept.take(layer.layer, gather))
    return tuple(evidence), combine_layers(tuple(evidence), len(encoded.account_ids))


def _gather(
    layer: LayerActs,
    interest: NDArray[np.int64],
    settings: ScanSettings,
    outsiders: Callable[[], tuple[Outsiders, ...]],
    place: int,
    engine: Engine,
    *,
    advance: Advance,
    in_network: NDArray[np.bool_] | None,
) -> PairEvidence:
    own = outsiders()[place]
    return gather_evidence(layer, interest, settings, own, engine, advance=advance, in_network=in_network)


def _tell_of_sweep(tell: Tell, layer: str, done: int, whole: int) -> None:
    """Tell at how many pairs of acts a sweep has looked, once it has looked at some."""
    if done:
        tell(layer, whole, done)


def _choose(found: Search, chosen: NDArray[np.bool_], settings: ScanSettings) -> Search:
    """Return the search with fewer significant pairs, grouped anew."""
    if bool((chosen == found.chosen).all()):
        return found
    return replace(found, chosen=chosen, groups=find_groups(found.pairs, chosen, settings.q, settings.seed))


def _pool(found: Search, loose: LooseGroups, twins: Sequence[LooseGroups], settings: ScanSettings) -> Search:
    """Return the search with the groups added that only weak pairs together give away, as far as the twins allow."""
    return replace(found, groups=add_pooled_groups(found.groups, found.pairs, loose, twins, settings.q))


def pairs_inside(search: Search) -> NDArray[np.bool_]:
    """Say which pairs support a network: both members of it, and unusual by themselves: bool (pairs)."""
    member_of = search.groups.member_of
    left, right = member_of[search.pairs.a], member_of[search.pairs.b]
    unusual = search.chosen | (search.pairs.p <= LOOSE_LEVEL)
    return np.asarray(unusual & (left != NONE) & (left == right))
