"""Models are made from lists of names as said: parts stay apart, what is seldom surprises more."""

import numpy as np
import polars as pl

from unisono.accounts.handles.letters import LETTERS, read_letters
from unisono.accounts.handles.making_models import (
    PARTS,
    as_latin,
    draw_handles,
    level_models,
    part_of,
    spelling,
    surprises_of,
)

SOUTH = ["Amana", "Olonda", "Ikalo", "Manolo", "Dalina", "Kolina"]
NORTH = ["Strom", "Bjarn", "Frink", "Gnask", "Skarf", "Plonk"]


def test_a_name_is_in_one_part_for_ever() -> None:
    assert [part_of(name) for name in SOUTH] == [part_of(name) for name in SOUTH]
    assert {part_of(f"name{n}") for n in range(100)} == set(range(PARTS))


def test_names_become_single_words_in_plain_letters() -> None:
    assert as_latin(["de la Cruz", "O'Neil", "X", "an", "12"], str) == ["An", "Delacruz", "Oneil"]


def test_handles_hold_names_and_enough_letters() -> None:
    handles = draw_handles(np.random.default_rng(1), SOUTH, SOUTH, [], 200)
    assert len(handles) == 200
    assert (read_letters(pl.Series(handles)).letters >= 5).all()


def test_spelling_counts_triples() -> None:
    counts = spelling(["ann", "anna"])
    assert counts.sum() == 4 + 5
    assert counts[0, 0, 1] == 2
    assert counts[1, 14, 14] == 2


def test_levelled_models_know_their_language_and_are_surprised_by_noise() -> None:
    rng = np.random.default_rng(2)
    names = ["south", "north"]
    handles = [[draw_handles(rng, own, own, [], 400) for own in (SOUTH, NORTH)] for _ in range(2)]
    counts = [[spelling(own) for own in part] for part in handles]
    whole = surprises_of([counts[0][n] + counts[1][n] for n in range(2)])
    assert whole.shape == (LETTERS**3, 2)
    models = level_models(names, [surprises_of(counts[1]), surprises_of(counts[0])], whole, handles)
    assert set(models.names) <= set(names)

    def lowest(texts: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.asarray(models.scores(*models.sums(read_letters(pl.Series(texts)))).min(axis=1))

    for own in (SOUTH, NORTH):
        fresh = draw_handles(rng, own, own, [], 400)
        assert (models.chances(lowest(fresh)) <= 0.05).mean() <= 0.10
    noise = ["".join(rng.choice(list("bcdfghjklmnpqrstvwxz"), 9)) for _ in range(100)]
    assert (models.chances(lowest(noise)) <= 0.05).mean() > 0.6
