"""The projection keeps areas and the published extent of the map."""

import itertools
from math import pi, radians, sin

from unisono.web.world_map.equal_earth import HALF_WIDTH, project


def area_on_map(south: float, north: float) -> float:
    """Return the area of a band of one degree of longitude, by strips."""
    steps = 400
    heights = [south + (north - south) * step / steps for step in range(steps + 1)]
    points = [project(1, latitude) for latitude in heights]
    return sum((x + next_x) / 2 * (next_y - y) for (x, y), (next_x, next_y) in itertools.pairwise(points))


def test_a_band_has_the_area_that_it_has_on_the_globe() -> None:
    for south, north in ((0, 10), (40, 60), (70, 89)):
        true = radians(1) * (sin(radians(north)) - sin(radians(south)))
        assert abs(area_on_map(south, north) / true - 1) < 1e-3


def test_the_equator_is_as_long_as_published() -> None:
    assert abs(HALF_WIDTH - project(180, 0)[0]) < 1e-12
    # Šavrič, Patterson and Jenny 2018: the map is 2.05458 times as wide as high.
    assert abs(2 * HALF_WIDTH / (2 * project(0, 90)[1]) - 2.05458) < 1e-4
    assert project(-90, 0)[0] < 0 < pi
