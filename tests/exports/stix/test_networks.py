"""A network is a campaign of observed behaviour with its accounts, posts and doubts, grouped as suspicious activity."""

from pathlib import Path

import pytest

from tests.exports.told_case import told_case
from unisono.exports.sharing.reading import read_shared_case
from unisono.exports.sharing.shared_case import SharedCase
from unisono.exports.stix.networks import network_objects
from unisono.exports.stix.objects import Maker, Object


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SharedCase:
    """Return the told case as it is told inside."""
    return read_shared_case(*told_case(Path(tmp_path_factory.mktemp("told")) / "case"), "internal")


def of(shared: SharedCase, kind: str) -> list[Object]:
    make = Maker("scope", shared.made_at, "identity--1", "marking-definition--1")
    return [one for one in network_objects(shared.networks[0], make, "internal") if one["type"] == kind]


def test_nobody_is_named_as_an_actor(shared: SharedCase) -> None:
    (campaign,) = of(shared, "campaign")
    assert campaign["name"] == "Network 1: 4 accounts that acted together"
    assert campaign["external_references"][0]["external_id"] == "f-net1"
    assert not of(shared, "threat-actor") + of(shared, "intrusion-set")


def test_an_account_keeps_its_id_when_it_is_renamed(shared: SharedCase) -> None:
    accounts = {one["id"]: one for one in of(shared, "user-account")}
    assert len(accounts) == 4
    assert all("account_login" not in one for one in accounts.values())
    assert {one["user_id"] for one in accounts.values()} == {"1", "2", "3", "4"}


def test_the_grouping_holds_everything_that_is_told_of_the_network(shared: SharedCase) -> None:
    (grouping,) = of(shared, "grouping")
    assert grouping["context"] == "suspicious-activity"
    kinds = {ref.split("--")[0] for ref in grouping["object_refs"]}
    assert kinds == {"campaign", "user-account", "observed-data", "url", "note"}


def test_innocent_and_rival_explanations_are_notes_of_the_campaign(shared: SharedCase) -> None:
    (campaign,) = of(shared, "campaign")
    notes = [one for one in of(shared, "note") if one["object_refs"] == [campaign["id"]]]
    assert len(notes) == 2
    assert notes[0]["content"].startswith("Fan club: does not fit")
    assert "Least inconsistent" in notes[1]["content"]


def test_all_acts_are_one_observation_and_each_cited_post_another(shared: SharedCase) -> None:
    observed = of(shared, "observed-data")
    assert observed[0]["number_observed"] == 8
    assert {one["number_observed"] for one in observed[1:]} == {1}
