"""Texts that nobody has written: words of the case's own posts in a language, in an order of their own."""

import numpy as np
import polars as pl

FEWEST_WORDS, MOST_WORDS = 8, 14
FEWEST_KNOWN = 20
POSTS_READ = 500
NO_WORD = r"^(https?:|www\.|[@#＠＃&]|RT$)"


def write_own_words(posts: pl.DataFrame, languages: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Return a text for each language (null is one too): 8 to 14 words that POSTS in it use; null without 20 words."""
    texts: list[str | None] = [None] * len(languages)
    for language in languages.unique(maintain_order=True).to_list():
        words = _words_of(posts, language)
        if len(words) < FEWEST_KNOWN:
            continue
        for place, spoken in enumerate(languages.to_list()):
            if spoken == language:
                picks = rng.integers(0, len(words), int(rng.integers(FEWEST_WORDS, MOST_WORDS + 1)))
                texts[place] = " ".join(words[int(pick)] for pick in picks)
    return pl.Series("text", texts, pl.String)


def _words_of(posts: pl.DataFrame, language: str | None) -> list[str]:
    """Return the words of up to 500 posts spread over those in the language, as often as they use them."""
    own = posts.filter(pl.col("lang").eq_missing(pl.lit(language, pl.String)), pl.col("text").is_not_null())
    read = own.gather_every(max(1, own.height // POSTS_READ)).head(POSTS_READ)
    words = read["text"].str.split(" ").explode().drop_nulls().str.strip_chars()
    return words.filter((words != "") & ~words.str.contains(NO_WORD)).to_list()
