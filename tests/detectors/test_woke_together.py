"""Those who wake together become findings: of the case, of a network, of an event; and networks say when they woke."""

from datetime import datetime, timedelta

import numpy as np
import orjson
import polars as pl
import pytest

from tests.accounts.sleepers import START, Town, day_of, lone_returners, people, sleepers
from unisono.accounts.known import KnownAccounts
from unisono.detectors.scanning import scan_posts
from unisono.detectors.scene import Scene
from unisono.detectors.woke_together import find, with_waking_times
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACTS, EVENTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, TRACES, conform, empty
from unisono.worlds import Planted, WorldSettings, build_world, quiet
from unisono.worlds.stories import build_story, story_named

VOTE = 513


def scene_of(known: KnownAccounts, networks: pl.DataFrame) -> Scene:
    return Scene(empty(PAIRS), networks, empty(MEMBERS), empty(ACTS), 0, empty(TRACES), known.posts, known)


def networks_of(*members: list[str]) -> pl.DataFrame:
    rows = {"network": list(range(1, len(members) + 1)), "accounts": list(members)}
    return conform(pl.DataFrame(rows, schema={name: NETWORKS[name] for name in rows}), NETWORKS)


@pytest.fixture(scope="module")
def slept() -> tuple[KnownAccounts, list[str]]:
    town = Town(np.random.default_rng(7))
    people(town, 3_000)
    lone_returners(town)
    names = [f"here:{number}" for number in sleepers(town, 100, VOTE)]
    events = {"name": ["vote"], "at": [START + timedelta(days=VOTE + 5)], "source": [None]}
    return KnownAccounts(town.posts(), events=pl.DataFrame(events, schema=EVENTS)), names


def test_a_waking_is_a_finding_about_a_cohort_a_network_and_an_event(slept: tuple[KnownAccounts, list[str]]) -> None:
    known, names = slept
    networks = networks_of(names[:30], [f"here:{number}" for number in range(30)])
    found = find(scene_of(known, networks))
    assert dict(found.schema) == FINDINGS
    cohort, network, event, at_event = found.to_dicts()
    assert (cohort["subject_kind"], cohort["subject"]) == ("cohort", f"woke:{day_of(VOTE)}")
    assert cohort["value"] >= 100
    assert (
        f"accounts ended a silence of 90 days or more on {day_of(VOTE)}; chance would wake about" in cohort["because"]
    )
    evidence = orjson.loads(cohort["evidence"])
    assert evidence["kind"] == "cohort"
    assert set(names) <= set(evidence["accounts"])
    assert len(evidence["posts"]) == len(evidence["accounts"]) == cohort["value"]
    first = known.posts.filter(pl.col("post_id").is_in([post.removeprefix("here:") for post in evidence["posts"]]))
    assert set(first["created_at"].dt.date()) == {day_of(VOTE)}
    assert (network["subject_kind"], network["subject"], network["value"]) == ("network", "1", 30)
    assert "30 of its 30 accounts ended a silence" in network["because"]
    assert (event["subject_kind"], event["subject"]) == ("event", "vote")
    assert event["measure"] == "woke_within_14_days_before"
    assert "woke within 14 days before vote (2017-06-02); expected" in event["because"]
    assert event["q"] < 0.001
    assert (at_event["subject_kind"], at_event["subject"], at_event["value"]) == ("network", "1", 30)
    assert found["finding"].n_unique() == 4


def test_networks_say_when_they_woke(slept: tuple[KnownAccounts, list[str]]) -> None:
    known, names = slept
    woken = with_waking_times(networks_of(names[:30], [f"here:{number}" for number in range(30)]), known.returns)
    assert dict(woken.schema) == NETWORKS
    first, second = woken["woke_at"].to_list()
    assert first.date() == day_of(VOTE)
    assert second is None
    assert with_waking_times(empty(NETWORKS), known.returns).schema == NETWORKS


def test_people_who_come_back_one_by_one_have_no_finding() -> None:
    town = Town(np.random.default_rng(8))
    people(town, 2_000)
    lone_returners(town)
    assert find(scene_of(town.known(), empty(NETWORKS))).is_empty()


@pytest.mark.parametrize("seed", [0, 1])
def test_quiet_worlds_with_people_who_return_for_the_news_have_none(seed: int) -> None:
    world = build_world(quiet(), seed)
    assert find(scene_of(KnownAccounts(world.posts, world.accounts), empty(NETWORKS))).is_empty()


@pytest.mark.parametrize("days", [21, 400])
def test_planted_dormant_nets_are_dated(days: int) -> None:
    world = build_world(WorldSettings(days=days, planted=(Planted("dormant_nets", 60, "medium"),)), 3)
    told = [net for net in world.truth["networks"] if net["playbook"] == "dormant_nets"]
    known = KnownAccounts(world.posts, world.accounts)
    dated = with_waking_times(networks_of(*(net["accounts"] for net in told)), known.returns)
    for net, woke_at in zip(told, dated["woke_at"], strict=True):
        assert woke_at.date() == datetime.fromisoformat(net["woke_at"]).date()


def test_the_sleepers_of_the_story_wake_on_the_eve_in_a_scan() -> None:
    world = build_story(story_named("wake-and-turn"), 7)
    told = [net for net in world.truth["networks"] if "woke_at" in net]
    result = scan_posts(
        world.posts, world.accounts, world.references, ScanSettings(twin=False, only=("woke_together",))
    )
    found = result.tables["findings"]
    eve = datetime.fromisoformat(told[0]["woke_at"]).date()
    woken = result.tables["networks"].filter(pl.col("woke_at").is_not_null())
    assert set(woken["woke_at"].dt.date()) == {eve}
    (cohort,) = found.filter(pl.col("subject_kind") == "cohort").to_dicts()
    assert cohort["subject"] == f"woke:{eve}"
    everybody = {name for net in told for name in net["accounts"]}
    members = set(orjson.loads(cohort["evidence"])["accounts"])
    assert len(members & everybody) > 0.8 * len(everybody)
    assert len(members - everybody) <= 0.15 * len(members)
