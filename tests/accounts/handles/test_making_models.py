"""Models are made from lists of names as said: parts stay apart, what is seldom surprises more."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.handles.letters import LETTERS, read_letters
from unisono.accounts.handles.making_models import (
    PARTS,
    as_latin,
    draw_handles,
    lists_of_part,
    make_models,
    parts_of,
    spelling,
)

SOUTH = ["Amana", "Olonda", "Ikalo", "Manolo", "Dalina", "Kolina"]
NORTH = ["Strom", "Bjarn", "Frink", "Gnask", "Skarf", "Plonk"]


@given(st.lists(st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=30), max_size=4))
def test_a_name_is_in_one_part_for_ever_and_lists_are_spread(lists: list[list[str]]) -> None:
    parts = parts_of(lists)
    assert parts == parts_of([sorted(names, reverse=True) for names in lists])
    assert set(parts) == {name for names in lists for name in names}
    sizes = (
        [len([name for name in min(lists, key=len) if parts[name] == part]) for part in range(PARTS)] if lists else []
    )
    assert not sizes or max(sizes) - min(sizes) <= 1


def test_no_list_of_as_many_names_as_parts_is_empty_anywhere() -> None:
    long = [f"name{n}" for n in range(400)]
    parts = parts_of([long[:10], long, ["Ann", "Bo", "Cy", "Di", "Ed"]])
    for names in (long[:10], long, ["Ann", "Bo", "Cy", "Di", "Ed"]):
        sizes = np.bincount([parts[name] for name in names], minlength=PARTS)
        assert sizes.max() - sizes.min() <= 1


def test_words_stand_for_names_where_there_are_none() -> None:
    parts = {"Ann": 0, "Lee": 1, "sun": 0, "sea": 1}
    lists = [(["Ann"], ["Lee"], ["sea", "sun"])]
    assert lists_of_part(lists, parts, 0) == [(["Ann"], ["sun"], ["sun"])]
    assert lists_of_part(lists, parts, 1) == [(["sea"], ["Lee"], ["sea"])]


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
    models = make_models(names, handles)
    assert models.surprises.shape == (LETTERS**3, len(models.names))
    assert set(models.names) <= set(names)

    def lowest(texts: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.asarray(models.scores(*models.sums(read_letters(pl.Series(texts)))).min(axis=1))

    for own in (SOUTH, NORTH):
        fresh = draw_handles(rng, own, own, [], 400)
        assert (models.chances(lowest(fresh)) <= 0.05).mean() <= 0.10
    noise = ["".join(rng.choice(list("bcdfghjklmnpqrstvwxz"), 9)) for _ in range(100)]
    assert (models.chances(lowest(noise)) <= 0.05).mean() > 0.6
