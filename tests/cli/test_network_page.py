"""One network on one page."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from unisono.cli.latest_run import latest_run
from unisono.cli.network_page import (
    describe_network,
    find_network,
    heading_text,
    member_columns,
    timeline_text,
)
from unisono.model.errors import UsageError


def test_a_network_is_found_by_its_number_or_a_member(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = latest_run(case)
    for name in ("1", "@ann", "twitter:3"):
        assert find_network(case, run, name) == 1
    with pytest.raises(UsageError, match=r"has no network 2\. Networks: 1\."):
        find_network(case, run, "2")
    with pytest.raises(UsageError, match="twitter:4 is in no network"):
        find_network(case, run, "@dora")
    with pytest.raises(UsageError, match="has no account @nobody"):
        find_network(case, run, "@nobody")


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


def test_a_network_of_nulls_still_has_a_page(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    tables = scanned_tables()
    kept = ("network", "size", "accounts", "handles")
    tables["networks"] = tables["networks"].with_columns(
        pl.lit(None, dtype=kind).alias(name) for name, kind in tables["networks"].schema.items() if name not in kept
    )
    case.write_run(RECORD, {**tables, "acts": tables["acts"].clear(), "findings": tables["findings"].clear()})
    page = describe_network(case, latest_run(case), 1)
    assert "Why: not recorded" in heading_text(page)
    assert page["objects"] == page["timeline"] == page["findings"] == []
    assert timeline_text([]) == ""


def test_the_heading_claims_no_more_than_was_computed(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    heading = heading_text(describe_network(case, latest_run(case), 1))
    assert "3 accounts that acted together. Verdict: coordinated." in heading
    assert "Innocent explanations:\n    - share button fits 20%: 2 of 6 posts.\n" in heading
    assert "Woke 2018-06-30T23:59:50Z." in heading
    assert "political 90%, commercial 10%" in heading
    assert "Who stands behind it is not computed." in heading


def test_a_long_timeline_shows_its_busiest_days_in_order() -> None:
    days = [{"day": date(2018, 6, 1 + number), "acts": number, "accounts": 1} for number in range(1, 20)]
    lines = timeline_text(days).splitlines()
    assert lines[0] == "Acts by day (the 14 busiest of 19 days)"
    assert lines[1].startswith("  2018-06-07  ###")
    assert lines[-1].startswith(f"  2018-06-20  {'#' * 30}  ")


def test_members_show_both_kinds_of_partners_and_no_column_that_says_nothing(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    tables = scanned_tables()
    tables["pairs"] = tables["pairs"].head(1)
    case.write_run(RECORD, tables)
    page = describe_network(case, latest_run(case), 1)
    kinds = [(member["significant_partners"], member["unusual_partners"]) for member in page["members"]]
    assert kinds == [(0, 2), (1, 1), (1, 1)]
    assert {"role", "significant_partners", "unusual_partners"} <= set(member_columns(page["members"]))
    alike = [{**member, "role": "crowd", "unusual_partners": 0} for member in page["members"]]
    assert not {"role", "unusual_partners"} & set(member_columns(alike))


def test_a_purpose_that_is_not_known_is_not_told(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    page = describe_network(case, latest_run(case), 1)
    assert "What for: political 90%, commercial 10%." in heading_text(page)
    assert "What for" not in heading_text({**page, "purpose": {"commercial": None, "unknown": 1.0}})
