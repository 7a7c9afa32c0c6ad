"""A change of purpose stands on the timeline at the day that the network's page tells."""

from pathlib import Path

import polars as pl

from tests.dossiers.network.bought_voices import TURNED_AT, VOICES, bought_voices
from tests.dossiers.written_case import put_in_network
from unisono.dossiers.case_timeline.purposes import purposes_that_changed
from unisono.model.tables import NETWORKS, conform, empty


def test_a_network_that_turned_from_advertising_to_politics_is_told_at_its_day(tmp_path: Path) -> None:
    case = bought_voices(tmp_path / "case")
    put_in_network(case, VOICES)
    run = case.latest_run()
    assert run is not None
    (one,) = purposes_that_changed(case, run, conform(pl.DataFrame([{"network": 1, "size": len(VOICES)}]), NETWORKS))
    assert (one.at, one.kind, one.networks, one.accounts) == (TURNED_AT, "purpose", (1,), len(VOICES))
    assert "advertising from 100% to 0%, politics from 0% to 100%" in one.says


def test_no_networks_are_no_changes(tmp_path: Path) -> None:
    case = bought_voices(tmp_path / "case")
    put_in_network(case, VOICES)
    run = case.latest_run()
    assert run is not None
    assert list(purposes_that_changed(case, run, empty(NETWORKS))) == []
