"""Where the accounts of a network stand in its picture: springs between partners, room between all (deterministic)."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def place(count: int, first: IntArray, second: IntArray, weight: FloatArray, *, steps: int = 160) -> FloatArray:
    """Return positions (count, 2) within the unit square.

    Forces are those of Fruchterman and Reingold (1991): attraction d^2 / k along ties, repulsion k^2 / d between all,
    with a step that cools. Ties count in proportion to their weight over the root of both ends' weights, so that one
    dense core does not swallow the rest. It starts from a sunflower with the best-connected accounts in the middle.
    """
    ties = np.zeros((count, count))
    np.add.at(ties, (first, second), weight)
    ties = ties + ties.T
    degrees = ties.sum(axis=1)
    scale = np.sqrt(np.where(degrees > 0, degrees, 1.0))
    ties = ties / scale[:, None] / scale[None, :] * 6
    places = _sunflower(degrees)
    ideal = np.sqrt(1.0 / max(count, 1))
    for step in range(steps):
        distance = _distances(places)
        pull = ideal**2 / distance**2 - ties * distance / ideal
        force = _summed(pull, places) - 0.6 * (places - 0.5)
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        places = places + force / length[:, None] * np.minimum(length, 0.1 * (1 - step / steps) ** 1.5 + 1e-3)[:, None]
    return _into_unit_square(places)


def part(places: FloatArray, radii: FloatArray, *, steps: int = 60) -> FloatArray:
    """Return the positions moved apart until circles of these radii hardly overlap; same units as the positions."""
    needed = radii[:, None] + radii[None, :]
    for _ in range(steps):
        distance = _distances(places)
        overlap = np.maximum(needed - distance, 0.0)
        np.fill_diagonal(overlap, 0.0)
        if not overlap.any():
            break
        places = places + _summed(overlap / distance, places) * 0.35
    return places


def _distances(places: FloatArray) -> FloatArray:
    across, down = (places[:, axis, None] - places[None, :, axis] for axis in (0, 1))
    distances: FloatArray = np.sqrt(across * across + down * down) + 1e-9
    return distances


def _summed(pull: FloatArray, places: FloatArray) -> FloatArray:
    """Return for each point the sum over all others of pull times the way from there to here."""
    np.fill_diagonal(pull, 0.0)
    # einsum adds in one order whatever the number of processors, so that the same run gives the same picture.
    pulled: FloatArray = places * pull.sum(axis=1)[:, None] - np.einsum("ij,jk->ik", pull, places)
    return pulled


def _sunflower(degrees: FloatArray) -> FloatArray:
    order = np.argsort(-degrees, kind="stable")
    rank = np.empty(len(degrees))
    rank[order] = np.arange(len(degrees))
    radius = 0.5 * np.sqrt((rank + 0.5) / max(len(degrees), 1))
    angle = rank * GOLDEN_ANGLE
    return np.column_stack([0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)])


def _into_unit_square(places: FloatArray) -> FloatArray:
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    placed: FloatArray = np.where(high - low > 1e-9, (places - low) / span, 0.5)
    return placed
