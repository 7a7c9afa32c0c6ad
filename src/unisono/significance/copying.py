"""Evidence from words and pictures: two accounts that keep publishing the same ones, within an hour or so."""

import numpy as np
from numpy.typing import NDArray

from unisono.engine.distinct import distinct_numbers
from unisono.engine.slots import count_accounts_per_object
from unisono.significance.layer_acts import LayerActs
from unisono.significance.untimed import met_nearby

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

FEWEST_COPIED = 8  # so many different texts or pictures must two accounts have in common ...
LEAST_COPIED = 0.35  # ... and so large a share of all that either has in common with anybody ...
LEAST_NEAR = 0.5  # ... and so large a share of the common ones published ...
NEAR_SECONDS = 3_600.0  # ... within so many


def copied_tail(
    acts: LayerActs,
    pairs: tuple[Int32, Int32],
    windows: Int64,
    met: Int32,
    by_popularity: Float64,
    in_network: NDArray[np.bool_] | None = None,
) -> Float64:
    """Return p of the common texts or pictures of each pair at any time: float64 (pairs), 1 where it is not tested.

    People with one taste repost the same posts; they hardly write the same words, one text after another. Some copy
    what goes round, such as jokes and prayers, but from a large stock, or in their own time: only pairs are tested that
    share much of everything that either copied, and published half of it within an hour of one another. How often texts
    are used, and how busy accounts are, is left to popularity.
    windows, met: as in PairEvidence. by_popularity: float64 (pairs), p of the common ones by popularity. in_network:
    bool (accounts), given for a twin: two members of networks that were found still share what those chose when their
    acts are exchanged, and are not tested.
    """
    a, b = pairs
    copied = count_copied(acts)
    shared = met[:, -1]
    either = copied[a] + copied[b] - shared
    alike = met_nearby(windows, met, NEAR_SECONDS, fewest=FEWEST_COPIED, least=LEAST_NEAR)
    alike &= shared >= LEAST_COPIED * either
    if in_network is not None:
        alike &= ~(in_network[a] & in_network[b])
    return np.where(alike, by_popularity, 1.0)


def count_copied(acts: LayerActs) -> Int64:
    """Count the objects of each account that another account has as well: int64 (accounts)."""
    table = acts.table
    objects = table.objects_of_acts()
    copied = count_accounts_per_object(table)[objects] >= 2
    once = distinct_numbers([table.accounts[copied].astype(np.int64) * table.objects + objects[copied]])
    return np.bincount(once // max(1, table.objects), minlength=table.account_count)
