"""The settings of a scan: every one has a default that can be used as it is."""

import dataclasses

import pytest

from unisono.model.layers import PAIR_LAYERS
from unisono.model.settings import ANY_TIME, ScanSettings


def test_every_setting_has_a_default() -> None:
    missing = dataclasses.MISSING
    fields = dataclasses.fields(ScanSettings)
    assert [one.name for one in fields if one.default is missing and one.default_factory is missing] == []


def test_windows_grow_up_to_any_time_and_the_twin_runs_unless_told_otherwise() -> None:
    settings = ScanSettings()
    assert list(settings.windows) == sorted(settings.windows)
    assert settings.windows[-1] == ANY_TIME
    assert settings.twin
    assert settings.layers == PAIR_LAYERS


def test_settings_cannot_be_changed_after_a_scan_began() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ScanSettings().q = 0.5
