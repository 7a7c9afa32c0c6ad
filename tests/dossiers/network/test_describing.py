"""Everything known of one network."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from tests.dossiers.network.bought_voices import VOICES, bought_voices
from unisono.cli.latest_run import latest_run
from unisono.dossiers.network.describing import describe_network
from unisono.dossiers.network.purpose import purpose_of_accounts


def test_a_page_has_members_objects_days_and_findings(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    page = describe_network(case, latest_run(case), 1)
    assert [member["account_id"] for member in page["members"]] == ["twitter:1", "twitter:2", "twitter:3"]
    assert {"account_id", "handle", "role", "explained_share", "stability"} <= set(page["members"][0])
    assert [(row["object"], row["accounts"], row["acts"]) for row in page["objects"]] == [
        ("twitter:100", 3, 3),
        ("twitter:200", 3, 3),
    ]
    assert all(row["label"] for row in page["objects"])
    assert [finding["finding"] for finding in page["findings"]] == ["f-aa11"]
    assert page["seen_in"] == []
    assert page["layers"] == {"repost": 2, "link": 1}


def test_the_head_of_a_page_tells_the_purposes_that_its_section_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = purpose_of_accounts(bought_voices(tmp_path / "voices"), [f"twitter:{voice}" for voice in VOICES])
    monkeypatch.setattr("unisono.dossiers.network.describing.purposes_of_networks", lambda *_: {1: told})
    case = scanned_case(tmp_path / "case")
    page = describe_network(case, latest_run(case), 1)
    assert page["purpose"] == {name: round(share or 0.0, 4) for name, share in told.shares.items()}
    assert page["purpose"]["commercial"] > 0.5


def test_days_are_those_of_the_cases_zone(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "utc")
    days = describe_network(case, latest_run(case), 1)["timeline"]
    # The third act of each evening falls on the next day.
    assert [(row["day"], row["acts"]) for row in days] == [
        (date(2018, 6, 30), 2),
        (date(2018, 7, 1), 3),
        (date(2018, 7, 2), 1),
    ]
    eastward = type(case)(case.path, case.name, zone="Asia/Tokyo")
    days = describe_network(eastward, latest_run(eastward), 1)["timeline"]
    assert [row["day"] for row in days] == [date(2018, 7, 1), date(2018, 7, 2)]
