"""Tests of finding phrases in texts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.phrases import Phrase, find_phrases, said_in, written_forms

WORDS = st.lists(st.sampled_from(["ban", "bana", "anab", "na", "été", "мир", "мира", "سلام"]), max_size=6)
MARKED = st.tuples(
    st.sampled_from(["", "*"]), WORDS.filter(lambda words: 0 < len(words) < 3), st.sampled_from(["", "*"])
)


def found_in(text: str | None, *phrases: str) -> list[str]:
    table = find_phrases(pl.Series([text], dtype=pl.String), [Phrase(words, "en", "any") for words in phrases])
    return [phrases[place] for place in table["phrase"]]


def by_hand(text: list[str], before: str, phrase: list[str], after: str) -> bool:
    """Compare word by word: the slow way, which needs no spaces."""
    for start in range(len(text) - len(phrase) + 1):
        own = text[start : start + len(phrase)]
        pairs = list(zip(own, phrase, strict=True))
        fits = [
            word == wanted
            or (before and place == 0 and word.endswith(wanted))
            or (after and place == len(pairs) - 1 and word.startswith(wanted))
            or (before and after and len(pairs) == 1 and wanted in word)
            for place, (word, wanted) in enumerate(pairs)
        ]
        if all(fits):
            return True
    return False


@given(WORDS, MARKED)
def test_a_phrase_is_found_where_comparing_word_by_word_finds_it(
    text: list[str], marked: tuple[str, list[str], str]
) -> None:
    before, phrase, after = marked
    expected = by_hand(text, before, phrase, after)
    assert bool(found_in(" ".join(text), before + " ".join(phrase) + after)) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("¡COMPRA YA!", "compra ya"),
        ("Élections à Lyon", "elections"),
        ("vote,now", "vote now"),
        ("#VoteForUs", "vote"),
        ("#voteforus today", "#vote*"),
        ("so #ＮｅｗＤａｙ", "#newday"),
        ("#TheGreenAlliance", "#*alliance"),
        ("本日は送料無料です", "送料無料"),
        ("выборы2018", "выборы*"),
        ("الإنتخابات", "الانتخابات"),
    ],
)
def test_capitals_accents_signs_and_scripts_make_no_difference(text: str, phrase: str) -> None:
    assert found_in(text, phrase) == [phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("voter turnout", "vote"),
        ("devote yourself", "vote"),
        ("https://vote.example/vote", "vote"),
        ("thanks @vote", "vote"),
        ("vote now", "#vote"),
        ("I saw the green alliance", "#*alliance"),
        ("", "vote"),
        (None, "vote"),
    ],
)
def test_parts_of_words_links_and_mentions_are_no_words(text: str | None, phrase: str) -> None:
    assert found_in(text, phrase) == []


def test_phrases_that_share_a_word_are_both_found_and_each_once() -> None:
    text = "free shipping cost free shipping"
    assert found_in(text, "free shipping", "shipping cost", "shipping*") == [
        "free shipping",
        "shipping cost",
        "shipping*",
    ]


def test_rows_and_phrases_are_named_by_their_places() -> None:
    phrases = [Phrase("one", "en", "a"), Phrase("two", "en", "b")]
    assert find_phrases(pl.Series(["two", "none", "two one"]), phrases).rows() == [(0, 1), (2, 0), (2, 1)]
    assert find_phrases(pl.Series(["two"]), []).rows() == []
    assert find_phrases(pl.Series([], dtype=pl.String), phrases).rows() == []


def test_words_stand_between_single_spaces_with_the_hashtags_behind_them() -> None:
    assert said_in(pl.Series(["Go, #VoteNow — go!", None])).to_list() == [" go vote now go #votenow# ", None]
    assert written_forms([Phrase("Go on*", "en", "a"), Phrase("#Tag", "en", "a")]).to_list() == [" go on", " #tag#"]
