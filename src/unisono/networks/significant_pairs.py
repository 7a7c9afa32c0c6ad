"""The pairs of all layers put together: one p-value, one q-value and one weight per pair of accounts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from unisono.engine.distinct import distinct_numbers
from unisono.significance.combination import combine_dependent, false_discovery_rates
from unisono.significance.pair_evidence import PairEvidence

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]

MOST_WEIGHT = 50.0


@dataclass(frozen=True)
class CombinedPairs:
    """Candidate pairs a < b over all layers, ordered by (a, b).

    p, q: float64 (pairs). by_layer: float64 (pairs, layers), NaN where a layer has no evidence.
    weight: float64 (pairs), -log10 of each layer's q, at most 50 each, summed.
    """

    a: Int32
    b: Int32
    p: Float64
    q: Float64
    by_layer: Float64
    weight: Float64
    possible: int
    account_count: int

    def only(self, keep: NDArray[np.bool_]) -> "CombinedPairs":
        """Return these pairs alone; what was possible stays."""
        return replace(
            self,
            a=self.a[keep],
            b=self.b[keep],
            p=self.p[keep],
            q=self.q[keep],
            by_layer=self.by_layer[keep],
            weight=self.weight[keep],
        )

    def up_to(self, level: float) -> NDArray[np.bool_]:
        """Say which pairs have a q-value of at most `level`."""
        return np.asarray(self.q <= level)


def combine_layers(evidence: Sequence[PairEvidence], account_count: int) -> CombinedPairs:
    """Combine the p-values of each pair over the layers; layers without evidence for a pair still count as tests."""
    keys = [layer.a.astype(np.int64) * account_count + layer.b for layer in evidence]
    pairs = distinct_numbers(keys)
    by_layer = np.full((len(pairs), max(1, len(evidence))), np.nan)
    weight = np.zeros(len(pairs))
    for column, (layer, key) in enumerate(zip(evidence, keys, strict=True)):
        place = np.searchsorted(pairs, key)
        by_layer[place, column] = layer.combined
        rates = false_discovery_rates(layer.combined, layer.possible)
        weight[place] += np.minimum(MOST_WEIGHT, -np.log10(np.maximum(rates, 1e-300)))
    possible = min(sum(layer.possible for layer in evidence), account_count * (account_count - 1) // 2)
    p = combine_dependent(by_layer, max(1, len(evidence)))
    q = false_discovery_rates(p, possible)
    a, b = (pairs // max(1, account_count)).astype(np.int32), (pairs % max(1, account_count)).astype(np.int32)
    return CombinedPairs(a, b, p, q, by_layer, weight, possible, account_count)
