"""Handles of every language are about equally seldom odd; those that nobody would spell are."""

import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from unisono.accounts.handles.surprise import PROPOSED, SURPRISES, handle_surprise

HELD_OUT = Path(__file__).with_name("held_out.tsv")
"""Handles that making_models made from names that the models have not seen."""


@pytest.fixture(scope="module")
def ordinary() -> pl.DataFrame:
    handles = pl.read_csv(HELD_OUT, separator="\t")
    return handles.hstack(handle_surprise(handles["handle"]).drop("handle"))


def test_false_positives_are_about_level_across_languages(ordinary: pl.DataFrame) -> None:
    flagged = ordinary.group_by("language").agg((pl.col("p") <= 0.05).mean().alias("share"))
    assert flagged.height >= 40
    assert flagged["share"].max() <= 0.10  # type: ignore[operator]  # a column of numbers
    assert 0.03 <= flagged["share"].mean() <= 0.06  # type: ignore[operator]  # a column of numbers
    assert flagged.filter(pl.col("share").is_between(0.02, 0.09)).height >= 38


def test_keyboard_rows_and_consonants_stand_out(ordinary: pl.DataFrame) -> None:
    rng = np.random.default_rng(1)
    least = {"bcdfghjklmnpqrstvwxz": 0.97, "abcdefghijklmnopqrstuvwxyz": 0.87, "qwertyuiopasdfghjkl": 0.87}
    usual = ordinary["p"].drop_nulls().to_numpy()
    for letters, power in least.items():
        handles = ["".join(rng.choice(list(letters), 9)) for _ in range(500)]
        odd = handle_surprise(pl.Series(handles))["p"].to_numpy()
        assert (odd <= 0.05).mean() >= power, letters
        assert (odd[:, None] < usual[None, :]).mean() >= 0.97, letters


@pytest.mark.parametrize(
    "handle", ["HuseyinYilmaz", "nguyen.thi.huong", "kowalczyk_marta", "VirtanenJuhani", "AchiengOtieno"]
)
def test_names_of_any_language_are_ordinary(handle: str) -> None:
    assert handle_surprise(pl.Series([handle]))["p"][0] > 0.05


def test_short_handles_and_other_alphabets_are_not_judged() -> None:
    found = handle_surprise(pl.Series(["xq7", "abcd", "Александр", "12345678", None, "abcde"]))
    assert dict(found.schema) == SURPRISES
    assert found["p"].is_null().to_list() == [True, True, True, True, True, False]
    assert found["surprise"].is_null().to_list() == found["model"].is_null().to_list() == found["p"].is_null().to_list()
    assert found["abstained"].to_list()[:3] == ["fewer than 5 letters", "fewer than 5 letters", "not in Latin letters"]
    assert found["abstained"][5] is None


def test_a_name_with_eight_digits_is_a_pattern_and_no_surprise() -> None:
    handles = ["Maria48213377", "Maria_Lopez48213377", "maria1987", "48213377", "Maria482133771"]
    found = handle_surprise(pl.Series(handles))
    assert found["pattern"].to_list() == [PROPOSED, PROPOSED, None, None, None]
    assert found["p"][0] > 0.05


def test_the_order_is_kept_and_nothing_is_something() -> None:
    handles = pl.Series(["zxcvbqwrt", "sarah_miller", "zxcvbqwrt"])
    found = handle_surprise(handles)
    assert found["handle"].to_list() == handles.to_list()
    assert found["p"][0] == found["p"][2] < found["p"][1]
    assert handle_surprise(pl.Series([], dtype=pl.String)).height == 0


@pytest.mark.parametrize("name", ["spain_politicians_2021", "mayweather_event_2017"])
def test_handles_of_real_people_are_about_as_seldom_odd(name: str) -> None:
    folder = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[4] / "shared" / "data"))
    file = folder / "organic" / f"{name}.parquet"
    if not file.exists():
        pytest.skip(f"needs the real data organic/{name}; set UNISONO_DATA to its folder")
    found = handle_surprise(pl.read_parquet(file)["handle"].drop_nulls().unique())
    judged = found["p"].drop_nulls()
    assert 0.02 <= (judged <= 0.05).sum() / len(judged) <= 0.10
