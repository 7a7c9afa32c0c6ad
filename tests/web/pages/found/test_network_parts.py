"""Parts of a network's page."""

from pathlib import Path

from tests.cli.scanned_case import its_members, some_pairs, their_acts
from tests.web.pages.found.asked_page import asked
from unisono.web.cards.networks import evidence_card, graph_of_members
from unisono.web.pages.found.network_parts import (
    acts_of,
    disclosure_of,
    evidence_views,
    graph_picture,
    in_order,
    members_of,
    pairs_of,
    raster_data,
)


def test_members_come_with_both_kinds_of_partners(tmp_path: Path) -> None:
    run = asked(tmp_path).run
    assert run is not None
    members = members_of(run, 1, pairs_of(run, 1))
    assert members["significant_partners"].to_list() == [2, 2, 2]
    assert members_of(run, 2, pairs_of(run, 2)).height == 0


def test_an_order_that_nobody_knows_leaves_the_rows_as_they_are(tmp_path: Path) -> None:
    members = its_members()
    assert in_order(asked(tmp_path, sort="guilt"), members) == (members, "", True)
    ordered, name, falls = in_order(asked(tmp_path / "again", sort="account", order="up"), members)
    assert (name, falls) == ("account", False)
    assert ordered["handle"].to_list() == ["ann", "bob", None]


def test_pairs_of_a_card_are_shown_side_by_side(tmp_path: Path) -> None:
    one = asked(tmp_path)
    shown = evidence_views(one, evidence_card(one.case, one.run, "1"), disclosure_of(its_members()))
    chosen, view = shown["pairs"][0]
    assert {chosen.a, chosen.b} == {"twitter:1", "twitter:2"}
    assert view.acts[0].same
    assert shown["objects_found"] == 2


def test_the_picture_says_what_it_leaves_out() -> None:
    card = graph_of_members(its_members(), some_pairs())["picture"]
    assert graph_picture(card, 1).note == ""
    assert "3 of 8 accounts" in graph_picture({**card, "accounts": 8}, 1).note


def test_of_many_acts_some_are_given_and_all_counted(tmp_path: Path) -> None:
    data = raster_data(their_acts(), most=4)
    assert (data["acts_found"], data["acts_given"], len(data["at"])) == (6, 3, 3)
    run = asked(tmp_path).run
    assert run is not None
    assert acts_of(run, 1).height == 6
