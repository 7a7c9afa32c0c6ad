"""Components hold what is alike in a bucket; leaders gather what resembles them."""

import numpy as np

from tests.engine.texts_by_hand import forms_of, piece_sizes_of, rows_of
from unisono.engine.text_clusters import Likeness, cluster_texts
from unisono.engine.text_forms import sketch_forms

BASE = "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"


def step(changed: int) -> str:
    """Return the base with so many of its letters replaced, from the left."""
    return "".join(chr(0x400 + place) for place in range(changed)) + BASE[changed:]


def cluster(texts: list[str], likeness: Likeness, bands: int = 40, band_rows: int = 1) -> list[int]:
    forms = forms_of(*texts)
    sizes, rows = piece_sizes_of(forms), rows_of(forms)
    return cluster_texts(forms, sizes, rows, sketch_forms(forms, sizes, bands, band_rows), likeness).leaders.tolist()


def test_a_chain_is_cut_where_texts_stop_resembling_its_first() -> None:
    chain = [step(changed) for changed in (0, 8, 16, 24)]
    assert cluster(chain, Likeness(similarity=0.75, share=1.0, likeness_to_first=0.5)) == [0, 0, 0, 3]
    assert cluster(chain, Likeness(similarity=0.75, share=1.0, likeness_to_first=0.75)) == [0, 0, 2, 2]


def test_texts_beyond_the_most_leaders_are_clustered_again() -> None:
    chain = [step(changed) for changed in (0, 10, 20, 30, 32)]
    likeness = Likeness(similarity=0.7, share=1.0, likeness_to_first=0.9, most_leaders=1)
    assert cluster(chain, likeness) == [0, 1, 2, 3, 3]


def test_a_bucket_with_too_many_members_still_joins_them() -> None:
    texts = [BASE * 2 + chr(0x400 + number) for number in range(200)]
    assert cluster(texts, Likeness(most_compared=8, neighbours=2), bands=4, band_rows=2) == [0] * 200


def test_nothing_is_joined_that_is_not_alike() -> None:
    texts = ["".join(np.random.default_rng(seed).choice(list("abcde"), 60)) for seed in range(60)]
    assert cluster(texts, Likeness()) == list(range(60))
