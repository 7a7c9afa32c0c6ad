"""Settings of windows that mean nothing are refused with what to give instead."""

import pytest

from unisono.model.errors import UsageError
from unisono.watch.windows.settings import Added, WindowSettings


def test_every_setting_has_a_default() -> None:
    assert WindowSettings().reach_s == 600.0
    assert Added().posts == 0


@pytest.mark.parametrize("name", ["reach_s", "most_acts", "most_texts", "past_hours"])
def test_a_bound_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} is 0"):
        WindowSettings(**{name: 0})


@pytest.mark.parametrize("name", ["lateness_s", "future_s"])
def test_a_time_below_zero_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="0 or more seconds"):
        WindowSettings(**{name: -1.0})
