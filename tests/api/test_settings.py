"""What people ask for becomes the settings of a scan, and comes back from a run's record."""

import math
from dataclasses import asdict
from datetime import UTC, date, datetime

import orjson
import pytest

from unisono.api.settings import scan_settings, settings_of_run
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings


def test_nothing_given_is_the_scans_own_default() -> None:
    assert scan_settings() == ScanSettings()


def test_lists_may_be_typed_with_commas() -> None:
    settings = scan_settings(only="co_action, bursts,co_action", layers=["repost"], windows="any,60s")
    assert settings.only == ("co_action", "bursts")
    assert settings.layers == ("repost",)
    assert settings.windows == (60.0, math.inf)


def test_days_begin_at_midnight_utc() -> None:
    settings = scan_settings(since="2018-06-01", until=date(2018, 7, 1))
    assert settings.since == datetime(2018, 6, 1, tzinfo=UTC)
    assert settings.until == datetime(2018, 7, 1, tzinfo=UTC)


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(UsageError, match="is not before"):
        scan_settings(since="2018-06-01", until="2018-06-01")
    for q in (0.0, 1.0, -0.1, math.nan):
        with pytest.raises(UsageError, match="between 0 and 1"):
            scan_settings(q=q)
    with pytest.raises(UsageError, match="There is no layer 'bogus'"):
        scan_settings(layers="repost,bogus")
    with pytest.raises(UsageError, match="--only names nothing"):
        scan_settings(only=" ,")
    for similarity in (0.2, 1.5, math.nan):
        with pytest.raises(UsageError, match=r"is no share from 0\.5 to 1"):
            scan_settings(similarity=similarity)
    for seed in (-1, 2**63, 2**64):
        with pytest.raises(UsageError, match="not a whole number from 0"):
            scan_settings(seed=seed)


def test_the_settings_of_a_run_come_back_from_its_record() -> None:
    settings = scan_settings(only="co_action", since="2018-06-01", windows="60s,any", q=0.05, twin=False, seed=7)
    recorded = orjson.loads(orjson.dumps(asdict(settings)))
    assert settings_of_run({"settings": {**recorded, "added_later": 1}}) == settings
    assert settings_of_run({"settings": {**recorded, "windows": [60.0, "any"]}}) == settings
    assert settings_of_run({}) == ScanSettings()


def test_memory_is_given_as_people_write_it() -> None:
    assert scan_settings(memory="8GiB").memory_bytes == 8 << 30
    assert scan_settings().memory_bytes == ScanSettings().memory_bytes
    with pytest.raises(UsageError, match="--memory 8GiB"):
        scan_settings(memory="a lot")
