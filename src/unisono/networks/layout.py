"""Where to draw accounts: a picture of a network that comes out the same every time.

Each connected part is placed by pivot MDS (Brandes and Pich 2007, "Eigensolver methods for progressive
multidimensional scaling"), loosened by attraction along pairs and repulsion between neighbours in the plane
(Fruchterman and Reingold 1991), and the parts are set side by side in rows, the largest first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

if TYPE_CHECKING:  # scipy's graphs and trees take a third of a second to load, and most processes draw nothing
    from scipy.sparse import csr_matrix

PIVOTS = 50
NEIGHBOURS = 12
ROUNDS = 60
SPACING = 10.0
"""The plane's unit: about the distance between two accounts that are drawn side by side."""

Positions = NDArray[np.float64]
Edges = NDArray[np.int64]


def place_accounts(accounts: Sequence[str], pairs: pl.DataFrame) -> pl.DataFrame:
    """Return account, x and y for each account; `pairs` has columns a and b. Order of rows and pairs do not matter."""
    names = sorted(set(accounts))
    number = {name: index for index, name in enumerate(names)}
    numbered = sorted(
        {
            (number[min(a, b)], number[max(a, b)])
            for a, b in pairs.select("a", "b").iter_rows()
            if a != b and a in number and b in number
        }
    )
    places = place_nodes(len(names), np.array(numbered, dtype=np.int64).reshape(-1, 2))
    return pl.DataFrame(
        {"account": names, "x": places[:, 0], "y": places[:, 1]},
        schema={"account": pl.String, "x": pl.Float64, "y": pl.Float64},
    )


def place_nodes(count: int, edges: Edges) -> Positions:
    """Return a position (x, y) for each of `count` nodes, given edges as rows of two node numbers, each edge once."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(edges))
    graph = csr_matrix((ones, (edges[:, 0], edges[:, 1])), shape=(count, count))
    if count == 0:
        return np.zeros((0, 2))
    _, part_of = connected_components(graph, directed=False)
    graph = (graph + graph.T).tocsr()
    order = np.argsort(part_of, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(part_of[order])) + 1)
    parts.sort(key=lambda part: (-len(part), int(part[0])))
    drawings = [_place_part(graph[part][:, part]) for part in parts]
    places = np.zeros((count, 2))
    for part, drawing, corner in zip(parts, drawings, _corners(drawings), strict=True):
        places[part] = drawing + corner
    return np.round(places, 3)


def _place_part(graph: csr_matrix) -> Positions:
    """Return positions of one connected part, its lowest corner at (0, 0)."""
    count = graph.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([[0.0, 0.0], [SPACING, 0.0]])
    places = _spread_doubles(_pivot_scaling(graph))
    places *= SPACING * math.sqrt(count) / max(float(np.ptp(places, axis=0).max()), 1e-9)
    return _loosen(places, graph)


def _pivot_scaling(graph: csr_matrix) -> Positions:
    distances = _pivot_distances(graph)
    squares = distances**2
    centred = -0.5 * (
        squares - squares.mean(axis=0, keepdims=True) - squares.mean(axis=1, keepdims=True) + squares.mean()
    )
    _, axes = np.linalg.eigh(centred.T @ centred)
    places = centred @ axes[:, ::-1][:, :2]
    # An eigenvector and its negative are the same axis: the node furthest out is drawn on the positive side.
    furthest = np.abs(places).argmax(axis=0)
    return np.asarray(places * np.where(places[furthest, [0, 1]] < 0, -1.0, 1.0))


def _pivot_distances(graph: csr_matrix) -> Positions:
    """Return steps from every node to pivots, each new pivot the node furthest from those before."""
    count = graph.shape[0]
    columns = []
    nearest = np.full(count, np.inf)
    pivot = 0
    for _ in range(min(PIVOTS, count)):
        steps = _steps_from(graph, pivot)
        columns.append(steps)
        nearest = np.minimum(nearest, steps)
        pivot = int(nearest.argmax())
    return np.stack(columns, axis=1)


def _steps_from(graph: csr_matrix, start: int) -> NDArray[np.float64]:
    from scipy.sparse.csgraph import breadth_first_order

    order, before = breadth_first_order(graph, start, directed=False)
    steps = np.zeros(graph.shape[0])
    # A node comes after the one it was reached from, so one pass in that order is enough.
    parents = before[order]
    level = steps.tolist()
    for node, parent in zip(order[1:].tolist(), parents[1:].tolist(), strict=True):
        level[node] = level[parent] + 1.0
    return np.array(level)


def _spread_doubles(places: Positions) -> Positions:
    """Move nodes off each other along a spiral by their number: equal neighbours have equal scaled positions."""
    number = np.arange(len(places))
    angle = number * math.pi * (3.0 - math.sqrt(5.0))
    radius = np.sqrt(number / len(places)) * 0.15 * max(float(np.ptp(places, axis=0).max()), 1.0)
    return np.asarray(places + np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None])


def _loosen(places: Positions, graph: csr_matrix) -> Positions:
    """Return positions after some rounds of pull along edges and push between neighbours in the plane, ever smaller."""
    from scipy.spatial import cKDTree

    count = len(places)
    coordinates = graph.tocoo()
    degree = np.maximum(np.bincount(coordinates.row, minlength=count), 1)
    neighbours = min(NEIGHBOURS, count - 1)
    for step in np.linspace(1.0, 0.05, ROUNDS):
        distance, close = cKDTree(places).query(places, k=neighbours + 1)
        away = places[:, None, :] - places[close[:, 1:]]
        push = (away * (SPACING / np.maximum(distance[:, 1:], 0.1) ** 2)[:, :, None]).sum(axis=1) * SPACING / neighbours
        between = places[coordinates.col] - places[coordinates.row]
        pull = np.stack(
            [np.bincount(coordinates.row, between[:, axis], minlength=count) for axis in (0, 1)], axis=1
        ) / (degree[:, None] * 4.0)
        move = push + pull
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        places = places + move / length * np.minimum(length, SPACING * step)
    return np.asarray(places - places.min(axis=0))


def _corners(drawings: Sequence[Positions]) -> list[Positions]:
    """Return where each drawing's corner goes: rows as wide as a square of everything would be."""
    gap = 2.0 * SPACING
    sizes = [drawing.max(axis=0) + gap for drawing in drawings]
    width = max(math.sqrt(sum(float(size[0] * size[1]) for size in sizes)) * 1.2, float(sizes[0][0]))
    corners = []
    x = y = height = 0.0
    for size in sizes:
        if x > 0 and x + float(size[0]) > width:
            x, y, height = 0.0, y + height, 0.0
        corners.append(np.array([x, y]))
        x += float(size[0])
        height = max(height, float(size[1]))
    return corners
