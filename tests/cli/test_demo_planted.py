"""What is said of each planted network: counted in the case and in the run, never taken from the plot."""

from pathlib import Path

import polars as pl

from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.cli.demo_planted import describe_planted
from unisono.detectors.alike import REPEATED
from unisono.model.tables import FINDINGS, MEMBERS, conform, empty
from unisono.worlds.written import read_written_world

WORLD = """
0 ann #cats "The cat sleeps."
1h bob #cats "The cat wakes."
20d ann #VoteLamp "Vote for the lamp."
20d10s bob #VoteLamp "Vote for the lamp."
20d2h cat #VoteLamp "Why do they all say this?"
21d dan "Nothing to do with it."
"""


def case_with(
    tmp_path: Path, members: list[dict[str, object]], tables: dict[str, pl.DataFrame] | None = None
) -> tuple[Case, Run]:
    case = create_case(tmp_path / "case")
    source = SourceRecord(file="world.txt", sha256="0" * 64, format="written")
    case.append([read_written_world(WORLD.strip())], source)
    table = pl.DataFrame(members, schema={"network": pl.Int64, "account": pl.String, "role": pl.String})
    kept = {"members": conform(table, MEMBERS), "findings": empty(FINDINGS), "texts": empty(REPEATED)} | (tables or {})
    case.write_run({}, kept)
    run = case.latest_run()
    assert run is not None
    return case, run


def named(name: str, *accounts: str, **more: object) -> dict[str, object]:
    return {"name": name, "accounts": [f"written:{account}" for account in accounts], **more}


def members_of(network: int, *accounts: str, role: str = "crowd") -> list[dict[str, object]]:
    return [{"network": network, "account": f"written:{account}", "role": role} for account in accounts]


def test_a_network_that_was_missed_is_said_to_be_missed(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, [])
    (said,) = describe_planted(case, run, {"networks": [named("the pair", "ann", "bob")]})
    assert said == "- the pair: none of its 2 accounts is in a network."


def test_found_accounts_are_counted_with_the_networks_they_are_in(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, members_of(3, "ann") + members_of(1, "bob"))
    (said,) = describe_planted(case, run, {"networks": [named("the trio", "ann", "bob", "cat")]})
    assert said == "- the trio: 2 of 3 accounts found, in networks 1 and 3."


def test_a_silence_is_measured_in_the_posts(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, members_of(1, "ann", "bob"))
    truth = {"networks": [named("sleepers", "ann", "bob", woke_at="2018-06-20T00:00:00+00:00")]}
    said = describe_planted(case, run, truth)
    assert said[1] == "  None of its accounts posted from 1 June to 21 June, 19 days."


def test_a_turn_is_the_share_of_posts_with_the_campaigns_hashtags(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, members_of(1, "ann", "bob"))
    turned = named("fans", "ann", "bob", turned_at="2018-06-10T00:00:00+00:00", tags=["VoteLamp"])
    said = describe_planted(case, run, {"networks": [turned]})
    assert said[1] == "  Posts of its accounts with the campaign's hashtags: 0% before 10 June, 100% from then on."
    assert said[2] == "  #VoteLamp: 3 posts by 3 accounts; 2 (67%) by members of networks."


def test_roles_are_compared_account_by_account(tmp_path: Path) -> None:
    found = members_of(1, "ann", role="launcher") + members_of(1, "bob", "cat", role="crowd")
    case, run = case_with(tmp_path, found)
    roles = {"launcher": ["written:ann"], "booster": ["written:bob"], "crowd": ["written:cat", "written:dan"]}
    said = describe_planted(case, run, {"networks": [named("boosters", "ann", "bob", "cat", "dan", roles=roles)]})
    assert said[1] == "  Roles as planted: launchers 1 of 1, boosters 0 of 1, crowd 1 of 2."


def test_accounts_of_two_planted_networks_are_pointed_out(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, members_of(1, "ann"))
    truth = {"networks": [named("first", "ann", "bob"), named("second", "bob", "ann", "cat")]}
    assert (
        describe_planted(case, run, truth)[-1] == "- 2 accounts belong to first and second; 1 of them are in networks."
    )


def test_a_published_list_is_held_against_the_networks(tmp_path: Path) -> None:
    case, run = case_with(tmp_path, members_of(1, "ann", "bob"))
    roles = {"listed": ["written:ann", "written:dan"]}
    said = describe_planted(case, run, {"networks": [named("listed", "ann", "bob", roles=roles)]})
    assert said[1] == "  The list names 2 accounts; 1 of them are in networks."


def test_accounts_whose_posts_findings_about_texts_cite_are_counted_in_a_network_or_not(tmp_path: Path) -> None:
    rows = {
        "detector": ["copied_text", "testimony", "co_action"],
        "subject_kind": ["text", "text", "network"],
        "subject": ["t-1", "t-2", "1"],
    }
    texts = {"account": [f"written:{name}" for name in ("ann", "bob", "cat")], "object": ["t-1", "t-1", "t-2"]}
    tables = {
        "findings": conform(pl.DataFrame(rows), FINDINGS),
        "texts": conform(pl.DataFrame(texts), REPEATED),
    }
    case, run = case_with(tmp_path, [], tables)
    said = describe_planted(case, run, {"networks": [named("the trio", "ann", "bob", "cat")]})
    assert said == [
        "- the trio: none of its 3 accounts is in a network.",
        "  Findings about texts cite posts of 2 (copied_text) and 1 (testimony) of its 3 accounts.",
    ]


def test_findings_that_cite_posts_one_by_one_name_their_authors(tmp_path: Path) -> None:
    evidence = '{"kind": "posts", "posts": ["written:ann/0/1", "written:ann/20d/3", "written:bob/1h/2"]}'
    findings = pl.DataFrame([{"detector": "testimony", "subject_kind": "text", "subject": "t-1", "evidence": evidence}])
    case, run = case_with(tmp_path, [], {"findings": conform(findings, FINDINGS)})
    said = describe_planted(case, run, {"networks": [named("people", "ann", "bob", "cat")]})
    assert said[-1] == "  Findings about texts cite posts of 2 (testimony) of its 3 accounts."
