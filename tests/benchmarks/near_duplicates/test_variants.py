"""Each kind of variant is repeatable, differs from its seed, and is as near to it as it says."""

import unicodedata

import numpy as np
import pytest
from benchmarks.near_duplicates.variants import KINDS, units_of, vary
from rapidfuzz.distance import Levenshtein

from tests.content.exact_near_duplicates import plain_form, same

TEXTS = (
    "Tomorrow the council of Elmford votes on the old bridge, be there at nine and bring your neighbours with you.",
    "Завтра совет города голосует за старый мост, приходите к девяти и приведите с собой всех соседей, друзья.",
)
SPACELESS = "明日は市場の橋について町の人々が話し合う予定です九時に来てください近所の人も連れてきてください"
OTHER = "Who decided that a lamp costs forty now? The kettle was fine but the orchard of Marlow less so, they said."
UNLIKE_BY_CHANCE = {"spun words", "re-ordered", "cry before or tags behind", "punctuation and spaces"}


def variants_of(text: str, kind: str, count: int = 60) -> list[str]:
    random = np.random.default_rng(3)
    return [vary(kind, text, OTHER, random) for _ in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_variants(kind: str) -> None:
    assert variants_of(TEXTS[0], kind, 5) == variants_of(TEXTS[0], kind, 5)
    assert sum(variant != TEXTS[0] for variant in variants_of(TEXTS[0], kind)) >= 50


@pytest.mark.parametrize("kind", ["look-alike letters", "invisible characters", "changed case", "emoji sprinkled"])
@pytest.mark.parametrize("text", TEXTS)
def test_variants_for_the_eye_alone_are_equal_once_normalised(kind: str, text: str) -> None:
    for variant in variants_of(text, kind):
        assert Levenshtein.normalized_similarity(plain_form(variant), plain_form(text)) >= 0.93


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [*TEXTS, SPACELESS])
def test_most_variants_of_the_eleven_kinds_are_within_the_threshold(kind: str, text: str) -> None:
    nearness = [same(plain_form(variant), plain_form(text)) for variant in variants_of(text, kind)]
    share = sum(nearness) / len(nearness)
    assert share >= (0.75 if kind in UNLIKE_BY_CHANCE else 0.95)


def test_a_truncated_text_has_lost_its_end() -> None:
    for variant in variants_of(TEXTS[0], "truncated"):
        kept = variant.rstrip("…")
        assert TEXTS[0].startswith(kept)
        assert 0.74 <= len(kept) / len(TEXTS[0]) <= 0.86


def test_invisible_characters_have_no_letters_among_them() -> None:
    added = [c for v in variants_of(TEXTS[0], "invisible characters") for c in v if c not in TEXTS[0]]
    assert added
    assert {unicodedata.category(character) for character in added} == {"Cf"}


def test_links_and_mentions_stay_whole_where_letters_are_changed() -> None:
    text = "Read what @somebody_else wrote about the bridge of Elmford at https://example.org/abcdef before the vote."
    for kind in ("look-alike letters", "invisible characters", "changed case", "typos"):
        for variant in variants_of(text, kind):
            assert "@somebody_else" in variant
            assert "https://example.org/abcdef" in variant


def test_a_new_order_keeps_every_word() -> None:
    for variant in variants_of(TEXTS[0], "re-ordered"):
        assert sorted(variant.split()) == sorted(TEXTS[0].split())


def test_spun_words_are_a_tenth_to_a_fifth() -> None:
    words = TEXTS[0].split()
    for variant in variants_of(TEXTS[0], "spun words"):
        other = sum(was != now for was, now in zip(words, variant.split(), strict=True))
        assert 0 <= other <= len(words) * 0.2
    assert units_of(SPACELESS) == ([SPACELESS[i : i + 2] for i in range(0, len(SPACELESS), 2)], "")
