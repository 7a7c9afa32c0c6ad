"""Counts by country as a map: darker is more, each country with a count leads to its page."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import orjson
from markupsafe import Markup

from unisono.exports.report.amounts import number
from unisono.exports.report.figures.drawing import WIDTH, label
from unisono.web.world_map.equal_earth import HALF_WIDTH, project

FILE = Path(__file__).with_name("outlines.json")
SHADES = 5
NORTH, SOUTH = 84.0, -57.0
LEGEND = 34

_SCALE = WIDTH / (2 * HALF_WIDTH)
_TOP = project(0, NORTH)[1]
HEIGHT = round((_TOP - project(0, SOUTH)[1]) * _SCALE)


def draw_map(counts: Mapping[str, int], names: Mapping[str, str], address: Callable[[str], str]) -> Markup:
    """Return the map. counts, names: by ISO 3166 code of two letters. address: of a country's page, by code."""
    starts = class_starts(max(counts.values(), default=0))
    plain, shaded = [], []
    for code, path in country_paths().items():
        count = counts.get(code, 0)
        if not count:
            plain.append(path)
            continue
        said = f"{names.get(code, code)}: {number(count)}"
        shaded.append(
            Markup(
                '<a href="{}" aria-label="{}"><path class="land shade-{}" d="{}"><title>{}</title></path></a>'
            ).format(address(code), said, shade_of(count, starts), path, said)
        )
    pieces = [Markup('<path class="land" d="{}"/>').format("".join(plain)), *shaded, Markup(_legend(starts))]
    head = Markup('<svg class="figure map" viewBox="0 0 {} {}" role="group" aria-labelledby="map-title">').format(
        WIDTH, HEIGHT + LEGEND
    )
    title = Markup('<title id="map-title">Accounts by the country that they say they are in</title>')
    return head + title + Markup("").join(pieces) + Markup("</svg>")


def class_starts(most: int) -> list[int]:
    """Return where each shade begins: 1, and then even steps of the ratio up to the largest count.

    >>> class_starts(10_000), class_starts(3), class_starts(0)
    ([1, 6, 40, 251, 1585], [1, 2, 3], [1])
    """
    starts = {round(max(most, 1) ** (step / SHADES)) for step in range(SHADES)} if most > SHADES else range(1, most + 1)
    return sorted(starts) or [1]


def shade_of(count: int, starts: list[int]) -> int:
    """Return the shade of a count, from 1; of few shades the strong ones are used, too."""
    place = sum(count >= start for start in starts)
    return round(place * SHADES / len(starts))


@cache
def country_paths() -> dict[str, str]:
    """Return the path of each country by its code, in units of the figure; "" is land without a code."""
    outlines = orjson.loads(FILE.read_bytes())
    return {code: "".join(map(_path, rings)) for code, rings in sorted(outlines.items())}


def _path(ring: list[list[float]]) -> str:
    points: list[str] = []
    for longitude, latitude in ring:
        x, y = project(longitude, latitude)
        point = f"{(x + HALF_WIDTH) * _SCALE:.1f} {(_TOP - y) * _SCALE:.1f}"
        if not points or points[-1] != point:
            points.append(point)
    return f"M{'L'.join(points)}z" if len(points) > 2 else ""


def _legend(starts: list[int]) -> str:
    y = HEIGHT + LEGEND - 10
    pieces, x = [], 8.0
    for place, start in enumerate(starts):
        end = starts[place + 1] - 1 if place + 1 < len(starts) else None
        text = (
            f"{number(start)}+" if end is None else number(start) if end == start else f"{number(start)}–{number(end)}"
        )
        pieces.append(
            f'<rect class="land shade-{shade_of(start, starts)}" x="{x:.0f}" y="{y - 11}" width="22" height="13"/>'
        )
        pieces.append(label(text, x + 28, y, kind="key"))
        x += 28 + 8 * len(text) + 24
    return "".join(pieces)
