"""Texts that were read once are known by their bytes."""

import numpy as np
import polars as pl

from unisono.content.known_texts import NOT_KNOWN, SAYS_TOO_LITTLE, KnownTexts


def test_texts_have_the_number_they_came_with_and_others_none() -> None:
    empty = KnownTexts.none()
    texts = pl.Series(["one", "two", "three"])
    some = empty.followed_by(empty.hash_texts(texts), np.array([7, SAYS_TOO_LITTLE, 5], np.int32))
    more = some.followed_by(some.hash_texts(pl.Series(["four"])), np.array([7], np.int32))
    asked = pl.Series(["three", "four", "five", "two", "one", "one ", None])
    assert more.numbers_of(more.hash_texts(asked)).tolist() == [5, 7, NOT_KNOWN, SAYS_TOO_LITTLE, 7, *[NOT_KNOWN] * 2]
    assert some.numbers_of(some.hash_texts(pl.Series(["four"]))).tolist() == [NOT_KNOWN]


def test_nobody_can_tell_the_hashes_beforehand() -> None:
    text = pl.Series(["one"])
    first, second = KnownTexts.none().hash_texts(text), KnownTexts.none().hash_texts(text)
    assert (first != second).all()


def test_an_empty_text_and_null_are_one() -> None:
    known = KnownTexts.none()
    hashes = known.hash_texts(pl.Series(["", None], dtype=pl.String))
    assert (hashes[0] == hashes[1]).all()
    assert known.numbers_of(hashes).tolist() == [NOT_KNOWN, NOT_KNOWN]
