"""The calibration plots of the page: what was estimated, and what came true, as one SVG that needs nothing else."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from benchmarks.automation.scores import Bin

WIDTH, HEIGHT, SIDE, TOP, GAP = 760, 410, 280, 62, 100
LEFT = 66
INK, PALE, COLOUR = "#222222", "#dddddd", "#1b7a6e"


def draw_calibration(panels: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """Return the figure: one panel for each set (name, bins); on the line, estimates are right on average."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="13" fill="{INK}">',
        "<title>Share of labelled accounts run by programs, by what was estimated</title>",
        # A ground of its own, so that the figure reads on dark pages as well.
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for number, (name, bins) in enumerate(panels):
        left = LEFT + number * (SIDE + GAP)
        parts += [*draw_axes(left, name), *(line for one in bins for line in draw_bin(one, left))]
    return "\n".join([*parts, "</svg>"]) + "\n"


def draw_axes(left: int, name: str) -> Iterator[str]:
    """Yield a panel's frame: a grid from 0 to 1 both ways, the line of right estimates, and words."""
    bottom, middle = TOP + SIDE, left + SIDE / 2
    yield f'<text x="{middle:g}" y="26" text-anchor="middle" font-size="15">{escape(name)}</text>'
    for tenth in range(0, 11, 2):
        x, y = left + SIDE * tenth / 10, bottom - SIDE * tenth / 10
        yield f'<line x1="{x:g}" y1="{TOP}" x2="{x:g}" y2="{bottom}" stroke="{PALE}"/>'
        yield f'<line x1="{left}" y1="{y:g}" x2="{left + SIDE}" y2="{y:g}" stroke="{PALE}"/>'
        yield f'<text x="{x:g}" y="{bottom + 20}" text-anchor="middle">{tenth / 10:.1f}</text>'
        yield f'<text x="{left - 8}" y="{y + 4:g}" text-anchor="end">{tenth / 10:.1f}</text>'
    yield (
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIDE}" y2="{TOP}" stroke="{INK}" stroke-dasharray="5 4" '
        'stroke-width="1.2"/>'
    )
    yield f'<text x="{middle:g}" y="{bottom + 42}" text-anchor="middle">estimate</text>'
    x = left - 42
    yield (
        f'<text x="{x}" y="{TOP + SIDE / 2:g}" text-anchor="middle" transform="rotate(-90 {x} {TOP + SIDE / 2:g})">'
        "labelled as run by programs</text>"
    )


def draw_bin(one: Bin, left: int) -> Iterator[str]:
    """Yield a bin's share with its interval of 95 %."""
    bottom = TOP + SIDE
    x = left + SIDE * one.mean
    low, high, share = (bottom - SIDE * value for value in (one.share.low, one.share.high, one.share.value))
    yield f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="{COLOUR}" stroke-width="2"/>'
    yield f'<circle cx="{x:.1f}" cy="{share:.1f}" r="4.5" fill="{COLOUR}"/>'
