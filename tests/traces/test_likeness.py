"""Without a closer look, texts are alike if their wording is, and no pictures are."""

import polars as pl

from unisono.traces import Likeness

SENTENCE = "They closed the library in our street on a Sunday morning"


def test_by_default_the_same_words_are_alike_and_no_pictures_are() -> None:
    names = Likeness().texts(pl.Series([SENTENCE, SENTENCE.upper(), SENTENCE.replace("Sunday", "Friday"), None]))
    assert names[0] == names[1] != names[2]
    assert names[3] is None
    assert Likeness().pictures.is_empty()
