"""The picture of a network: its accounts, the ties between them, and the handles of those that stand out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from unisono.exports.report.figures.drawing import WIDTH, frame, label, layer_class, layer_legend
from unisono.exports.report.figures.graph_layout import FloatArray, IntArray, part, place
from unisono.exports.report.untrusted import reveal_plainly, width_of
from unisono.model.counting import counted

MARGIN = 46
LEGEND = 64
LABELS = 26
LABEL_CHARACTERS = 22
CHARACTER_WIDTH = 7.2
TIES_OF_EACH = 3
ROLES = ("launcher", "booster", "crowd")


@dataclass(frozen=True)
class Dot:
    """One account of the picture: its shown name, role and partners."""

    name: str
    role: str
    partners: int


@dataclass(frozen=True)
class Tie:
    """One pair of the picture by positions in the list of dots; the layer with the strongest evidence colours it."""

    first: int
    second: int
    weight: float
    layer: str


@dataclass(frozen=True)
class GraphPicture:
    """The drawing, and a note on what it leaves out (empty when it shows everything)."""

    svg: Markup
    note: str


def draw_graph(
    network: int,
    dots: Sequence[Dot],
    ties: Sequence[Tie],
    *,
    most_dots: int,
    most_ties: int,
    positions: FloatArray | None = None,
) -> GraphPicture:
    """Draw a network; beyond `most_dots` accounts those with most partners, beyond `most_ties` the strongest ties.

    positions: float64 (dots, 2) of `places_on_canvas`; without them the accounts are placed here.
    """
    kept = most_tied_dots(dots, most_dots)
    index = {dot: place for place, dot in enumerate(kept)}
    inside = [
        Tie(index[t.first], index[t.second], t.weight, t.layer) for t in ties if t.first in index and t.second in index
    ]
    drawn_dots = [dots[dot] for dot in kept]
    drawn_ties = strongest_ties(inside, most_ties)
    sizes = _sizes(drawn_dots)
    height = _height(len(drawn_dots))
    places = _on_canvas(len(drawn_dots), inside, sizes, height) if positions is None else positions[kept]
    layers: dict[str, int] = {}
    for tie in drawn_ties:
        layers[tie.layer] = layers.get(tie.layer, 0) + 1
    content = [
        *_tie_paths(drawn_ties, places, layers),
        *_dot_shapes(drawn_dots, places, sizes),
        *_labels(drawn_dots, places, sizes),
        _legend(drawn_dots, layers, height),
    ]
    svg = frame(
        "graph",
        name=f"graph-{network}",
        title=f"Network {network}: who acted together with whom",
        description=f"{counted(len(drawn_dots), 'account')} and {counted(len(drawn_ties), 'tie')}. "
        "The tables of members and pairs below hold the same.",
        height=height + LEGEND,
        content=content,
    )
    return GraphPicture(svg, _note(len(drawn_dots), len(dots), len(drawn_ties), len(ties)))


def most_tied_dots(dots: Sequence[Dot], most: int) -> list[int]:
    """Return the places of at most so many dots: launchers and boosters, then those with most partners, in order."""
    ranked = sorted(range(len(dots)), key=lambda dot: (ROLES.index(_role(dots[dot])) == 2, -dots[dot].partners, dot))
    return sorted(ranked[:most])


def strongest_ties(ties: Sequence[Tie], most: int) -> list[Tie]:
    """Return every account's strongest ties, then the strongest of all, up to `most`, in the order given."""
    if len(ties) <= most:
        return list(ties)
    ranked = sorted(range(len(ties)), key=lambda tie: (-ties[tie].weight, ties[tie].first, ties[tie].second))
    held: dict[int, int] = {}
    need: dict[int, int] = {}
    for tie in ranked:
        ends = (ties[tie].first, ties[tie].second)
        # 0: the strongest tie of one of its accounts; then second and third; then those that nobody needs.
        need[tie] = min(TIES_OF_EACH, *(held.get(end, 0) for end in ends))
        for end in ends:
            held[end] = held.get(end, 0) + 1
    return [ties[tie] for tie in sorted(sorted(ranked, key=need.__getitem__)[:most])]


def _role(dot: Dot) -> str:
    return dot.role if dot.role in ROLES else "crowd"


def _radius(partners: int) -> float:
    return float(min(3.5 + 0.75 * np.sqrt(max(partners, 0)), 11.0))


def _height(dots: int) -> float:
    return 300.0 if dots <= 8 else 400.0 if dots <= 30 else 560.0


def _on_canvas(count: int, ties: Sequence[Tie], sizes: FloatArray, height: float) -> FloatArray:
    first: IntArray = np.array([tie.first for tie in ties], dtype=np.int64)
    second: IntArray = np.array([tie.second for tie in ties], dtype=np.int64)
    weight: FloatArray = np.array([max(tie.weight, 0.1) for tie in ties], dtype=np.float64)
    low = np.array([MARGIN, MARGIN])
    room = np.array([WIDTH - 2 * MARGIN, height - 2 * MARGIN])
    # A handful of accounts spread over the whole width would look further apart than they are.
    used = room * np.array([min(1.0, 0.42 + 0.02 * count), 1.0])
    placed = low + (room - used) / 2 + place(count, first, second, weight) * used
    return np.clip(part(placed, sizes + 2.0), low - 20, low + room + 20)


def places_on_canvas(dots: Sequence[Dot], positions: FloatArray) -> FloatArray:
    """Return where a picture of exactly these dots has them, given places in any unit, stretched alike both ways."""
    height, sizes = _height(len(dots)), _sizes(dots)
    low = positions.min(axis=0) if len(positions) else np.zeros(2)
    spread = np.ptp(positions, axis=0) if len(positions) else np.zeros(2)
    room = np.array([WIDTH - 2 * MARGIN, height - 2 * MARGIN])
    stretch = float((room / np.maximum(spread, 1e-9)).min()) if spread.max(initial=0.0) > 1e-6 else 1.0
    placed = MARGIN + (room - spread * stretch) / 2 + (positions - low) * stretch
    return np.clip(part(placed, sizes + 2.0), MARGIN - 20, MARGIN + room + 20)


def _sizes(dots: Sequence[Dot]) -> FloatArray:
    # Many accounts are drawn smaller, so that the ties between them stay in sight.
    crowding: float = max(0.36, min(1.0, math.sqrt(50 / max(len(dots), 1))))
    return crowding * np.array([_radius(dot.partners) for dot in dots])


def _tie_paths(ties: Sequence[Tie], places: FloatArray, layers: dict[str, int]) -> list[str]:
    faint = " faint" if len(ties) > 400 else ""
    paths = []
    for layer in sorted(layers, key=lambda name: -layers[name]):
        lines = "".join(
            f"M{places[t.first, 0]:.0f} {places[t.first, 1]:.0f}L{places[t.second, 0]:.0f} {places[t.second, 1]:.0f}"
            for t in ties
            if t.layer == layer
        )
        paths.append(f'<path class="tie {layer_class(layer)}{faint}" d="{lines}"/>')
    return paths


def _dot_shapes(dots: Sequence[Dot], places: FloatArray, sizes: FloatArray) -> list[str]:
    return [_shape(_role(dot), places[i, 0], places[i, 1], sizes[i]) for i, dot in enumerate(dots)]


def _shape(role: str, x: float, y: float, size: float) -> str:
    if role == "launcher":
        size *= 1.5
        return f'<path class="dot launcher" d="M{x:.0f} {y - size:.0f}l{size:.0f} {1.7 * size:.0f}h{-2 * size:.0f}z"/>'
    if role == "booster":
        side = f"{2 * size:.0f}"
        return f'<rect class="dot booster" x="{x - size:.0f}" y="{y - size:.0f}" width="{side}" height="{side}"/>'
    return f'<circle class="dot" cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}"/>'


def _labels(dots: Sequence[Dot], places: FloatArray, sizes: FloatArray) -> list[str]:
    """Write names beside the dots that stand out, wherever there is room for one."""
    order = sorted(range(len(dots)), key=lambda i: (ROLES.index(_role(dots[i])), -dots[i].partners, i))
    corners = np.hstack([places - sizes[:, None], places + sizes[:, None]])
    taken: list[tuple[float, float, float, float]] = [(row[0], row[1], row[2], row[3]) for row in corners.tolist()]
    labels: list[str] = []
    for i in order[:LABELS]:
        x, y, size = float(places[i, 0]), float(places[i, 1]), float(sizes[i])
        width = CHARACTER_WIDTH * min(width_of(reveal_plainly(dots[i].name)), LABEL_CHARACTERS) + 4
        for anchor, left in (("start", x + size + 5), ("end", x - size - 5 - width)):
            box = (left, y - 6, left + width, y + 6)
            if box[0] < 4 or box[2] > WIDTH - 4 or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            at = left if anchor == "start" else left + width
            labels.append(
                label(dots[i].name, at, y + 4.5, anchor=anchor, kind="name", characters=LABEL_CHARACTERS, is_name=True)
            )
            break
    return labels


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(dots: Sequence[Dot], layers: dict[str, int], height: float) -> str:
    pieces = [layer_legend(sorted(layers.items(), key=lambda layer: -layer[1]), height + 22, x=8, ties=True)]
    x = 14.0
    for role in ROLES:
        count = sum(_role(dot) == role for dot in dots)
        if count:
            text = f"{role} {count:,}"
            pieces.append(_shape(role, x, height + 46, 5.0))
            pieces.append(label(text, x + 14, height + 51, kind="key"))
            x += 14 + 8 * len(text) + 26
    return "".join(pieces)


def _note(dots: int, all_dots: int, ties: int, all_ties: int) -> str:
    parts = []
    if dots < all_dots:
        parts.append(f"Drawn: {dots:,} of {all_dots:,} accounts, those with most partners.")
    if ties < all_ties:
        parts.append(f"Drawn: {ties:,} of {all_ties:,} ties, each account’s strongest first.")
    return " ".join(parts)
