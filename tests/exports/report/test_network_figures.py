"""Figures of what a network did together: an account a shape, a pair a line, an act a tick."""

from pathlib import Path

import pytest

from tests.exports.report.invented import Shape, build_case
from unisono.exports.report.amounts import Clock
from unisono.exports.report.choosing import Chosen, choose
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.network_figures import PACE_ROWS, _weight, graph_of, pace_of, timeline_of
from unisono.exports.report.pair_views import view_object
from unisono.exports.report.reading import read_material


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    material = read_material(*build_case(tmp_path / "case", [Shape(9, 12)]))
    return choose(material, material.networks.row(0, named=True), Limits())


def test_every_member_is_a_shape_and_every_act_has_its_place(chosen: Chosen) -> None:
    graph = graph_of(chosen, Disclosure(), Limits())
    timeline = timeline_of(chosen, Disclosure(), Clock(), Limits())
    assert graph is not None and timeline is not None
    assert graph.svg.count('class="dot') >= 9
    assert "twitter:10000000777" in timeline.svg


def test_the_pace_shows_the_main_objects(chosen: Chosen) -> None:
    objects = [view_object(one, {}, Disclosure(), Limits()) for one in chosen.objects]
    pace = pace_of(chosen, objects)
    assert pace is not None
    assert pace.count('class="half"') == PACE_ROWS < len(objects)


def test_the_weight_of_a_tie_is_capped_where_q_is_zero_and_one_where_it_is_unknown() -> None:
    assert [_weight(q) for q in (None, 0.0, 1e-60, 1e-9)] == [1.0, 50.0, 50.0, pytest.approx(9.0)]
