"""Texts in the manner of a headline: they tell of something, to nobody in particular, and exclaim nothing."""

import numpy as np
import polars as pl

from unisono.content.phrases import find_phrases
from unisono.content.purposes.lexica import person_phrases
from unisono.model.written_links import LIKE_A_LINK

FEWEST_WORDS = 5
FEWEST_SIGNS = 12
"""Letters of scripts that say a word in one or two signs, where so many make a headline."""

MOST_WORDS = 30
_NO_HEADLINE = r"[!?！？¡¿؟]|^\s*(?:RT\s+)?@|[\p{Extended_Pictographic}&&[^0-9#*©®™]]"


def are_headlines(texts: pl.Series) -> pl.Series:
    """Return whether each text reads like a headline, with or without hashtags and a link behind it."""
    personal = np.zeros(len(texts), np.bool_)
    personal[find_phrases(texts, person_phrases())["row"].to_numpy()] = True
    said = pl.col("text").str.replace_all(LIKE_A_LINK, " ").str.replace_all(r"[#＃@][\p{L}\p{N}_]+", " ")
    table = pl.DataFrame({"text": texts, "personal": personal}).with_columns(said.alias("said"))
    words = pl.col("said").str.count_matches(r"[\p{L}\p{M}\p{N}]+")
    signs = pl.col("said").str.count_matches(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
    long_enough = (words >= FEWEST_WORDS) | (signs >= FEWEST_SIGNS)
    plain = ~pl.col("text").str.contains(_NO_HEADLINE) & ~pl.col("personal")
    return table.select((long_enough & (words <= MOST_WORDS) & plain).fill_null(value=False)).to_series()
