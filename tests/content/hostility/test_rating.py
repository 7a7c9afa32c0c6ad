"""Rating of posts: found, harmless, disguised, and the same however the posts are put together."""

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.hostility.precision_table import as_table, measure, sentences, table_of_page
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.content.hostility.rating import HOSTILITY, joined_spans, rate_hostility
from unisono.worlds.threats import write_threats

HARMLESS = (
    "I could kill for a coffee",
    "I would never kill you",
    "she was called an idiot",
    "stop calling her an idiot",
    "I'm an idiot",
    "Looking for a hotel in Scunthorpe, and for cocktails",
    "We will kill you in the second half, what a match",
    'He shouted "I will kill you" and ran away',
    "see https://example.org/i-will-kill-you and @idiot",
    "Call 020 7946 0958 to book a table at 14 Maple Street",
)
DISGUISED = (
    "y o u are an i d i o t",
    "what an 1d10t you are",
    "what an id**t",
    "what an idiooooot",
    "what an id\u200biot",
    "what an іdiоt",
    "what an 𝓲𝓭𝓲𝓸𝓽",
    "#WhatAnIdiot",
)


def rate(*texts: str | None, lang: str | None = None) -> pl.DataFrame:
    posts = pl.DataFrame({"text": texts, "lang": [lang] * len(texts)}, schema={"text": pl.String, "lang": pl.String})
    return rate_hostility(posts)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_holds_hostile_words_is_not_hostile(text: str) -> None:
    assert rate(text).is_empty()


@pytest.mark.parametrize("text", DISGUISED)
def test_a_disguised_insult_is_found_at_its_place(text: str) -> None:
    (found,) = rate(text).to_dicts()
    assert found["severity"] == 1
    assert found["phrases"] == [text[span["start"] : span["end"]] for span in found["spans"]]
    assert text.endswith(found["phrases"][-1]) or text == DISGUISED[1]


def test_a_row_says_how_severe_of_which_kinds_and_where() -> None:
    rated = rate("fine weather", "You idiot, we know where you live. I will kill you!", None)
    assert rated.schema == pl.Schema(HOSTILITY)
    assert rated.to_dicts() == [
        {
            "row": 1,
            "severity": 4,
            "kinds": ["threat", "veiled_threat", "insult"],
            "phrases": ["idiot", "we know where you live", "I will kill you"],
            "language": "en",
            "addresses": True,
            "spans": [{"start": 4, "end": 9}, {"start": 11, "end": 33}, {"start": 35, "end": 50}],
        }
    ]


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("سأقتــــلك", "ar", 4),
        ("SEN TAM BIR APTALSIN yazmayi birak", "tr", 1),
        ("مي كشمت", "fa", 4),
        ("お前を殺す", "ja", 4),
        ("Мы знаем, где ты живёшь", "ru", 3),
    ],
)
def test_letters_of_other_keyboards_do_not_matter(text: str, language: str, severity: int) -> None:
    (found,) = rate(text, lang=language).to_dicts()
    assert (found["language"], found["severity"]) == (language, severity)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("this idiot should die", "en"),
        ("they should all die", "en"),
        ("she deserves to die", "en"),
        ("ojalá se muera", "es"),
        ("esa alcaldesa debería morir", "es"),
        ("deberían morirse todos", "es"),
        ("ela deveria morrer", "pt"),
        ("elle devrait crever", "fr"),
        ("er sollte endlich sterben", "de"),
        ("dovrebbero morire tutti", "it"),
        ("ze moet dood", "nl"),
        ("powinna zdechnąć", "pl"),
        ("она должна умереть", "ru"),
        ("заслуживает смерти", "ru"),
        ("хай здохне", "uk"),
        ("bu kadın ölmeli", "tr"),
        ("يجب أن تموت", "ar"),
        ("باید بمیرد", "fa"),
        ("उसे मर जाना चाहिए", "hi"),
        ("dia seharusnya mati", "id"),
        ("死ぬべきだ", "ja"),
        ("죽어야 한다", "ko"),
        ("他应该死", "zh"),
    ],
)
def test_who_says_that_somebody_should_die_wishes_harm(text: str, language: str) -> None:
    (found,) = rate(text, lang=language).to_dicts()
    assert (found["severity"], found["kinds"][0]) == (3, "harm_wish")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nobody should die alone", "en"),
        ("nadie debería morir de hambre", "es"),
        ("ninguém devia morrer assim", "pt"),
        ("personne ne devrait mourir de froid", "fr"),
        ("niemand sollte sterben müssen", "de"),
        ("nessuno dovrebbe morire sul lavoro", "it"),
        ("nikt nie powinien umrzeć sam", "pl"),
        ("никто не должен умирать один", "ru"),
    ],
)
def test_who_says_that_nobody_should_die_wishes_none(text: str, language: str) -> None:
    assert rate(text, lang=language).is_empty()


@pytest.mark.parametrize(
    ("of_others", "of_oneself", "language"),
    [
        ("Qué idiota es la alcaldesa", "qué idiota fui", "es"),
        ("Que idiota é essa prefeita", "que idiota que eu sou", "pt"),
        ("Che idiota il sindaco", "che idiota che sono", "it"),
        ("Quel idiot ce maire", "quel idiot je suis", "fr"),
        ("Wat een idioot die burgemeester", "wat een idioot ben ik", "nl"),
    ],
)
def test_an_exclamation_is_hostile_unless_it_is_of_oneself(of_others: str, of_oneself: str, language: str) -> None:
    assert rate(of_others, lang=language)["severity"].to_list() == [1]
    assert rate(of_oneself, lang=language).is_empty()


def test_no_posts_and_no_texts_give_an_empty_table() -> None:
    assert rate().schema == pl.Schema(HOSTILITY)
    assert rate(None, "", "🙂").is_empty()
    assert rate_hostility(pl.DataFrame({"text": ["You idiot, stop writing."]})).height == 1


def test_a_lexicon_of_the_user_adds_and_switches_off() -> None:
    extra = parse_lexicon("phrase,language,kind,severity\nwet blanket,en,insult,2\n- idiot,en,,\n", "mine.csv")
    posts = pl.DataFrame({"text": ["you wet blanket", "you idiot", "you moron"], "lang": ["en"] * 3})
    assert rate_hostility(posts, [extra])["row"].to_list() == [0, 2]


def test_the_threats_of_the_worlds_are_found() -> None:
    for language in ("es", "en"):
        texts = list(dict.fromkeys(write_threats(np.random.default_rng(3), 400, language)))
        rated = rate(*texts, lang=language)
        assert rated.height > 0.8 * len(texts), language
        assert (rated["severity"] >= 3).mean() > 0.8, language


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(sentences()["text"].to_list()), max_size=5))
def test_each_post_is_rated_by_itself(texts: list[str]) -> None:
    alone = {text: rate(text).drop("row").to_dicts() for text in set(texts)}
    together = rate(*texts)
    found = {row: together.filter(pl.col("row") == row).drop("row").to_dicts() for row in range(len(texts))}
    assert [found[row] for row in range(len(texts))] == [alone[text] for text in texts]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=40) | st.just("you idiot"), min_size=1, max_size=5).map(" ".join))
def test_spans_hold_the_phrases_ascending_and_apart(text: str) -> None:
    for found in rate(text, lang="en").to_dicts():
        spans = [(span["start"], span["end"]) for span in found["spans"]]
        assert [text[start:end] for start, end in spans] == found["phrases"]
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair)))))
def test_joined_spans_cover_the_same_places(spans: list[tuple[int, int]]) -> None:
    joined = joined_spans(spans)
    places = [place for start, end in joined for place in range(start, end)]
    assert places == sorted({place for start, end in spans for place in range(start, end)})


def test_the_page_shows_what_is_measured() -> None:
    measured = measure()
    assert as_table(measured) == table_of_page()
    assert measured["found"].sum() / (measured["found"] + measured["alarms"]).sum() > 0.95
    assert measured.filter(pl.col("found") < 0.8 * pl.col("hostile")).is_empty()
