"""The languages of accounts: as the platform names them, else as a few of their texts are read."""

from collections import Counter
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.signals.lives import acts_of
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.spoken import MOST_OF_ACCOUNT, evenly_spaced, read_languages
from unisono.content.languages import language_mix

ENGLISH = "The council will meet on Monday evening to talk about the old bridge over the river"
SPANISH = "El ayuntamiento se reúne el lunes por la tarde para hablar del viejo puente sobre el río"
JAPANESE = "月曜日の夜に町の古い橋について話し合いをします"


def posts_in(*languages: tuple[str, str | None, str | None]) -> Acts:
    return acts_of(
        [
            {"account_id": account, "seconds": number, "lang": lang, "text": text}
            for number, (account, lang, text) in enumerate(languages)
        ]
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["en", "es", "en-GB", "und", "tr"])), min_size=1))
def test_numbers_and_main_languages_are_those_of_the_platforms_words(rows: list[tuple[str, str]]) -> None:
    plain = [(account, {"en-GB": "en", "und": None}.get(lang, lang)) for account, lang in rows]
    known = [(account, lang) for account, lang in plain if lang is not None]
    if len(known) * 2 < len(rows):
        return
    acts = posts_in(*((account, lang, "x") for account, lang in rows))
    spoken = read_languages(acts)
    values, n = spoken.effective_numbers(acts.accounts)
    mains = spoken.main_languages(acts.accounts).to_list()
    mix = language_mix(
        pl.Series([a for a, _ in known], dtype=pl.String), pl.Series([lang for _, lang in known], dtype=pl.String)
    )
    expected = {row["account"]: row for row in mix.to_dicts()}
    for place, name in enumerate(acts.timelines.accounts):
        own = expected.get(name.removeprefix("here:"))
        if own is None:
            assert n[place] == 0 and np.isnan(values[place]) and mains[place] is None
            continue
        counted = Counter(lang for account, lang in known if f"here:{account}" == name)
        assert mains[place] == min(counted, key=lambda lang: (-counted[lang], lang))
        assert n[place] == own["n"]
        if own["n"] >= 10:
            assert values[place] == pytest.approx(own["effective_languages"])


def test_two_languages_in_equal_parts_are_two() -> None:
    acts = posts_in(*[("a", "en", "x"), ("a", "ja", "x")] * 10)
    assert read_languages(acts).effective_numbers(1)[0][0] == pytest.approx(2.0)


def test_texts_are_read_where_the_platform_names_no_language() -> None:
    acts = posts_in(("a", None, ENGLISH), ("b", None, SPANISH), ("c", "und", JAPANESE), ("d", None, None))
    assert read_languages(acts).main_languages(4).to_list() == ["en", "es", "ja", None]


def test_texts_are_not_read_where_the_platform_names_most() -> None:
    acts = posts_in(("a", "tr", ENGLISH), ("a", "tr", ENGLISH), ("b", None, SPANISH))
    assert read_languages(acts).main_languages(2).to_list() == ["tr", None]


def test_no_more_texts_are_read_than_allowed_and_they_are_spread_over_the_posts() -> None:
    rows = [{"account_id": str(account), "seconds": second} for account in range(5) for second in range(100)]
    rows.append({"account_id": "few", "seconds": 1})
    acts = acts_of(rows)
    every = np.arange(501)
    assert len(evenly_spaced(acts, every, 10_000)) == 5 * MOST_OF_ACCOUNT + 1
    assert len(evenly_spaced(acts, every, 5)) == 0
    chosen = evenly_spaced(acts, every, 60)
    assert len(chosen) == 51
    first: Any = chosen[chosen < 100]
    assert (np.diff(first) == 10).all()
