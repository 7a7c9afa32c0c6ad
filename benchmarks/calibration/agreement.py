"""How well the networks found agree with those planted."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def adjusted_rand_index(true: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two partitions of the same things (Hubert and Arabie 1985, equation 5).

    1 is the same partition, 0 what chance gives. Two partitions without any pair of like things agree: 1.
    """
    if len(true) != len(found):
        raise ValueError(f"{len(true)} things in one partition, {len(found)} in the other")
    together = sum(comb(count, 2) for count in Counter(zip(true, found, strict=True)).values())
    in_true = sum(comb(count, 2) for count in Counter(true).values())
    in_found = sum(comb(count, 2) for count in Counter(found).values())
    every = comb(len(true), 2)
    expected = in_true * in_found / every if every else 0.0
    largest = (in_true + in_found) / 2.0
    return 1.0 if largest == expected else (together - expected) / (largest - expected)
