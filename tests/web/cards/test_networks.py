"""Cards of networks."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import its_members, scanned_case, some_pairs
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line
from unisono.web.cards import networks
from unisono.web.cards.networks import ALL, evidence_card, graph_card, graph_of_members, network_card


def test_cards_are_json_and_refuse_what_the_run_does_not_have(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.runs()[0]
    for card in (network_card, evidence_card, graph_card):
        assert json_line(card(case, run, "1")).startswith("{")
        for wrong in ("2", "x", ""):
            with pytest.raises(UsageError, match="no network"):
                card(case, run, wrong)
    with pytest.raises(UsageError, match="not been scanned"):
        graph_card(case, None, ALL)


def test_evidence_has_every_post_that_it_names(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    card = evidence_card(case, case.runs()[0], "1")
    known = {post["id"] for post in card["posts"]}
    assert {post for pair in card["pairs"] for act in pair["acts"] for post in act["posts"]} <= known
    assert card["pairs_found"] == 3


def test_ties_beyond_the_most_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST_TIES", 2)
    graph = graph_of_members(its_members(), some_pairs())
    assert (len(graph["ties"]["first"]), graph["ties_found"], graph["picture"]["ties_found"]) == (2, 3, 3)
    assert set(graph["ties"]["first"]) | set(graph["ties"]["second"]) == {0, 1, 2}


def test_the_same_run_is_drawn_the_same_way_every_time() -> None:
    first = graph_of_members(its_members(), some_pairs())
    again = graph_of_members(its_members(), some_pairs().sample(fraction=1.0, shuffle=True, seed=3))
    assert (first["x"], first["y"]) == (again["x"], again["y"])


def test_members_without_pairs_are_drawn_all_the_same() -> None:
    graph = graph_of_members(its_members(), some_pairs().clear())
    assert len(graph["x"]) == 3
    assert graph["ties_found"] == 0
    assert not pl.Series(graph["x"]).is_null().any()
