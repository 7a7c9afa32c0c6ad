"""Stated places are counted by country, and what cannot be placed is counted by why."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import put_in_network, write_case
from unisono.cases import Case
from unisono.dossiers.stated_places import accounts_in, describe_places

STATED = {"a": "Rome, Italy", "b": "Milano", "c": " ", "d": "somewhere in my head", "e": "Berlin, Germany"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a case of six accounts, one of them without a profile."""
    posts = [{"account": account} for account in (*STATED, "f")]
    profiles = [
        {"platform": "twitter", "account_id": account, "handle": f"h_{account}", "location_text": place}
        for account, place in STATED.items()
    ]
    return write_case(tmp_path_factory.mktemp("places") / "case", posts, profiles)


def test_countries_are_counted_and_the_rest_is_told_apart(case: Case) -> None:
    told = describe_places(case, None)
    assert [(one["code"], one["accounts"], one["in_networks"]) for one in told["countries"]] == [
        ("IT", 2, None),
        ("DE", 1, None),
    ]
    assert (told["accounts"], told["placed"]) == (6, 3)
    assert (told["without_profile"], told["without_place"], told["not_understood"], told["several"]) == (1, 1, 1, 0)


def test_members_of_networks_are_told_apart_and_come_first(tmp_path: Path) -> None:
    posts = [{"account": "a"}, {"account": "b"}]
    profiles = [{"platform": "twitter", "account_id": one, "location_text": "Rome, Italy"} for one in ("a", "b")]
    case = write_case(tmp_path / "case", posts, profiles)
    put_in_network(case, ["b"])
    told = describe_places(case, case.latest_run())
    assert [(one["accounts"], one["in_networks"]) for one in told["countries"]] == [(2, 1)]
    rows = accounts_in(case, case.latest_run(), "IT")["rows"]
    assert [row["account"] for row in rows] == ["twitter:b", "twitter:a"]
