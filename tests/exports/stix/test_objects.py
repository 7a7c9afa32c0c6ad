"""STIX objects have ids and times of the run, and the marking of who reads them."""

import datetime as dt

import stix2

from unisono.exports.stix.objects import Maker, findings_cited, marking_of, observable_uuid, present, timestamp

MAKER = Maker("scope", dt.datetime(2018, 7, 1, 12, tzinfo=dt.UTC), "identity--1", "marking-definition--1")


def test_the_same_object_has_the_same_id_in_one_bundle_and_another_elsewhere() -> None:
    one, two = MAKER.make("note", ("a",), content="x"), MAKER.make("note", ("a",), content="x")
    assert one == two
    assert one["id"] != MAKER.make("note", ("b",), content="x")["id"]
    other = Maker("other", MAKER.made_at, MAKER.author, MAKER.marking)
    assert one["id"] != other.make("note", ("a",), content="x")["id"]


def test_what_is_not_known_is_left_out_and_zero_is_not() -> None:
    assert present({"a": None, "b": "", "c": [], "d": 0, "e": {}}) == {"d": 0}


def test_an_observable_has_the_id_of_the_specification() -> None:
    # Section 2.9: a UUIDv5 of the canonical JSON of the contributing properties.
    made = stix2.UserAccount(account_type="twitter", user_id="é1")
    assert made.id == f"user-account--{observable_uuid(account_type='twitter', user_id='é1')}"
    assert observable_uuid(a="1", b="é") == observable_uuid(b="é", a="1")


def test_markings_are_those_of_the_traffic_light_protocol() -> None:
    assert [marking_of(who)["name"] for who in ("internal", "peer", "public")] == [
        "TLP:AMBER+STRICT",
        "TLP:AMBER",
        "TLP:CLEAR",
    ]


def test_a_finding_is_cited_with_how_to_see_its_posts_only_where_that_works() -> None:
    assert "unisono evidence" in findings_cited(["f-1"], "internal")[0]["description"]
    assert "keyed code" in findings_cited(["finding-1"], "peer")[0]["description"]
    assert timestamp(MAKER.made_at) == "2018-07-01T12:00:00.000Z"
