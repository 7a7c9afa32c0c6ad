"""Texts that come part by part are read as one series, from memory as from a file."""

from pathlib import Path

import polars as pl
import pytest

from unisono.engine.growing_texts import GrowingTexts
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays

PARTS = [["a", "bb"], [], ["", "a text longer than the twelve bytes that fit beside it", "ä\u202eö"], ["a"]]


@pytest.mark.parametrize("least", [None, 0, 40])
def test_texts_come_back_in_their_order(tmp_path: Path, least: int | None) -> None:
    growing = GrowingTexts(IN_MEMORY if least is None else LargeArrays(tmp_path, least))
    for part in PARTS:
        growing.append(pl.Series("name", part, pl.String))
    assert growing.whole().to_list() == [text for part in PARTS for text in part]
    assert growing.whole().gather([3, 0]).to_list() == [PARTS[2][1], "a"]
    assert list(tmp_path.iterdir()) == []


def test_no_texts_are_a_series_of_none(tmp_path: Path) -> None:
    assert GrowingTexts(LargeArrays(tmp_path, 0)).whole().to_list() == []
