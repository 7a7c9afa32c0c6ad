"""Writes the outlines of countries that the map draws, from world-atlas: `python -m … countries-110m.json`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
from babel.core import get_global

FILE = Path(__file__).with_name("outlines.json")
DIGITS = 1
"""Decimals of a degree: at 960 units of width a degree is under three of them."""

LEFT_OUT = ("AQ",)
"""Antarctica takes a seventh of the map, and nobody says that they live there."""

WITHOUT_NUMBER = {"Kosovo": "XK"}
"""Countries that world-atlas gives no number."""

Point = tuple[float, float]
Ring = list[Point]


def main(source: str) -> None:
    """Write outlines.json: code -> rings of longitude and latitude."""
    topology = orjson.loads(Path(source).read_bytes())
    FILE.write_bytes(orjson.dumps(outlines_of(topology), option=orjson.OPT_SORT_KEYS) + b"\n")


def outlines_of(topology: dict[str, Any]) -> dict[str, list[Ring]]:  # Any: TopoJSON
    """Return the rings of each country by its ISO 3166 code of two letters; "" holds those without a code."""
    arcs = decoded_arcs(topology)
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = code_of(shape.get("id"), shape["properties"]["name"])
        if code in LEFT_OUT:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                found.setdefault(code, []).extend(cut_at_the_date_line(joined_ring(numbers, arcs)))
    return {code: [[_rounded(point) for point in ring] for ring in rings] for code, rings in found.items()}


def decoded_arcs(topology: dict[str, Any]) -> list[Ring]:  # Any: TopoJSON
    """Return the arcs in degrees: TopoJSON writes whole steps from one point to the next."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def joined_ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Return one ring of its arcs; a negative number is an arc backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring


def cut_at_the_date_line(ring: Ring) -> list[Ring]:
    """Return a ring in pieces, none of which runs across the edge of the map."""
    whole = [ring[0]]
    for longitude, latitude in ring[1:]:
        before = whole[-1][0]
        turns = round((before - longitude) / 360)
        whole.append((longitude + 360 * turns, latitude))
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in whole]
        piece = _kept(_kept(moved, -180.0, 1), 180.0, -1)
        if len(piece) > 2:
            pieces.append(piece)
    return pieces


def _kept(ring: Ring, edge: float, sign: int) -> Ring:
    """Return the part of a ring on one side of a longitude (Sutherland and Hodgman 1974)."""
    kept: Ring = []
    for place, point in enumerate(ring):
        before = ring[place - 1]
        is_in, was_in = sign * (point[0] - edge) >= 0, sign * (before[0] - edge) >= 0
        if is_in != was_in:
            share = (edge - before[0]) / (point[0] - before[0])
            kept.append((edge, before[1] + share * (point[1] - before[1])))
        if is_in:
            kept.append(point)
    return kept


def code_of(number: str | None, name: str) -> str:
    """Return the code of two letters of a country by its ISO number; empty where it has none."""
    codes = get_global("territory_aliases").get(number, ()) if number else ()
    return str(next(iter(codes), WITHOUT_NUMBER.get(name, "")))


def _rounded(point: Point) -> Point:
    return round(point[0], DIGITS), round(point[1], DIGITS)


if __name__ == "__main__":
    main(sys.argv[1])
