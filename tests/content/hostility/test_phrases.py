"""How phrases are written, and the patterns and words that they become."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.hostility.phrases import (
    PhraseError,
    edged,
    phrase_pattern,
    required_groups,
    required_words,
    whole_words,
    words_of,
)


def matches(phrase: str, text: str, **names: str) -> bool:
    return bool(re.search(edged(phrase_pattern(phrase, names, "en"), "en"), text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("(a |an |)idiot(s|)", "you idiots!"),
        ("we know ... live", "we know exactly where you live"),
        ("clown*", "a clownish man"),
        ("{who} know", "they know"),
        ("lives at {address}", "she lives at 14 maple street, flat 2"),
        ("her number is ?{phone}", "her number is: 020 7946 0958"),
    ],
)
def test_a_phrase_matches_what_it_says(phrase: str, text: str) -> None:
    assert matches(phrase, text, who="we|they")


def test_a_phrase_is_no_part_of_a_word_nor_across_sentences() -> None:
    assert not matches("cock", "a cockpit")
    assert not matches("we ... live", "we know. you live")


@pytest.mark.parametrize("phrase", ["a(b", "a|b", "{nobody} there", "a) b", "{a}"])
def test_a_phrase_written_wrongly_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        phrase_pattern(phrase, {"a": "x {a}"}, "en")


def test_a_phrase_without_letters_is_refused() -> None:
    with pytest.raises(PhraseError, match="no letters"):
        required_words("(a|) *", {})


def test_required_words_avoid_frequent_ones() -> None:
    assert required_words("we would ... kill you", {}) == {"we would "}
    assert required_words("we would ... kill you", {}, frozenset({"would"})) == {" kill you"}


def test_words_in_a_row_are_required_as_one_text_where_there_are_few_ways_to_write_them() -> None:
    assert required_words("(kill|end) you now", {}) == {"kill you now", "end you now"}
    assert required_groups("kill (a|) b ... let's *", {}, opens=True) == ({" let's "}, {" kill a b ", " kill b "})
    many = "(" + "|".join(f"word{number}" for number in range(9)) + ")"
    assert len(required_words(f"{many} {many}", {})) == 9


words = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
groups = st.lists(words, min_size=1, max_size=3).map(lambda each: f"({'|'.join(each)})")


@given(st.lists(words | groups, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_whatever_a_phrase_says_holds_a_required_word_and_matches(parts: list[str], random: Random) -> None:
    phrase = " ".join(parts)
    said = " ".join(random.choice(part.strip("()").split("|")) for part in parts)
    assert any(word in f" {said} " for word in required_words(phrase, {}, opens=True, closes=True))
    assert any(word in said for word in required_words(said.replace(" ", "*"), {}))
    assert matches(phrase, said)
    assert words_of(phrase, {}) == set(re.findall("[a-h]+", phrase))


def test_whole_words_are_spelled_out() -> None:
    assert whole_words("idiot(s|ic|)", {}) == {"idiot", "idiots", "idiotic"}
    assert whole_words("two words", {}) == frozenset()
