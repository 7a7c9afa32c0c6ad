"""Groups planted into a case's tables are counted as found, missed, explained and joined."""

from dataclasses import replace

import polars as pl
import pytest

from unisono.detectors.power import (
    ACTED_ON,
    CaseTables,
    PlantedOutcome,
    list_templates,
    measure_power,
    read_outcome,
    summarise,
)
from unisono.detectors.scanning import ScanResult
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACCOUNTS, MEMBERS, NETWORKS, POSTS, conform, empty
from unisono.worlds import WorldSettings, build_world
from unisono.worlds.planting import PlantedGroup, Planting
from unisono.worlds.settings import CAMOUFLAGE

WORLD = build_world(WorldSettings(posts=5_000, accounts=700, days=10, communities=8, decoys=()), seed=3)
TABLES = CaseTables(WORLD.posts, WORLD.accounts, WORLD.references)
OUTCOME = PlantedOutcome(found=0, together=0, explained=False, joined=0, posts=50, commands={"repost": 5})


def test_an_easy_group_is_found_and_one_of_two_acts_is_not() -> None:
    groups = [PlantedGroup(12, 20, "easy"), PlantedGroup(12, 2, "hard")]
    seconds: list[float] = []
    easy, hard = measure_power(TABLES, groups, 1, ScanSettings(), on_scan=seconds.append)
    assert len(seconds) == 3
    assert min(seconds) > 0
    assert (easy["found"], easy["groups_found"], easy["joined"]) == (12, 1, 0)
    assert (hard["found"], hard["groups_found"]) == (0, 0)
    assert easy["planted_posts"] == int(240 / (1 - CAMOUFLAGE["easy"]))
    assert sum(easy["commands"].values()) == 20  # type: ignore[attr-defined]  # JSON


def test_the_same_seed_gives_the_same_lines() -> None:
    group, settings = [PlantedGroup(6, 8, "medium")], ScanSettings(twin=False, seed=4)
    assert list(measure_power(TABLES, group, 1, settings)) == list(measure_power(TABLES, group, 1, settings))


def test_templates_are_what_the_posts_act_on_and_begin_before_their_acts() -> None:
    templates = list_templates(TABLES, ACTED_ON)
    assert set(templates["layer"]) == set(ACTED_ON)
    assert (templates["begins_at"] <= templates["at"]).all()
    reposts = WORLD.posts.filter(pl.col("kind") == "repost")
    assert templates.filter(pl.col("layer") == "repost").height == reposts.height


def test_posts_that_act_on_nothing_are_no_ground_for_planting() -> None:
    silent = replace(TABLES, posts=empty(POSTS))
    with pytest.raises(UsageError, match="Nothing can be planted: the 0 posts hold fewer than 2 objects"):
        list(measure_power(silent, [PlantedGroup()], 1, ScanSettings()))


def scanned(networks: dict[int, tuple[str, list[str]]]) -> ScanResult:
    """Return a scan with these networks: number -> (verdict, accounts)."""
    members = [{"network": number, "account": one} for number, (_, accounts) in networks.items() for one in accounts]
    verdicts = [{"network": number, "verdict": verdict} for number, (verdict, _) in networks.items()]
    return ScanResult(
        {},
        {
            "members": conform(pl.DataFrame(members), MEMBERS),
            "networks": conform(pl.DataFrame(verdicts), NETWORKS),
        },
    )


def test_who_joined_is_in_a_network_with_members_and_in_none_without_them() -> None:
    planting = Planting(empty(POSTS), empty(ACCOUNTS), ("t:1", "t:2", "t:3", "t:4"), {"link": 2})
    result = scanned(
        {
            1: ("coordinated", ["t:90", "t:91", "t:92"]),
            2: ("coordinated_explained", ["t:1", "t:2", "t:3", "t:50", "t:51"]),
            3: ("coordinated", ["t:4", "t:60", "t:61"]),
        }
    )
    outcome = read_outcome(result, planting, frozenset({"t:51", "t:61"}))
    assert outcome == PlantedOutcome(found=4, together=3, explained=True, joined=2, posts=0, commands={"link": 2})


def test_a_group_counts_as_found_from_three_members_in_one_network() -> None:
    outcomes = [
        replace(OUTCOME, found=5, together=5, explained=True, joined=1),
        replace(OUTCOME, found=4, together=2, explained=True),
        replace(OUTCOME, commands={"link": 4}),
    ]
    line = summarise(PlantedGroup(5, 5, "easy"), outcomes)
    assert (line["planted"], line["found"], line["share"]) == (15, 9, 0.6)
    assert (line["groups_found"], line["groups_explained"], line["joined"]) == (1, 1, 1)
    assert line["commands"] == {"link": 4, "repost": 10}
    assert line["planted_posts"] == 150
