"""Which form each text has that an index has read: known texts are recognised by their bytes, and not read again."""

import secrets
from dataclasses import dataclass

import numpy as np
import polars as pl

from unisono.engine.text_forms import Int32, UInt64, hash_twice, lay_out, look_up

NOT_KNOWN, SAYS_TOO_LITTLE = -2, -1

TEXTS_AT_ONCE = 100_000


@dataclass(frozen=True)
class KnownTexts:
    """Two hashes of 64 bits for each text, and the number of its form.

    The hashes begin from seeds that are drawn when the first text comes: nobody can write two texts that share both.
    """

    seeds: UInt64
    hashes: UInt64  # (texts, 2)
    numbers: Int32  # SAYS_TOO_LITTLE: has no form

    @classmethod
    def none(cls) -> "KnownTexts":
        """Return no texts, with seeds of their own."""
        seeds = np.array([secrets.randbits(64), secrets.randbits(64)], np.uint64)
        return cls(seeds, np.empty((0, 2), np.uint64), np.empty(0, np.int32))

    def hash_texts(self, texts: pl.Series) -> UInt64:
        """Return both hashes of each text; null is an empty text."""
        starts = range(0, len(texts), TEXTS_AT_ONCE)
        parts = [hash_twice(lay_out(texts[start : start + TEXTS_AT_ONCE]), self.seeds) for start in starts]
        return np.concatenate([np.empty((0, 2), np.uint64), *parts])

    def numbers_of(self, hashes: UInt64) -> Int32:
        """Return the numbers of the forms of texts with these hashes, NOT_KNOWN for those never read."""
        return look_up(hashes, self.hashes, self.numbers)

    def followed_by(self, hashes: UInt64, numbers: Int32) -> "KnownTexts":
        """Return these and further texts, none of which is known."""
        return KnownTexts(
            self.seeds, np.concatenate([self.hashes, hashes]), np.concatenate([self.numbers, numbers.astype(np.int32)])
        )
