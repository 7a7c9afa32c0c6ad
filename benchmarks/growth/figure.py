"""The growth curves as one SVG that needs nothing else: processor time and peak memory over posts, both by tens."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from benchmarks.growth.measuring import Grown
from benchmarks.processes import Measured

WIDTH, HEIGHT, LEFT, TOP, GAP = 860, 470, 70, 84, 96
SIDE_X, SIDE_Y = 320, 300
INK, PALE, GROUND = "#222222", "#dddddd", "#ffffff"
SHORT = {1_000: "k", 1_000_000: "M", 1_000_000_000: "G"}
TITLE = "What importing and scanning take as a case grows"
ALT = (
    "Two panels by tens both ways. Left: processor seconds over posts of import, scan without and with the shuffled "
    "twin, and a line that grows as the posts. Right: peak memory in MiB over posts of the same steps."
)


@dataclass(frozen=True)
class Curve:
    """A step, as the legend names it, with its colour and its mark."""

    step: str
    name: str
    colour: str
    mark: str


CURVES = (
    Curve("import", "import", "#1b7a6e", "circle"),
    Curve("scan without twin", "scan without twin", "#b7621b", "square"),
    Curve("scan", "scan with twin", "#5b4b9a", "diamond"),
)


@dataclass(frozen=True)
class Panel:
    """One panel: what stands on its axis, in which place, and between which powers of ten."""

    left: float
    heading: str
    unit: str
    posts: tuple[int, int]
    values: tuple[int, int]

    def x(self, posts: float) -> float:
        low, high = self.posts
        return self.left + SIDE_X * (math.log10(posts) - low) / (high - low)

    def y(self, value: float) -> float:
        low, high = self.values
        return TOP + SIDE_Y * (1 - (math.log10(value) - low) / (high - low))


def draw_growth(runs: Sequence[Grown]) -> str:
    """Return the figure of these measurements, of one law; nothing but axes where there are none."""
    posts = powers([run.posts for run in runs])
    panels = []
    for number, (heading, unit, value) in enumerate(PANELS):
        span = powers([value(one) for run in runs for one in run.steps.values()])
        panels.append((Panel(LEFT + number * (SIDE_X + GAP), heading, unit, posts, span), value))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label={quoteattr(ALT)} font-family="sans-serif" font-size="13" fill="{INK}">',
        f"<title>{escape(TITLE)}</title>",
        f"<desc>{escape(ALT)}</desc>",
        # A ground of its own, so that the figure reads on dark pages as well.
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
        f'<text x="{LEFT}" y="26" font-size="16">{escape(TITLE)}</text>',
        *draw_legend(),
    ]
    for panel, value in panels:
        parts += draw_axes(panel)
        for curve in CURVES:
            parts += draw_curve(panel, curve, [(run.posts, value(run.steps[curve.step])) for run in runs
                                               if curve.step in run.steps])  # fmt: skip
    parts += draw_guide(panels[0][0], runs)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _seconds(one: Measured) -> float:
    return max(one.cpu_seconds, 0.01)


def _memory(one: Measured) -> float:
    return max(one.peak_megabytes, 1.0)


PANELS: tuple[tuple[str, str, Callable[[Measured], float]], ...] = (
    ("Processor time", "CPU seconds", _seconds),
    ("Peak memory", "MiB", _memory),
)


def powers(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten between which values lie."""
    if not values:
        return 0, 1
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def said(value: float) -> str:
    """Write a power of ten shortly: 100k, 1M, 0.1."""
    for unit in sorted(SHORT, reverse=True):
        if value >= unit:
            return f"{value / unit:g}{SHORT[unit]}"
    return f"{value:g}"


def draw_legend() -> Iterator[str]:
    """Yield the marks of the steps with their names."""
    for place, curve in enumerate(CURVES):
        x = LEFT + 6 + 170 * place
        yield draw_mark(x, 48, curve)
        yield f'<text x="{x + 12}" y="52">{curve.name}</text>'
    x = LEFT + 6 + 170 * len(CURVES)
    yield f'<line x1="{x - 8}" y1="48" x2="{x + 18}" y2="48" stroke="{INK}" stroke-dasharray="5 4"/>'
    yield f'<text x="{x + 24}" y="52">grows as posts do</text>'


def draw_axes(panel: Panel) -> Iterator[str]:
    """Yield a panel's grid, by tens both ways, its numbers, and what they count."""
    bottom, right = TOP + SIDE_Y, panel.left + SIDE_X
    for power in range(panel.posts[0], panel.posts[1] + 1):
        x = panel.x(10.0**power)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}" stroke="{PALE}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{said(10.0**power)}</text>'
    for power in range(panel.values[0], panel.values[1] + 1):
        y = panel.y(10.0**power)
        yield f'<line x1="{panel.left}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="{PALE}"/>'
        yield f'<text x="{panel.left - 8}" y="{y + 4:.1f}" text-anchor="end">{said(10.0**power)}</text>'
    middle = TOP + SIDE_Y / 2
    yield f'<text x="{panel.left + SIDE_X / 2:g}" y="{TOP - 10}" text-anchor="middle">{escape(panel.heading)}</text>'
    yield f'<text x="{panel.left + SIDE_X / 2:g}" y="{bottom + 44}" text-anchor="middle">posts</text>'
    x = panel.left - 52
    turned = f'transform="rotate(-90 {x:g} {middle:g})"'
    yield f'<text x="{x:g}" y="{middle:g}" text-anchor="middle" {turned}>{escape(panel.unit)}</text>'


def draw_curve(panel: Panel, curve: Curve, points: Sequence[tuple[int, float]]) -> Iterator[str]:
    """Yield a step's line and marks."""
    places = [(panel.x(posts), panel.y(value)) for posts, value in sorted(points)]
    if len(places) > 1:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{line}" fill="none" stroke="{curve.colour}" stroke-width="2"/>'
    yield from (draw_mark(x, y, curve) for x, y in places)


def draw_guide(panel: Panel, runs: Sequence[Grown]) -> Iterator[str]:
    """Yield a line that grows as the posts, through the largest scan: what bends above it grows faster."""
    own = [run for run in runs if "scan without twin" in run.steps]
    if not own:
        return
    last = max(own, key=lambda run: run.posts)
    rate = _seconds(last.steps["scan without twin"]) / last.posts
    first = max(10.0 ** panel.posts[0], 10.0 ** panel.values[0] / rate)
    final = min(10.0 ** panel.posts[1], 10.0 ** panel.values[1] / rate)
    ends = " ".join(f"{panel.x(posts):.1f},{panel.y(posts * rate):.1f}" for posts in (first, final))
    yield f'<polyline points="{ends}" fill="none" stroke="{INK}" stroke-dasharray="5 4"/>'


def draw_mark(x: float, y: float, curve: Curve) -> str:
    """Return a step's mark: circle, square or diamond, so that colour is not all that tells them apart."""
    if curve.mark == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{curve.colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if curve.mark == "diamond" else ""
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{curve.colour}"{turn}/>'
