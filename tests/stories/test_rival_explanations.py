"""Rival explanations held against a world of which one knows what happened in it."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from unisono.cases import SourceRecord, create_case
from unisono.detectors.scanning import scan_case
from unisono.dossiers.network.rival_explanations import explanations_of_network
from unisono.model.settings import ScanSettings
from unisono.worlds.written import read_written_world

ACCUSING = {"commercial", "inauthentic"}
Found = dict[str, dict[str, Any]]


def neighbours(rng: np.random.Generator) -> list[str]:
    """Return people who repost 40 known authors, each in their own time."""
    fame = 1.0 / np.arange(1, 41)
    lines = []
    for _ in range(2_000):
        star = rng.choice(40, p=fame / fame.sum())
        published = 14_400 * int(rng.integers(0, 60)) + 137 * int(star)
        delay = int(2 + 1_800 * rng.lognormal(0.0, 1.9))
        lines.append(f"{published + delay} person{rng.integers(0, 300)} rt:star{star}/{published}")
    return lines


def newsroom(rng: np.random.Generator) -> list[str]:
    """Return outlets that publish the stories of one agency."""
    lines = [f'outlet{number} is "Breaking news from harbour town {number}."' for number in range(12)]
    for story in range(60):
        published = 86_400 * (story // 6) + 28_800 + 4_800 * (story % 6)
        lines += [
            f'{published + int(rng.integers(1, 40))} outlet{outlet} wire{story} "Harbour news number {story} of today."'
            for outlet in np.flatnonzero(rng.random(12) < 0.7)
        ]
    return lines


def weather(rng: np.random.Generator) -> list[str]:
    """Return accounts that say that a program posts for them."""
    lines = [f'weather{town} is "Automated weather reports. I am a bot."' for town in range(8)]
    return lines + [
        f'{3_600 * hour + int(rng.integers(0, 20))} weather{town} #weather report{hour} "Weather at {hour}: {town}."'
        for hour in range(0, 240, 6)
        for town in range(8)
    ]


def hired(rng: np.random.Generator) -> list[str]:
    """Return accounts that repost, on command and hours later, posts of many authors."""
    lines = []
    for job in range(15):
        published = 14_400 * int(rng.integers(0, 50)) + 137 * job
        command = published + int(rng.uniform(7_200, 80_000))
        lines += [
            f"{command + int(abs(rng.normal(0, 10)))} hired{account} rt:star{job}/{published}" for account in range(12)
        ]
    return lines


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return the explanations of the network of each group, by the name of its accounts."""
    rng = np.random.default_rng(4)
    lines = [line for make in (neighbours, newsroom, weather, hired) for line in make(rng)]
    case = create_case(tmp_path_factory.mktemp("world") / "case")
    case.append([read_written_world(lines)], SourceRecord(file="world.txt", sha256="ab" * 32, format="written"))
    scan_case(case, ScanSettings(twin=False))
    run = case.runs()[0]
    names = run.table("members").with_columns(group=pl.col("account").str.extract(r":(\D+)"))
    homes = dict(names.unique("network", keep="first").select("group", "network").iter_rows())
    return {group: explanations_of_network(case, run, network) for group, network in homes.items()}


def test_a_newsroom_is_a_shared_source_and_not_accounts_that_hide(found: Found) -> None:
    assert found["outlet"]["least_inconsistent"][0] == "shared_source"
    assert not ACCUSING & set(found["outlet"]["least_inconsistent"])


def test_accounts_that_say_they_are_automated_are_taken_at_their_word(found: Found) -> None:
    assert found["weather"]["least_inconsistent"][0] == "automation"
    assert "inauthentic" not in found["weather"]["least_inconsistent"]


def test_hired_reposts_are_no_event_no_fans_and_no_shared_source(found: Found) -> None:
    least = set(found["hired"]["least_inconsistent"])
    against = {one["name"]: one["against"] for one in found["hired"]["rivals"]}
    assert "inauthentic" in least
    assert against["organic"] >= 2
    assert not {"organic", "mobilisation", "shared_source", "one_person", "artefact"} & least


def test_what_no_post_can_test_stays_open_for_all(found: Found) -> None:
    assert all("platform" in one["not_tested"] for one in found.values())
