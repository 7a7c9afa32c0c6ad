"""Handles are read as words of plain letters."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.handles.letters import LETTERS, LONGEST, TRIPLES, read_letters, without_accents


def spelled(handle: str) -> list[str]:
    """Return the triples of a handle as signs, a space for where a word begins or ends."""
    signs = " abcdefghijklmnopqrstuvwxyz"
    triples = read_letters(pl.Series([handle])).triples.tolist()
    return [signs[one // LETTERS**2] + signs[one // LETTERS % LETTERS] + signs[one % LETTERS] for one in triples]


def test_words_end_at_what_is_no_letter_and_at_capitals() -> None:
    assert spelled("AnnaLee") == ["  a", " an", "ann", "nna", "na ", "  l", " le", "lee", "ee "]
    assert spelled("AnnaLee") == spelled("anna_lee") == spelled("anna.lee1987") == spelled("__anna__Lee")
    assert spelled("ab") == ["  a", " ab", "ab "]
    assert spelled("NATO") == spelled("nato")


def test_accents_do_not_count_and_other_alphabets_are_told() -> None:
    assert spelled("JoséŁuk") == spelled("JoseLuk")
    assert without_accents(pl.Series(["Iğdır", "plain"])).to_list() == ["Igdir", "plain"]
    read = read_letters(pl.Series(["Анна_1", "anna", "名前", "müller", "12_"]))
    assert read.is_latin.tolist() == [False, True, False, True, True]
    assert read.letters.tolist() == [0, 4, 0, 6, 0]


def test_every_letter_has_its_owner_and_nothing_runs_into_the_next_handle() -> None:
    together = read_letters(pl.Series(["ab", None, "", "7", "Cd"]))
    assert together.owners.tolist() == [0, 0, 0, 4, 4, 4]
    assert together.triples.tolist() == [
        *read_letters(pl.Series(["ab"])).triples.tolist(),
        *read_letters(pl.Series(["cd"])).triples.tolist(),
    ]
    assert len(read_letters(pl.Series([], dtype=pl.String)).triples) == 0


@pytest.mark.parametrize("handle", ["x" * 900, "a\nb\n", "\ufb01ne", "\u0130stanbul", "é" * 300])
def test_odd_handles_are_read(handle: str) -> None:
    read = read_letters(pl.Series([handle, "ok"]))
    assert read.letters[0] <= LONGEST
    assert read.letters[1] == 2


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_handles_are_read_one_by_one_as_together(handles: list[str]) -> None:
    together = read_letters(pl.Series(handles, dtype=pl.String))
    assert ((together.triples >= 0) & (together.triples < TRIPLES)).all()
    assert (together.owners[1:] >= together.owners[:-1]).all()
    for number, handle in enumerate(handles):
        alone = read_letters(pl.Series([handle], dtype=pl.String))
        assert together.triples[together.owners == number].tolist() == alone.triples.tolist()
        assert together.letters[number] == alone.letters[0]
