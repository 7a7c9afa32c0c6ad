"""The language that accounts write: read from their own texts, and only where it may not fit."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.writers import Writers, sentences
from unisono.accounts.main_languages import NUMBER_OF, FittingLanguages, Reading, main_languages, spread_evenly
from unisono.content.languages import LANGUAGES, identify_languages


def read(
    writers: Writers, fit: dict[str, set[str]], settings: Reading | None = None
) -> dict[str, tuple[str, int, int]]:
    """Return language, of and n of each account that is found; fit: the languages that fit those to ask about."""
    known = writers.known()
    names = known.timelines.accounts.to_list()
    fits = np.array([[language in fitting for language in LANGUAGES] for fitting in fit.values()])
    of_account = np.array([list(fit).index(name[5:]) if name[5:] in fit else -1 for name in names], np.int64)
    found = main_languages(known, FittingLanguages(of_account, fits), settings or Reading())
    rows = found.select("number", "language", "of", "n").iter_rows()
    return {names[number][5:]: (language, of, n) for number, language, of, n in rows}


def test_a_language_that_does_not_fit_is_found_and_counted() -> None:
    writers = Writers()
    for name in ("ann", "bea", "not-asked"):
        writers.write(name, sentences("ru"))
    found = read(writers, {"ann": {"es"}, "bea": {"ru"}})
    assert list(found) == ["ann"]
    language, of, n = found["ann"]
    assert language == "ru"
    assert of == n >= 10


def test_reposts_copies_and_english_do_not_count() -> None:
    writers = Writers()
    writers.write("reposter", sentences("ru"), kind="repost")
    writers.write("copier", sentences("ru")[:9] * 3)
    writers.write("english", sentences("en"))
    writers.write("two", sentences("ru")[:15] + sentences("de")[:15])
    assert read(writers, {name: {"es"} for name in ("reposter", "copier", "english", "two")}) == {}


def test_a_tenth_may_be_in_other_languages() -> None:
    writers = Writers()
    writers.write("nearly", sentences("ja") + sentences("ar")[:2])
    writers.write("less", sentences("ja") + sentences("ar")[:3])
    found = read(writers, {"nearly": {"es"}, "less": {"es"}})
    assert found == {"nearly": ("ja", 20, 22)}


def test_the_platforms_word_saves_reading_and_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def count_and_identify(texts: pl.Series) -> pl.DataFrame:
        asked.append(len(texts))
        return identify_languages(texts)

    monkeypatch.setattr("unisono.accounts.main_languages.identify_languages", count_and_identify)
    found = []
    for named in (None, {"ru": "ru", "es": "es"}, {"ru": "uk", "es": "es"}):
        writers = Writers()
        writers.write("ann", sentences("ru"), lang=named and named["ru"])
        writers.write("bea", sentences("es"), lang=named and named["es"])
        found.append(read(writers, {"ann": {"es"}, "bea": {"es"}}))
        asked.append(-1)
    assert found[0] == found[1] == found[2]
    assert list(found[0]) == ["ann"]
    # Without the platform's word, the first texts of both are read; with it, Bea's are not.
    assert asked == [16, 12, -1, 8, 12, -1, 8, 12, -1]


def test_nobody_to_ask_about_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(texts: pl.Series) -> pl.DataFrame:
        raise AssertionError(f"{len(texts)} texts were asked about")

    monkeypatch.setattr("unisono.accounts.main_languages.identify_languages", fail)
    writers = Writers()
    writers.write("ann", sentences("ru"))
    assert read(writers, {"nobody": {"es"}}) == {}
    assert read(Writers(), {"nobody": {"es"}}) == {}


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(1, 12))
def test_texts_are_spread_evenly_over_each_account(counts: list[int], most: int) -> None:
    owners = np.repeat(np.arange(len(counts)), counts).astype(np.int64)
    taken = spread_evenly(owners, most)
    for owner, count in enumerate(counts):
        places = np.flatnonzero(taken[owners == owner])
        assert len(places) == min(count, most)
        if count > most:
            gaps = np.diff([*places, count])
            assert places[0] == 0
            assert set(gaps) <= {count // most, -(-count // most)}


def test_every_language_has_a_number() -> None:
    assert [NUMBER_OF[language] for language in LANGUAGES] == list(range(len(LANGUAGES)))
