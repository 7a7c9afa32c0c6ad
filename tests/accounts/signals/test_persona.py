"""Persona: handles, languages, pictures and bios, and what cannot be said of them."""

import math
from typing import Any

import polars as pl
import pytest

from tests.accounts.signals.lives import acts_of, pictures_of, profiles_of, values_of
from unisono.accounts.handles.surprise import handle_surprise
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.persona import SIGNALS, latest_handles, measure_persona
from unisono.accounts.signals.spoken import read_languages


def persona_of(acts: Acts, account: str) -> dict[str, tuple[float, int]]:
    return values_of(measure_persona(acts, read_languages(acts)), acts, account)


def with_handles(**handles: str | None) -> Acts:
    return acts_of([{"account_id": name, "seconds": 1, "handle": handle} for name, handle in handles.items()])


def test_every_signal_is_measured_of_nobody_too() -> None:
    acts = acts_of([])
    measured = measure_persona(acts, read_languages(acts))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert all(len(values) == len(n) == 0 for values, n in measured.values())


def test_a_handle_is_judged_by_the_model_of_the_language_that_fits_it() -> None:
    acts = with_handles(a="mehmet_yilmaz", b="xkqzvbwt", c="maria_garcia")
    expected = handle_surprise(pl.Series(["mehmet_yilmaz", "xkqzvbwt", "maria_garcia"]))["p"].to_list()
    found = [persona_of(acts, name)["handle_spelling"][0] for name in "abc"]
    assert found == pytest.approx(expected)
    assert found[1] < 0.01 < min(found[0], found[2])


@pytest.mark.parametrize(("handle", "n"), [("さくら通信局", 6), ("مكتبة_المدينة", 12), ("ab12", 2), (None, 0)])
def test_nothing_is_said_of_the_spelling_of_handles_in_other_scripts_and_short_ones(handle: str | None, n: int) -> None:
    value, letters = persona_of(with_handles(a=handle), "a")["handle_spelling"]
    assert math.isnan(value) and letters == n


def test_letters_and_eight_digits_are_noticed() -> None:
    acts = with_handles(a="anna12345678", b="anna1234567", c="anna", d=None)
    assert [persona_of(acts, name)["handle_digits"] for name in "abc"] == [(1.0, 1), (0.0, 1), (0.0, 1)]
    assert math.isnan(persona_of(acts, "d")["handle_digits"][0])


def test_the_last_post_tells_the_handle_and_else_the_profile() -> None:
    rows: list[dict[str, Any]] = [
        {"account_id": "a", "seconds": 1, "handle": "first"},
        {"account_id": "a", "seconds": 2, "handle": "second"},
        {"account_id": "b", "seconds": 1},
    ]
    acts = acts_of(rows)
    assert latest_handles(acts, pl.Series(["of_profile", "profiled"])).to_list() == ["second", "profiled"]


def test_pictures_are_counted_among_the_accounts_that_chose_one() -> None:
    rows = [{"account_id": name, "seconds": 1} for name in "abcde"]
    shown = pictures_of(
        [
            ("here:a", "cat", None),
            ("here:b", "cat", None),
            ("here:unseen", "cat", None),
            ("here:c", "egg", "the platform's own picture"),
            ("here:d", "dog", None),
        ]
    )
    acts = acts_of(rows, profile_pictures=shown)
    found = {name: persona_of(acts, name) for name in "abcde"}
    assert [found[name]["picture_copies"] for name in "abd"] == [(2.0, 1), (2.0, 1), (0.0, 1)]
    assert math.isnan(found["c"]["picture_copies"][0]) and found["c"]["picture_copies"][1] == 1
    assert [found[name]["default_picture"] for name in "acd"] == [(0.0, 1), (1.0, 1), (0.0, 1)]
    assert math.isnan(found["e"]["default_picture"][0]) and found["e"]["default_picture"][1] == 0


def test_the_picture_of_the_latest_profile_counts() -> None:
    shown = pictures_of([("here:a", "cat", None), ("here:a", "egg", "the platform's own picture")])
    latest = profiles_of([{"account_id": "a", "avatar_url": "cat"}])
    acts = acts_of([{"account_id": "a", "seconds": 1}], profile_pictures=shown, profiles=latest)
    assert persona_of(acts, "a")["default_picture"] == (0.0, 1)


def test_the_same_bio_with_other_links_names_and_capitals_is_a_copy() -> None:
    bios = {
        "a": "Proud mother of three, gardener https://a.example/1",
        "b": "proud mother of  three, gardener @ann",
        "c": "Proud mother of four, gardener and baker",
        "d": "gardener",
        "e": None,
    }
    profiles = profiles_of([{"account_id": name, "bio": bio} for name, bio in bios.items()])
    acts = acts_of([{"account_id": name, "seconds": 1} for name in bios], profiles=profiles)
    found = {name: persona_of(acts, name)["bio_copies"] for name in bios}
    assert [found[name][0] for name in "abc"] == [1.0, 1.0, 0.0]
    assert math.isnan(found["d"][0]) and found["d"][1] == 8
    assert math.isnan(found["e"][0]) and found["e"][1] == 0
