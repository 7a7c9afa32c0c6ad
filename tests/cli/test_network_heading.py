"""A network's page in words."""

from datetime import date
from pathlib import Path

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from unisono.cli.latest_run import latest_run
from unisono.cli.network_heading import heading_text, member_columns, timeline_text
from unisono.dossiers.network.describing import describe_network


def test_the_heading_claims_no_more_than_was_computed(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    heading = heading_text(describe_network(case, latest_run(case), 1))
    assert "3 accounts that acted together. Verdict: coordinated." in heading
    assert "Innocent explanations:\n    - share button fits 20%: 2 of 6 posts.\n" in heading
    assert "Woke 2018-06-30T23:59:50Z." in heading
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
    assert "What for: politics 90%, advertising 10%." in heading_text(
        {**page, "purpose": {"political": 0.9, "commercial": 0.1}}
    )
    assert "What for" not in heading_text({**page, "purpose": {"commercial": None, "unknown": 1.0}})


def test_a_share_of_posts_whose_purpose_is_not_known_is_told_as_not_recognised(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    page = describe_network(case, latest_run(case), 1)
    heading = heading_text({**page, "purpose": {"unknown": 0.74, "political": 0.26, "commercial": 0.0}})
    assert "  What for: politics 26%, nothing recognised 74%.\n" in heading
    assert "unknown 74%" not in heading
