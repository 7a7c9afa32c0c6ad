"""The smallest group that a scan of a small case proves is found by planting groups."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.detectors.small_world import case_of
from unisono.detectors.scanning import scan_case, scan_posts
from unisono.detectors.smallest_group import find_smallest_group, plant
from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES
from unisono.traces import read_traces
from unisono.worlds.written import read_written_world

SETTINGS = ScanSettings()


def few_people(accounts: int, group: int = 0, objects: int = 0) -> list[str]:
    """Return people who share five stories each, and a group that shares stories of its own at once."""
    random = np.random.default_rng(0)
    days = 10 * 86_400
    lines = [
        f"{random.integers(0, days)} p{one} story{random.integers(0, 200)}" for one in range(accounts) for _ in "12345"
    ]
    for number in range(objects):
        at = int(random.integers(0, days))
        lines += [f"{at + random.integers(0, 10)} n{member} job{number}" for member in range(group)]
    return lines


def traces_of(lines: list[str]) -> dict[str, pl.DataFrame]:
    batch = read_written_world(lines)
    return read_traces(batch.posts, batch.references, SETTINGS.layers)


def test_a_group_of_that_size_is_found_and_one_with_fewer_acts_is_not() -> None:
    measured = find_smallest_group(traces_of(few_people(10)), SETTINGS)
    assert measured is not None
    size, objects = measured["accounts"], measured["objects"]
    assert isinstance(size, int)
    assert isinstance(objects, int)
    assert (measured["layer"], measured["within_s"]) == ("link", 10.0)
    batch = read_written_world(few_people(10, size, objects + 2))
    found = scan_posts(batch.posts, batch.accounts, batch.references, SETTINGS).tables["members"]
    assert set(found["account"]) == {f"written:n{member}" for member in range(size)}
    batch = read_written_world(few_people(10, size, 2))
    assert scan_posts(batch.posts, batch.accounts, batch.references, SETTINGS).record["networks"] == 0


def test_a_larger_case_is_not_measured() -> None:
    assert find_smallest_group(traces_of(few_people(200)), SETTINGS) is None


def test_a_case_without_traces_or_windows_is_not_measured() -> None:
    assert find_smallest_group({"link": pl.DataFrame(schema=TRACES)}, SETTINGS) is None
    assert find_smallest_group(traces_of(few_people(5)), ScanSettings(windows=(float("inf"),))) is None


@pytest.mark.parametrize(("by_minute", "within"), [(False, 10.0), (True, 60.0)])
def test_planted_accounts_act_within_the_window_inside_the_span(by_minute: bool, within: float) -> None:
    traces = traces_of(few_people(10))["link"].with_columns(minute_precision=pl.lit(by_minute))
    planted = plant(traces, 4, 6, within)
    assert planted.schema == TRACES
    gaps = planted.group_by("object").agg((pl.col("at").max() - pl.col("at").min()).dt.total_seconds().alias("gap"))
    assert gaps.height == 6
    assert gaps["gap"].max() < within
    assert planted["at"].min() >= traces["at"].min()


def test_a_scan_of_a_small_case_records_it_and_warns_of_the_twin_only_beside_something_found(tmp_path: Path) -> None:
    nothing = scan_case(case_of(tmp_path / "nothing", read_written_world(few_people(10)))).record
    assert nothing["pairs"] == 0
    assert nothing["smallest_group"] == find_smallest_group(traces_of(few_people(10)), SETTINGS)
    assert not any("twin" in warning for warning in nothing["warnings"])
    found = scan_case(case_of(tmp_path / "found", read_written_world(few_people(10, 6, 20)))).record
    assert found["networks"] == 1
    assert [warning for warning in found["warnings"] if "Only 10 accounts outside the networks left traces" in warning]


def test_a_scan_of_a_larger_case_does_not_plant_groups(tmp_path: Path) -> None:
    record = scan_case(case_of(tmp_path / "case", read_written_world(few_people(210)))).record
    assert record["smallest_group"] is None
