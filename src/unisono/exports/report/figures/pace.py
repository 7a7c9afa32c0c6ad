"""How quickly a network follows: for its main objects, each account's delay after the first, on a logarithmic scale."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from unisono.exports.report.amounts import duration
from unisono.exports.report.figures.drawing import WIDTH, frame, label, layer_class
from unisono.model.counting import counted

MARKS_S = (
    (1, "1 s"),
    (10, "10 s"),
    (60, "1 min"),
    (600, "10 min"),
    (3600, "1 h"),
    (86400, "1 day"),
    (604800, "1 week"),
    (31557600, "1 year"),
)
ROW = 30
TOP = 28
LEFT = 210
RIGHT = 120
BIN = 4
TALLEST = 13.0


@dataclass(frozen=True)
class Followed:
    """One object: its shown name, layer, and the delays of its accounts in seconds after the first."""

    name: str
    layer: str
    delays_s: Sequence[float]
    half_within_s: float


def draw_pace(network: int, objects: Sequence[Followed]) -> Markup | None:
    """Draw one row an object; null when there is nothing to draw."""
    if not objects:
        return None
    longest = max(max(followed.delays_s, default=0.0) for followed in objects)
    end = math.log10(1 + max(longest, 10.0)) * 1.02
    room = WIDTH - LEFT - RIGHT

    def x(seconds: float) -> float:
        return LEFT + math.log10(1 + max(seconds, 0.0)) / end * room

    bottom = TOP + ROW * len(objects)
    content = [*_scale(x, bottom, longest)]
    for row, followed in enumerate(objects):
        middle = TOP + ROW * (row + 0.5)
        content.append(label(followed.name, LEFT - 14, middle + 4, anchor="end", characters=26))
        content.append(f'<path class="axis" d="M{LEFT} {middle:.0f}H{WIDTH - RIGHT}"/>')
        content.append(
            _bars(Counter(round((x(delay) - LEFT) / BIN) for delay in followed.delays_s), middle, followed.layer)
        )
        content.append(f'<circle class="half" cx="{x(followed.half_within_s):.1f}" cy="{middle:.0f}" r="4.5"/>')
        content.append(label(f"half in {duration(followed.half_within_s)}", WIDTH - RIGHT + 14, middle + 4, kind="key"))
    return frame(
        "pace",
        name=f"pace-{network}",
        title=f"Network {network}: how quickly its accounts followed each other",
        description=f"{counted(len(objects), 'object')}; each bar is one account or several, "
        "placed by the time since the first of them acted.",
        height=bottom + 8,
        content=content,
    )


def _bars(bins: Counter[int], middle: float, layer: str) -> str:
    """Draw one upright bar a moment, higher with more accounts."""
    most = max(bins.values(), default=1)
    lines = []
    for place, accounts in sorted(bins.items()):
        half = 4 + (TALLEST - 4) * math.sqrt((accounts - 1) / most)
        lines.append(f"M{LEFT + place * BIN} {middle - half:.0f}v{2 * half:.0f}")
    return f'<path class="follower {layer_class(layer)}" d="{"".join(lines)}"/>'


def _scale(place: Callable[[float], float], bottom: float, longest: float) -> list[str]:
    pieces = [label("first", LEFT, 16, anchor="middle", kind="key")]
    free_from = LEFT + 34.0
    for seconds, name in MARKS_S:
        if seconds > max(longest, 10.0):
            break
        at = place(seconds)
        pieces.append(f'<path class="grid" d="M{at:.1f} {TOP - 6}V{bottom:.0f}"/>')
        if at - 20 >= free_from - 14:
            pieces.append(label(name, at, 16, anchor="middle", kind="key"))
            free_from = at + 40
    return pieces
