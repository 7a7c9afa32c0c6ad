"""Which words people use anyway is learnt from the texts that are not under test, each counted once."""

import polars as pl
import pytest

from tests.detectors.test_copied_text import scene_of
from unisono.detectors import other_texts
from unisono.detectors.other_texts import wordings_of_others

CAT = "The cat of the baker sleeps on the bread again"
TRAM = "The tram to the sea was late on every day of the week"
LAMP = "A lamp in the window is all that the street has left"


def test_texts_under_test_are_left_out_and_the_others_count_once() -> None:
    scene = scene_of([("ann", CAT, []), ("bob", CAT, []), ("cat", TRAM, []), ("dan", LAMP, [])])
    tested = scene.texts.filter(pl.col("post") == "x:3")["object"]
    assert sorted(wordings_of_others(scene, tested)) == sorted([CAT.lower(), TRAM.lower()])


def test_no_more_texts_than_the_limit_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_texts, "MOST_SAMPLED", 1)
    scene = scene_of([("ann", CAT, []), ("bob", TRAM, [])])
    first = scene.texts.sort("object")["post"][0]
    assert wordings_of_others(scene, pl.Series([], dtype=pl.String)).to_list() == [
        (CAT if first == "x:0" else TRAM).lower()
    ]
