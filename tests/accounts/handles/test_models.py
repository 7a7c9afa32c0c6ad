"""The models that the package carries are whole, small, and count as one does by hand."""

import numpy as np
import polars as pl
import pytest

from unisono.accounts.handles.letters import TRIPLES, read_letters
from unisono.accounts.handles.models import MODEL_FILE, STEPS_A_BIT, HandleModels, load_models


def test_the_models_are_small_and_whole() -> None:
    models = load_models()
    assert MODEL_FILE.stat().st_size < 1_000_000
    assert len(models.names) >= 30
    assert models.surprises.shape == (TRIPLES, len(models.names))
    assert np.isfinite(models.shifts).all()
    assert (np.diff(models.reached) >= 0).all()


def test_sums_are_those_of_the_triples_whatever_is_judged_beside() -> None:
    models = load_models()
    handles = pl.Series(["maria_lopez", "", "x", "KowalskiJan77"])
    read = read_letters(handles)
    sums, counts = models.sums(read)
    assert counts.tolist() == [len(read_letters(handles[n : n + 1]).triples) for n in range(4)]
    for number in range(4):
        own = read.triples[read.owners == number]
        by_hand = models.surprises[own].astype(np.int64).sum(axis=0) / STEPS_A_BIT
        assert sums[number].tolist() == pytest.approx(by_hand.tolist())


def test_chances_fall_from_all_to_hardly_any() -> None:
    one = np.ones(1, np.float32)
    table = np.zeros((TRIPLES, 1), np.uint8)
    models = HandleModels(("any",), table, one, one, one, np.linspace(-1, 1, 101).astype(np.float32))
    assert models.chances(np.array([-5, -1, 0, 0.9, 9], np.float32)) == pytest.approx(
        [1, 1, 0.5, 0.05, 0.005], abs=1e-4
    )
