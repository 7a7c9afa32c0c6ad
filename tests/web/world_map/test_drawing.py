"""The map shades countries by their counts, and each of them is a link with its number."""

import itertools
import re

from unisono.web.world_map.drawing import SHADES, class_starts, country_paths, draw_map, shade_of


def test_each_country_with_accounts_is_a_link_that_says_its_number() -> None:
    picture = str(draw_map({"IT": 1200, "DE": 3}, {"IT": "Italy <b>", "DE": "Germany"}, lambda code: f"/x?c={code}"))
    assert re.findall(r'<a href="/x\?c=(\w+)" aria-label="([^"]+)"', picture) == [
        ("DE", "Germany: 3"),
        ("IT", "Italy &lt;b&gt;: 1,200"),
    ]
    assert 'class="land shade-5"' in picture
    assert "style=" not in picture


def test_shades_rise_with_the_count_and_the_largest_is_the_strongest() -> None:
    for most in (1, 2, 3, 7, 40, 10_000):
        starts = class_starts(most)
        shades = [shade_of(count, starts) for count in range(1, most + 1)]
        assert shades == sorted(shades)
        assert shades[-1] == SHADES
        assert starts[0] == 1


def test_no_outline_leaves_the_map_or_draws_across_it() -> None:
    paths = country_paths()
    assert {"RU", "FJ", "US", "XK"} < paths.keys()
    for path in paths.values():
        for ring in path.strip("Mz").split("zM"):
            across = [float(point.split()[0]) for point in ring.split("L") if point]
            assert all(-0.1 <= x <= 960.1 for x in across)
            assert all(abs(x - y) < 240 for x, y in itertools.pairwise(across))
