"""Models are tried on names that they have not seen, and the shares are counted as by hand."""

import numpy as np
import polars as pl
import pytest

from tests.accounts.handles.test_making_models import NORTH, SOUTH
from unisono.accounts.handles.letters import read_letters
from unisono.accounts.handles.making_models import draw_handles
from unisono.accounts.handles.trying_models import TRIALS, cross_validate, draw_other_handles, shares_flagged


def test_other_handles_have_other_forms_and_enough_letters() -> None:
    rng = np.random.default_rng(3)
    others = draw_other_handles(rng, SOUTH, SOUTH, NORTH, 2_000)
    assert len(others) == 2_000
    assert (read_letters(pl.Series(others)).letters >= 5).all()
    trained = set(draw_handles(rng, SOUTH, SOUTH, NORTH, 20_000))
    assert np.mean([handle in trained for handle in others]) < 0.05


def test_every_part_of_every_language_is_tried_and_noise_would_be_seen() -> None:
    syllables = ["ka", "lo", "mi", "na", "do", "sa", "te", "ru", "vi", "pe"]
    soft = [(a + b + c).capitalize() for a in syllables for b in syllables[:5] for c in syllables[5:]]
    hard = [name.replace("a", "rk").replace("o", "nst").replace("i", "rf") for name in soft]
    trials = cross_validate(["soft", "hard"], [(soft, soft, []), (hard, hard, [])], train=400, tried=200)
    assert dict(trials.schema) == TRIALS
    assert trials.height == 2 * 5 * 2
    assert set(trials["handles"]) == {200}
    same = shares_flagged(trials).filter(pl.col("made") == "same")
    assert same["share"].to_list() == pytest.approx([0.05, 0.05], abs=0.03)


def test_shares_and_their_errors_are_those_of_the_parts() -> None:
    flagged = [2, 4, 6, 8, 10]
    rows = [("x", part, "same", 100, count) for part, count in enumerate(flagged)]
    (row,) = shares_flagged(pl.DataFrame(rows, schema=TRIALS, orient="row")).iter_rows(named=True)
    assert (row["language"], row["handles"], row["share"]) == ("x", 500, pytest.approx(0.06))
    spread = np.std([0.02, 0.04, 0.06, 0.08, 0.10], ddof=1)
    assert row["error"] == pytest.approx(2.776 * spread / np.sqrt(5))
