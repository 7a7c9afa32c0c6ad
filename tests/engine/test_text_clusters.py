"""Buckets hold who has the same key, the large ones in an order that brings likely pairs together."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.texts_by_hand import forms_of, piece_sizes_of
from unisono.engine.text_clusters import NO_PAIRS, Clusters, Earlier, Likeness, bucket_runs, cluster_texts
from unisono.engine.text_forms import Forms, Sketches, sketch_forms


def keys(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(numbers, np.uint32)


def test_buckets_of_one_are_left_out() -> None:
    members, bounds, firsts = bucket_runs(keys(5, 9, 5, 7, 9, 5), keys(0, 0, 0, 0, 0, 0), 32)
    assert members.tolist() == [0, 2, 5, 1, 4]
    assert bounds.tolist() == [0, 3, 5]
    assert firsts.tolist() == [0, 1]


def test_a_large_bucket_stands_in_the_order_of_its_next_keys() -> None:
    members, bounds, firsts = bucket_runs(keys(5, 5, 5, 5, 8, 8), keys(3, 1, 3, 1, 9, 2), 2)
    assert members.tolist() == [1, 3, 0, 2, 4, 5]
    assert bounds.tolist() == [0, 4, 6]
    assert firsts.tolist() == [0, 4]


CROWDED = Likeness(similarity=0.8, share=0.9, most_compared=3, neighbours=1)
"""Buckets are large from four texts on, and few of their members are compared."""


def spun_texts(draw: np.random.Generator, count: int) -> Forms:
    """Return texts that are changed out of each other, so that chains and crowded buckets come about."""
    texts = ["".join(draw.choice(list("abcdef"), 40))]
    while len(texts) < count:
        letters = list(texts[draw.integers(len(texts))])
        for place in draw.integers(0, len(letters), draw.integers(1, 9)):
            letters[place] = str(draw.choice(list("abcdef")))
        texts = list(dict.fromkeys([*texts, "".join(letters)]))
    return forms_of(*texts)


def clusters_of(forms: Forms, rows: np.ndarray, likeness: Likeness, earlier: Earlier | None = None) -> Clusters:
    sizes = piece_sizes_of(forms)
    return cluster_texts(forms, sizes, rows, sketch_forms(forms, sizes, 4, 1).take(rows), likeness, earlier)


@pytest.mark.parametrize("seed", range(40))
def test_texts_that_come_later_are_clustered_as_if_all_had_come_at_once(seed: int) -> None:
    likeness = replace(CROWDED, most_leaders=3) if seed % 5 == 0 else CROWDED
    draw = np.random.default_rng(seed)
    forms = spun_texts(draw, 60)
    order = draw.permutation(60).astype(np.int32)
    is_old = draw.random(60) < 0.8
    old = order[is_old[order]]
    found = clusters_of(forms, old, likeness)
    moved = is_old & (draw.random(60) < 0.1 * (seed % 2))
    now = np.concatenate([order[~moved[order]], np.flatnonzero(moved)]).astype(np.int32)
    whole = clusters_of(forms, now, likeness)
    again = clusters_of(forms, now, likeness, known_of(found, old, now, moved))
    assert again.components.tolist() == whole.components.tolist()
    assert again.leaders.tolist() == whole.leaders.tolist()
    assert again.tally[0] < whole.tally[0]
    settled = clusters_of(forms, now, likeness, known_of(again, now, now, np.zeros(60, np.bool_)))
    assert settled.components.tolist() == whole.components.tolist()
    assert settled.leaders.tolist() == whole.leaders.tolist()
    assert sorted(settled.joined.tolist()) == sorted(again.joined.tolist())


def known_of(found: Clusters, old: np.ndarray, now: np.ndarray, moved: np.ndarray) -> Earlier:
    """Return what was found of the old rows, by their places among those of now."""
    place_of = np.full(60, -1, np.int32)
    place_of[now] = np.arange(len(now))
    components, leaders = np.full((2, len(now)), -1, np.int32)
    components[place_of[old]] = place_of[old[found.components]]
    leaders[place_of[old]] = place_of[old[found.leaders]]
    joined = found.joined.copy()
    joined[:, :2] = place_of[old[found.joined[:, :2]]]
    return Earlier(components, leaders, joined, moved[now])


def test_no_texts_make_no_clusters() -> None:
    forms = forms_of()
    clusters = cluster_texts(forms, piece_sizes_of(forms), np.empty(0, np.int32), Sketches.blank(0, 4, 1), Likeness())
    assert len(clusters.leaders) == 0
    assert clusters.tally.tolist() == [0, 0]


def test_what_was_found_unlike_in_a_small_bucket_is_not_compared_again() -> None:
    forms = forms_of("abcdefghijklmnopqrst" * 2, "tsrqponmlkjihgfedcba" * 2, "abcdefghijklmnopqrsx" * 2)
    sizes, rows, bands = piece_sizes_of(forms), np.arange(3, dtype=np.int32), Sketches.blank(3, 1, 1)
    whole = cluster_texts(forms, sizes, rows, bands, Likeness())
    apart = np.array([0, 1, -1], np.int32)
    earlier = Earlier(apart, apart, NO_PAIRS, np.zeros(3, np.bool_))
    again = cluster_texts(forms, sizes, rows, bands, Likeness(), earlier)
    assert whole.leaders.tolist() == again.leaders.tolist() == [0, 1, 0]
    assert whole.components.tolist() == again.components.tolist() == [0, 1, 0]
    assert (whole.tally[0], again.tally[0]) == (3, 2)


def test_texts_that_share_too_few_minima_are_not_compared() -> None:
    forms = forms_of("abcdefghijklmnopqrst" * 2, "abcdefghijklmnopqrst" * 2 + "u")
    sizes, rows = piece_sizes_of(forms), np.arange(2, dtype=np.int32)
    marks = np.array([[1] * 100, [1] * 14 + [2] * 86], np.uint8)
    compared = [
        cluster_texts(forms, sizes, rows, Sketches(np.zeros((2, 1), np.uint32), marks[:, :kept]), Likeness())
        for kept in (100, 60)
    ]
    assert [found.leaders.tolist() for found in compared] == [[0, 0], [0, 0]]
    fewer = Sketches(np.zeros((2, 1), np.uint32), np.roll(marks, 1, axis=0) * 0 + np.array([[1], [2]], np.uint8))
    assert cluster_texts(forms, sizes, rows, fewer, Likeness()).tally.tolist() == [0, 0]
