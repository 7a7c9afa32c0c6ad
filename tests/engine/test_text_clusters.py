"""Buckets hold who has the same key, the large ones in an order that brings likely pairs together."""

import numpy as np

from tests.engine.texts_by_hand import forms_of, piece_sizes_of
from unisono.engine.text_clusters import Likeness, bucket_runs, cluster_texts
from unisono.engine.text_forms import Sketches


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


def test_no_texts_make_no_clusters() -> None:
    forms = forms_of()
    clusters = cluster_texts(forms, piece_sizes_of(forms), np.empty(0, np.int32), Sketches.blank(0, 4, 1), Likeness())
    assert len(clusters.leaders) == 0
    assert clusters.tally.tolist() == [0, 0]


def test_what_was_found_unlike_in_a_small_bucket_is_not_compared_again() -> None:
    forms = forms_of("abcdefghijklmnopqrst" * 2, "tsrqponmlkjihgfedcba" * 2, "abcdefghijklmnopqrsx" * 2)
    sizes, rows, bands = piece_sizes_of(forms), np.arange(3, dtype=np.int32), Sketches.blank(3, 1, 1)
    whole = cluster_texts(forms, sizes, rows, bands, Likeness())
    again = cluster_texts(forms, sizes, rows, bands, Likeness(), np.array([0, 1, -1], np.int32))
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
