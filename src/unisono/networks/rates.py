"""How heavy each network is, and how likely one as heavy is to come by chance."""

import numpy as np
from numpy.typing import NDArray

from unisono.networks.searching import Search, SearchWithTwin, pairs_inside


def network_weights(search: Search) -> NDArray[np.float64]:
    """Return each network's summed pair weights, float64 (networks)."""
    inside = pairs_inside(search)
    networks = search.groups.member_of[search.pairs.a[inside]]
    return np.bincount(networks, weights=search.pairs.weight[inside], minlength=search.groups.count).astype(np.float64)


def network_rates(result: SearchWithTwin) -> NDArray[np.float64]:
    """Return each network's q: the larger of what the twin and what the members say, float64 (networks).

    The twin's estimate is the number of its networks at least as large and heavy, over the number of those found.
    The members' is the largest of their q-values.
    """
    count = result.found.groups.count
    sizes, weights = _sizes(result.found), network_weights(result.found)
    member_of, member_q = result.found.groups.member_of, result.found.groups.member_q
    rates = np.zeros(count)
    np.maximum.at(rates, member_of[member_of >= 0], member_q[member_of >= 0])
    if result.twin is None:
        return rates
    twin_sizes, twin_weights = _sizes(result.twin), network_weights(result.twin)
    for network in range(count):
        as_strong = ((sizes >= sizes[network]) & (weights >= weights[network])).sum()
        by_chance = ((twin_sizes >= sizes[network]) & (twin_weights >= weights[network])).sum()
        rates[network] = min(1.0, max(rates[network], by_chance / as_strong))
    return rates


def _sizes(search: Search) -> NDArray[np.int64]:
    member_of = search.groups.member_of
    return np.bincount(member_of[member_of >= 0], minlength=search.groups.count)
