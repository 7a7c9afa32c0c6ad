"""The figure of the page: who is recalled, by playbook and level, as one SVG that needs nothing else."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from benchmarks.calibration.bars import RECALL
from benchmarks.calibration.intervals import Estimate
from benchmarks.calibration.outcome import Line
from benchmarks.calibration.playbooks import playbooks_of, recall_of
from unisono.worlds.settings import LEVELS

LEFT, RIGHT, TOP, ROW, BOTTOM, WIDTH = 190, 30, 74, 46, 46, 760
COLOURS = {"easy": "#1b7a6e", "medium": "#b7621b", "hard": "#5b4b9a"}
SHAPES = {"easy": "circle", "medium": "square", "hard": "diamond"}
INK, PALE = "#222222", "#dddddd"


def draw_recall(lines: Sequence[Line]) -> str:
    """Return the figure: one row a playbook, one mark a level with its 95 % interval over seeds."""
    playbooks = playbooks_of(lines)
    height = TOP + ROW * len(playbooks) + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" font-family="sans-serif" font-size="13" fill="' + INK + '">',
        "<title>Share of planted accounts recalled in unexplained networks, by playbook and level</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">Share of planted accounts found in unexplained networks</text>',
        *draw_legend(),
        *(
            f'<rect x="0" y="{TOP + ROW * row}" width="{WIDTH}" height="{ROW}" fill="#f5f5f2"/>'
            for row in range(0, len(playbooks), 2)
        ),
        *draw_grid(height),
    ]
    for row, playbook in enumerate(playbooks):
        middle = TOP + ROW * row + ROW / 2
        name = escape(playbook.replace("_", " "))
        parts.append(f'<text x="{LEFT - 14}" y="{middle + 4:g}" text-anchor="end">{name}</text>')
        for place, level in enumerate(LEVELS):
            estimate = recall_of(lines, playbook, level)
            if estimate.seeds:
                parts += draw_mark(estimate, level, middle + (place - 1) * 12)
    return "\n".join([*parts, "</svg>"]) + "\n"


def draw_legend() -> Iterator[str]:
    """Yield the marks of the levels with their names, and the bar that each has to reach."""
    for place, level in enumerate(LEVELS):
        x = LEFT + 6 + 185 * place
        yield draw_shape(x, 43, level)
        yield f'<text x="{x + 12}" y="47">{level} (bar, first four: {RECALL[level]:.2f})</text>'


def draw_grid(height: int) -> Iterator[str]:
    """Yield the axis from 0 to 1."""
    for tenth in range(0, 11, 2):
        x = place_of(tenth / 10)
        yield f'<line x1="{x:g}" y1="{TOP - 8}" x2="{x:g}" y2="{height - BOTTOM + 4}" stroke="{PALE}"/>'
        yield f'<text x="{x:g}" y="{height - BOTTOM + 22}" text-anchor="middle">{tenth / 10:.1f}</text>'


def place_of(share: float) -> float:
    """Return where a share stands on the axis."""
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def draw_mark(estimate: Estimate, level: str, y: float) -> Iterator[str]:
    """Yield an interval and its value."""
    low, high, value = (place_of(share) for share in (estimate.low, estimate.high, estimate.value))
    yield f'<line x1="{low:.1f}" y1="{y:g}" x2="{high:.1f}" y2="{y:g}" stroke="{COLOURS[level]}" stroke-width="2"/>'
    yield draw_shape(value, y, level)


def draw_shape(x: float, y: float, level: str) -> str:
    """Return the mark of a level: circle, square or diamond, so that colour is not all that tells them apart."""
    colour = COLOURS[level]
    if SHAPES[level] == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:g}" r="4.5" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:g})"' if SHAPES[level] == "diamond" else ""
    return f'<rect x="{x - 4:.1f}" y="{y - 4:g}" width="8" height="8" fill="{colour}"{turn}/>'
