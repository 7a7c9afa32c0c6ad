"""Outlines of TopoJSON become rings of degrees, none of which crosses the edge of the map."""

from unisono.web.world_map.making_outlines import code_of, cut_at_the_date_line, outlines_of


def test_arcs_are_joined_and_named_by_two_letters() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [-10, 0]},
        "arcs": [[[0, 0], [5, 0], [0, 5]], [[0, 0], [0, 5], [5, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, -2]], "id": "380", "properties": {"name": "Italy"}},
                    {"type": "MultiPolygon", "arcs": [[[0]]], "id": "010", "properties": {"name": "Antarctica"}},
                ]
            }
        },
    }
    assert outlines_of(topology) == {"IT": [[(-10, 0), (-5, 0), (-5, 5), (-10, 5), (-10, 0)]]}


def test_a_country_on_both_sides_of_the_date_line_is_two_pieces() -> None:
    pieces = cut_at_the_date_line([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)])
    edges = sorted((min(x for x, _ in piece), max(x for x, _ in piece)) for piece in pieces)
    assert edges == [(-180, -170), (170, 180)]


def test_a_country_without_a_number_is_known_by_its_name_or_not_at_all() -> None:
    assert (code_of("276", "Germany"), code_of(None, "Kosovo"), code_of(None, "Somaliland")) == ("DE", "XK", "")
