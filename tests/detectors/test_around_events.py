"""Windows around events are tested together, become findings where far more woke, and are recorded in any case."""

from datetime import timedelta

import numpy as np
import orjson
import polars as pl

from tests.accounts.sleepers import START, Town, lone_returners, people, sleepers
from tests.detectors.test_woke_together import networks_of, scene_of
from unisono.accounts.known import KnownAccounts
from unisono.detectors.around_events import find_around_events, record_of_events, windows_of_events
from unisono.detectors.scene import Scene
from unisono.model.tables import EVENTS

VOTE = 513


def scene() -> tuple[Scene, list[str]]:
    town = Town(np.random.default_rng(11))
    people(town, 1_500)
    lone = [f"here:{number}" for number in lone_returners(town)]
    names = [f"here:{number}" for number in sleepers(town, 12, VOTE)]
    days = {"vote": VOTE + 5, "fair": 250, "long ago": -400}
    events = {"name": list(days), "at": [START + timedelta(days=day) for day in days.values()], "source": None}
    known = KnownAccounts(town.posts(), events=pl.DataFrame(events, schema=EVENTS))
    return scene_of(known, networks_of(lone[:40], names)), names


def test_a_network_that_woke_before_an_event_is_a_finding_about_it_and_the_calm_windows_are_not() -> None:
    looked_at, names = scene()
    (found,) = find_around_events("woke_together", looked_at)
    assert (found["subject_kind"], found["subject"], found["measure"]) == ("network", "2", "woke_within_14_days_before")
    assert "12 of its 12 accounts with posts enough ended a silence of 90 days or more" in found["because"]
    assert "woke within 14 days before vote (2017-06-02); expected" in found["because"]
    assert found["expected"] < 2
    evidence = orjson.loads(found["evidence"])
    assert set(evidence["accounts"]) == set(names)
    assert len(evidence["posts"]) == 12


def test_rates_count_all_events_sides_and_networks() -> None:
    looked_at, _ = scene()
    windows = windows_of_events(looked_at)
    said = [one for one in windows if one.counted.unsaid is None]
    assert len(said) == 2 * 2 * 3
    strongest = min(said, key=lambda one: one.counted.tail)
    assert strongest.rate == min(1.0, strongest.counted.tail * len(said))


def test_the_record_tells_windows_without_anything_unusual_and_those_that_could_not_be_tested() -> None:
    looked_at, _ = scene()
    record = orjson.loads(orjson.dumps(record_of_events(looked_at)))
    fair = [one for one in record if one["event"] == "fair"]
    assert [(one["side"], one["network"]) for one in fair] == [
        *(("before", network) for network in (None, 1, 2)),
        *(("after", network) for network in (None, 1, 2)),
    ]
    assert not any(one["unusual"] for one in fair)
    assert all(one["expected"] > 0 and 0 < one["q"] <= 1 for one in fair)
    ago = [one for one in record if one["event"] == "long ago"]
    assert [one["cannot_say"] for one in ago] == ["the case has 0 of these 14 days"] * 2
    assert [one["q"] for one in ago] == [None, None]
