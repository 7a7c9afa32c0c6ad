"""Names: in letters of another language than the account's, and words that mix alphabets."""

import math
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.accounts.signals.lives import acts_of, profiles_of, values_of
from unisono.accounts.signals.names import SIGNALS, latest_names, measure_names
from unisono.accounts.signals.spoken import read_languages


def names_of(name: str | None, lang: str | None) -> dict[str, tuple[float, int]]:
    acts = acts_of([{"account_id": "a", "seconds": 1, "display_name": name, "lang": lang, "text": "x"}])
    return values_of(measure_names(acts, read_languages(acts)), acts, "a")


@pytest.mark.parametrize(
    ("name", "lang", "foreign"),
    [
        ("Anna Weber", "de", 0.0),
        ("Anna Weber", "ja", 0.0),
        ("さくら", "ja", 0.0),
        ("山田", "ja", 0.0),
        ("مكتبة", "ar", 0.0),
        ("Иван", "bg", 0.0),
        ("Иван", "en", 1.0),
        ("さくら", "tr", 1.0),
        ("مكتبة", "ru", 1.0),
    ],
)
def test_names_in_letters_of_another_language_are_told_latin_ones_never(name: str, lang: str, foreign: float) -> None:
    assert names_of(name, lang)["name_script"] == (foreign, 1)


@pytest.mark.parametrize(("name", "lang"), [(None, "en"), ("", "en"), ("🌻🌻", "en"), ("Иван", "und")])
def test_nothing_is_said_of_a_name_without_letters_or_an_account_without_a_language(
    name: str | None, lang: str | None
) -> None:
    value, n = names_of(name, lang)["name_script"]
    assert math.isnan(value) and n == 0


@pytest.mark.parametrize(
    ("name", "mixed"), [("Anna", 0.0), ("Аnna", 1.0), ("Anna Иванова", 0.0), ("🌻", 0.0), ("ΑΒc", 1.0)]
)
def test_a_word_that_mixes_alphabets_is_noticed(name: str, mixed: float) -> None:
    assert names_of(name, "en")["mixed_name"] == (mixed, 1)
    assert np.isnan(names_of(None, "en")["mixed_name"][0])


def test_the_last_post_tells_the_name_and_else_the_profile() -> None:
    rows: list[dict[str, Any]] = [
        {"account_id": "a", "seconds": 1, "display_name": "First"},
        {"account_id": "a", "seconds": 2, "display_name": "Second"},
        {"account_id": "b", "seconds": 1, "display_name": ""},
        {"account_id": "c", "seconds": 1},
    ]
    acts = acts_of(rows, profiles=profiles_of([{"account_id": "b", "display_name": "Profiled"}]))
    assert latest_names(acts).to_list() == ["Second", "Profiled", None]


def test_every_signal_is_measured_of_nobody_too() -> None:
    acts = acts_of([])
    measured = measure_names(acts, read_languages(acts))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert latest_names(acts).dtype == pl.String
    assert all(len(values) == len(n) == 0 for values, n in measured.values())
