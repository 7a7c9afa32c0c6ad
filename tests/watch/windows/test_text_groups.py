"""Texts that are nearly the same have one key, others have others, and memory of them is bounded."""

import numpy as np
import polars as pl

from tests.watch.live_posts import words
from unisono.watch.windows.text_groups import KEPT_SHARE, TextGroups

FIRST = "everybody must know what the mayor did yesterday at the harbour bridge"
NEAR = "Everybody MUST know what the mayor did yesterday at the old harbour bridge!! https://a.example"
OTHER = "the weather at noon in the valley is dry with wind from the west all day"


def _texts(count: int, seed: int) -> list[str]:
    draw = np.random.default_rng(seed)
    return [words(draw, 8) for _ in range(count)]


def test_texts_alike_share_a_key_in_one_batch_and_later() -> None:
    groups = TextGroups(1_000)
    places, keys = groups.join(pl.Series([FIRST, "hi", NEAR, OTHER, None]))
    assert places.tolist() == [0, 2, 3]
    assert keys[0] == keys[1] != keys[2]
    _, later = groups.join(pl.Series([NEAR, FIRST]))
    assert later.tolist() == [keys[0], keys[0]]


def test_texts_that_are_not_alike_have_keys_of_their_own() -> None:
    _, keys = TextGroups(10_000).join(pl.Series(_texts(500, 1)))
    assert len(np.unique(keys)) == 500


def test_planted_variants_are_found_among_many_others() -> None:
    groups = TextGroups(10_000)
    groups.join(pl.Series(_texts(2_000, 2)))
    originals = _texts(100, 3)
    _, keys = groups.join(pl.Series(originals))
    _, changed = groups.join(pl.Series([f"{text} indeed" for text in originals]))
    assert (keys == changed).mean() >= 0.95


def test_texts_not_seen_again_are_forgotten_and_those_seen_again_stay() -> None:
    groups = TextGroups(1_000)
    _, (key,) = groups.join(pl.Series([FIRST]))
    for seed in range(10):
        groups.join(pl.Series([FIRST, *_texts(400, seed)]))
        assert len(groups) <= 1_000
    _, again = groups.join(pl.Series([NEAR]))
    assert again.tolist() == [key]
    assert len(groups) >= 1_000 * KEPT_SHARE * 0.5


def test_by_exact_form_only_what_is_the_same_but_for_case_and_links_is_one_text() -> None:
    groups = TextGroups(1_000)
    _, (first,) = groups.join(pl.Series([FIRST]))
    _, keys = groups.join(pl.Series([NEAR, f"{FIRST.upper()}! https://a.example", OTHER]), by_exact_form=True)
    assert keys[0] != first
    assert keys[1] == first
    _, again = groups.join(pl.Series([NEAR, f"{OTHER} indeed"]))
    assert again[0] == keys[0]
    assert again[1] != keys[2]
