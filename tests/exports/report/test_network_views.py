"""One network, worked out for the page."""

from dataclasses import replace
from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.exports.report.invented import Shape, build_case
from unisono.dossiers.network.content import NetworkContent
from unisono.dossiers.network.life import lives_of_networks
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.exports.report.amounts import Clock
from unisono.exports.report.choosing import choose
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits, limits_for
from unisono.exports.report.network_views import NetworkFacts, NetworkView, innocent_views, view_network
from unisono.exports.report.reading import Material, read_material, read_posts


def view_of(folder: Path, shape: Shape, limits: Limits) -> NetworkView:
    """Return the view of the one network of an invented case."""
    case, run = build_case(folder, [shape])
    return view_of_material(read_material(case, run), limits)


def view_of_material(material: Material, limits: Limits) -> NetworkView:
    """Return the view of the first network."""
    case, run = material.case, material.case.latest_run()
    assert run is not None
    chosen = choose(material, material.networks.row(0, named=True), limits)
    return view_network(
        chosen,
        material,
        read_posts(case, chosen.wanted_posts),
        facts=NetworkFacts(
            NetworkContent(), lives_of_networks(case, run, [1])[1], purposes_of_networks(case, run, [1])[1]
        ),
        disclosure=Disclosure(),
        clock=Clock(),
        limits=limits,
    )


def test_a_view_holds_members_pairs_objects_and_pictures(tmp_path: Path) -> None:
    view = view_of(tmp_path / "case", Shape(12, 15), limits_for(1))
    assert len(view.members) == 12
    assert view.members_left == 0
    assert 0 < len(view.pairs) <= 6 < view.pairs_found
    assert len(view.objects) == 12
    assert view.objects_found == 15
    assert view.graph and view.timeline and view.pace
    assert str(view.purpose.says[0]).startswith(("By the words of", "What these accounts post for: cannot say"))


def test_rows_that_are_left_out_are_counted(tmp_path: Path) -> None:
    view = view_of(tmp_path / "case", Shape(20, 6), Limits(members=8, drawn_accounts=10))
    assert (len(view.members), view.members_left) == (8, 12)
    assert view.graph
    assert "10 of 20 accounts" in view.graph.note


def test_the_best_fitting_innocent_explanation_comes_first() -> None:
    tested = [{"explanation": "newswire", "fit": 0.1}, {"explanation": "fan club", "fit": 0.7, "because": "<b>"}]
    views = innocent_views({"innocent": orjson.dumps(tested).decode()}, Disclosure())
    assert [(one.name, one.word) for one in views] == [("Fan club", "fits in part"), ("Newswire", "does not fit")]
    assert views[0].because == "&lt;b&gt;"


@pytest.mark.parametrize("written", [None, "", "not json", "{}"])
def test_a_network_without_tested_explanations_has_none(written: str | None) -> None:
    assert innocent_views({"innocent": written}, Disclosure()) == []


def test_partners_are_told_apart_and_roles_left_out_where_everybody_has_the_same(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(12, 15)])
    material = read_material(case, run)
    view = view_of_material(material, limits_for(1))
    assert view.shows_roles
    assert all(one.significant + one.unusual >= one.row["partners"] for one in view.members)
    crowd = material.members.with_columns(role=pl.lit("crowd"), partners=pl.lit(11, pl.Int64))
    pairs = material.pairs.filter(pl.col("a") == material.pairs["a"][0]).head(1)
    view = view_of_material(replace(material, members=crowd, pairs=pairs), limits_for(1))
    assert not view.shows_roles
    assert view.shows_unusual
    assert sorted((one.significant, one.unusual) for one in view.members) == [(0, 11)] * 10 + [(1, 10)] * 2


def test_confidence_is_lower_where_what_chance_gives_was_assumed(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(12, 15)])
    material = read_material(case, run)
    assumed = material.pairs.with_columns(expected_basis=pl.lit("assumed"))
    view = view_of_material(replace(material, pairs=assumed), limits_for(1))
    assert "what chance gives was assumed for most of its pairs" in view.confidence
