"""The matrix of rival explanations: the same counts as the network's page, in an order that reads on paper."""

from pathlib import Path

import pytest

from tests.exports.report.invented import build_case
from unisono.cases import Case, Run
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.dossiers.network.rival_explanations import RIVALS, explanations_of_network
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.rivals import SIGNS, RivalsView, view_rivals


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    return build_case(tmp_path_factory.mktemp("rivals") / "two")


def matrix(two: tuple[Case, Run], number: int = 1, disclosure: Disclosure | None = None) -> RivalsView:
    case, run = two
    row = next(row for row in run.table("networks").to_dicts() if row["network"] == number)
    purpose = purposes_of_networks(case, run, [number])[number]
    return view_rivals(row, purpose, run, disclosure or Disclosure())


def test_counts_are_those_of_the_page_of_the_network(two: tuple[Case, Run]) -> None:
    for number in (1, 2):
        view, page = matrix(two, number), explanations_of_network(*two, number)
        of_page = {one["title"]: (one["against"], one["for"], one["is_tested"]) for one in page["rivals"]}
        assert {one.title: (one.against, one.consistent, one.is_tested) for one in view.rivals} == of_page
        assert {one.title for one in view.rivals if one.is_least} == {RIVALS[one] for one in page["least_inconsistent"]}
        assert list(view.conclusion) == page["conclusion"]
        assert len(view.evidence) == len(page["evidence"])


def test_cells_add_up_to_the_counts_beneath(two: tuple[Case, Run]) -> None:
    view = matrix(two)
    for place, rival in enumerate(view.rivals):
        signs = [row.cells[place] for row in view.evidence]
        assert signs.count(("−", "inconsistent")) == rival.against
        assert signs.count(("+", "consistent")) == rival.consistent
    assert {sign for row in view.evidence for sign, _ in row.cells} <= set(SIGNS.values())


def test_those_with_least_against_them_stand_first_and_untested_ones_last(two: tuple[Case, Run]) -> None:
    rivals = matrix(two).rivals
    tested = [one for one in rivals if one.is_tested]
    assert [one.is_tested for one in rivals] == sorted((one.is_tested for one in rivals), reverse=True)
    assert [one.against for one in tested] == sorted(one.against for one in tested)
    assert tested[0].is_least


def test_evidence_that_tells_most_apart_comes_first(two: tuple[Case, Run]) -> None:
    order = {"well": 0, "a little": 1, "not": 2, "not tested": 2}
    places = [order[row.separates] for row in matrix(two).evidence]
    assert places == sorted(places)


def test_what_would_change_our_mind_is_told(two: tuple[Case, Run]) -> None:
    view = matrix(two)
    named = {title for title, _ in view.would_change}
    assert {one.title for one in view.rivals if one.is_least or not one.is_tested} == named
    assert all(look_for for _, look_for in view.would_change)


def test_other_cases_are_not_told_of(two: tuple[Case, Run]) -> None:
    (seen,) = (row for row in matrix(two).evidence if row.name == "Seen before")
    assert "not looked into" in seen.says


def test_a_network_of_which_nothing_was_measured_has_a_matrix_that_says_so(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    row = run.table("networks").to_dicts()[0] | {"network": 99, "q": None, "innocent": None, "verdict_because": None}
    purpose = purposes_of_networks(case, run, [1])[1]
    view = view_rivals(row | {"network": 99}, purpose, run, Disclosure())
    untested = [evidence for evidence in view.evidence if {word for _, word in evidence.cells} == {"not tested"}]
    assert {"Pace", "Days", "More often than chance"} <= {one.name for one in untested}


def test_names_in_facts_are_hidden_and_addresses_broken(two: tuple[Case, Run]) -> None:
    told = " ".join(row.says for row in matrix(two).evidence)
    assert "hxxps://button[.]example" in told
    public = Disclosure("public", b"k" * 32, {"twitter:1": "share"})
    hidden = " ".join(row.says for row in matrix(two, 1, public).evidence)
    assert "button[.]example/share" not in hidden
