"""Coincidences are counted where two accounts of one case are alike, and decide whether one trait is enough."""

import numpy as np
import polars as pl
import pytest

from unisono.registry.suggesting import LEVEL_ALONE, SHARED, choose_pairs, count_coincidences, weigh


def bios(values: list[str], prefix: str) -> pl.DataFrame:
    rows = [{"account": f"{prefix}{place}", "kind": "bio", "value": value} for place, value in enumerate(values)]
    return pl.DataFrame(rows).with_columns(shown=pl.col("value"), post=pl.lit(None, pl.String))


def drawn(random: np.random.Generator, many: int, of: int) -> list[str]:
    return [f"b-{number}" for number in random.integers(0, of, many)]


def shared_bios(known: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return every pair with one bio, in SHARED columns."""
    sides = []
    for table, holders in ((known, "known_holders"), (others, "holders")):
        sides.append(table.with_columns(pl.len().over("value").cast(pl.Int64).alias(holders)))
    ours = sides[0].select("value", "known_holders", known_account="account", known_shown="shown", known_post="post")
    met = ours.join(sides[1], on="value").with_columns(likeness=pl.lit("equal"), weight=pl.lit(0.0))
    return met.select(pl.col(name).cast(kind) for name, kind in SHARED.items())


def test_coincidences_are_as_many_as_independent_accounts_have() -> None:
    random = np.random.default_rng(2)
    expected, found = [], []
    for _ in range(30):
        known, others = bios(drawn(random, 200, 100_000), "k"), bios(drawn(random, 3_000, 100_000), "n")
        expected.append(count_coincidences(known, others).filter(pl.col("kind") == "bio")["coincidences"][0])
        found.append(shared_bios(known, others).height)
    # The one that is added, so that it is never none, is two per cent of them here.
    assert np.mean(expected) == pytest.approx(np.mean(found), rel=0.2)
    assert np.mean(found) == pytest.approx(6, rel=0.2)


def test_bios_of_few_words_suggest_nobody_and_bios_of_many_do() -> None:
    random = np.random.default_rng(3)
    for words, suggested in ((100_000, False), (10**12, True)):
        mine, theirs = drawn(random, 200, words), drawn(random, 3_000, words)
        theirs[:4] = mine[:4]
        known, others = bios(mine, "k"), bios(theirs, "n")
        shared = weigh(shared_bios(known, others), (200, 3_000))
        pairs = choose_pairs(shared, (200, 3_000), count_coincidences(known, others))
        assert set(pairs.select("known_account", "account").rows()) == (
            {(f"k{place}", f"n{place}") for place in range(4)} if suggested else set()
        )
        assert (pairs["alike_by_chance"] <= LEVEL_ALONE * 4).all()


def test_handles_coincide_by_their_long_stems() -> None:
    handles = ["PatriotMary1", "patriot_mary7", "ann1", "ann2", *(f"{letter * 12}" for letter in "abcdefgh")]
    rows = [{"account": f"n{n}", "kind": "handle", "value": one.lower(), "shown": one} for n, one in enumerate(handles)]
    counted = count_coincidences(pl.DataFrame(rows).head(3), pl.DataFrame(rows))
    by_likeness = dict(counted.filter(pl.col("kind") == "handle").select("likeness", "coincidences").rows())
    pairs = 12 * 11 / 2
    assert by_likeness["equal"] == pytest.approx(1 / pairs * 3 * 12)
    assert by_likeness["equal without digits and signs"] == pytest.approx(2 / pairs * 3 * 12)
