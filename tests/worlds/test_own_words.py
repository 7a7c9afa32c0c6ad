"""Own words are words of the posts in the same language, in another order."""

import numpy as np
import polars as pl

from unisono.worlds.own_words import FEWEST_WORDS, MOST_WORDS, write_own_words

ENGLISH = " ".join(f"word{number}" for number in range(30))
POSTS = pl.DataFrame(
    {
        "lang": ["en", "en", "tr", None, None],
        "text": [
            f"{ENGLISH} https://a.example #tag @ann",
            "RT @bob: more",
            "çok az",
            ENGLISH.replace("word", "said"),
            None,
        ],
    }
)


def write(*languages: str | None) -> list[str | None]:
    """Return a text for each language."""
    wanted = pl.Series("lang", languages, pl.String)
    return write_own_words(POSTS, wanted, np.random.default_rng(1)).to_list()


def test_texts_hold_eight_to_fourteen_words_of_their_language_without_links_tags_and_mentions() -> None:
    known = {*ENGLISH.split(), "more"}
    for text in write(*["en"] * 50):
        assert text is not None
        assert set(text.split()) <= known
        assert FEWEST_WORDS <= len(text.split()) <= MOST_WORDS


def test_posts_without_a_language_speak_one_of_their_own() -> None:
    (text,) = write(None)
    assert text is not None
    assert text.startswith("said")


def test_a_language_of_few_words_or_unknown_here_says_nothing() -> None:
    assert write("tr", "ja") == [None, None]


def test_two_texts_differ() -> None:
    assert len(set(write(*["en"] * 20))) == 20
