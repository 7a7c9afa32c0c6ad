"""Offsets and zones place clock times in UTC."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from unisono.importers.zones import (
    ABBREVIATIONS,
    check_zone,
    find_unsure_letters,
    fixed_offset,
    offset_minutes,
    place_clocks,
)
from unisono.model.errors import UsageError


def minutes(*written: str | None) -> list[int | None]:
    zones = pl.DataFrame({"zone": pl.Series(written, dtype=pl.String)})
    return zones.select(offset_minutes(pl.col("zone"))).to_series().to_list()


def test_offsets_are_read_in_every_spelling() -> None:
    assert minutes("+03:00", "-0530", "+02", "Z", "utc", "EDT", None) == [180, -330, 120, 0, 0, -240, None]


def test_letters_with_several_meanings_are_not_read() -> None:
    assert minutes("IST", "QQQ") == [None, None]


def test_every_abbreviation_is_an_offset_of_whole_quarters() -> None:
    assert all((hours * 4).is_integer() and -12 <= hours <= 14 for hours in map(float, ABBREVIATIONS.values()))


def test_a_zone_that_does_not_exist_is_refused_with_advice() -> None:
    with pytest.raises(UsageError, match=r"no time zone 'Mars/Base'.*--tz Europe/Madrid"):
        check_zone("Mars/Base")
    assert check_zone("America/Mexico_City") == "America/Mexico_City"


def test_a_named_zone_has_no_fixed_offset() -> None:
    assert fixed_offset("+02:30") == timedelta(hours=2, minutes=30)
    assert fixed_offset("EST") == timedelta(hours=-5)
    assert fixed_offset("Europe/Madrid") is None


def test_hours_that_a_zone_shows_twice_or_skips_are_placed_and_counted() -> None:
    clocks = pl.Series([datetime(2021, 3, 28, 2, 30), datetime(2021, 10, 31, 2, 30), datetime(2021, 7, 1, 12), None])
    placed, unclear = place_clocks(clocks, "Europe/Madrid")
    expected = [datetime(2021, 3, 28, 1, 30), datetime(2021, 10, 31, 0, 30), datetime(2021, 7, 1, 10)]
    assert placed.to_list() == [*[at.replace(tzinfo=UTC) for at in expected], None]
    assert unclear == 2


def test_a_fixed_offset_has_no_unclear_hours() -> None:
    placed, unclear = place_clocks(pl.Series([datetime(2021, 3, 28, 2, 30)]), "EST")
    assert placed.to_list() == [datetime(2021, 3, 28, 7, 30, tzinfo=UTC)]
    assert unclear == 0


def test_letters_that_stand_for_several_zones_are_found() -> None:
    times = pl.Series(["2020-05-04 12:00 CST", "2020-05-04 12:00 EDT", None, "2020-05-04 12:00 BST ", "12 CSTX"])
    assert find_unsure_letters(times).to_list() == ["2020-05-04 12:00 CST", "2020-05-04 12:00 BST "]
    assert find_unsure_letters(pl.Series([1, 2])).to_list() == []
