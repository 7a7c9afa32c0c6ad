"""Shades are means of parts, and come back from their bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.pictures.shades import packed_shades, shades_in_parts, unpacked_shades


@pytest.mark.parametrize(("rows", "columns"), [(2, 4), (4, 2), (3, 4)])
def test_shades_are_the_means_of_parts_from_the_darkest_to_the_lightest(rows: int, columns: int) -> None:
    picture = np.random.default_rng(4).random((rows * 5, columns * 7)).astype(np.float32) * 200
    means = picture.reshape(rows, 5, columns, 7).mean(axis=(1, 3))
    expected = np.rint((means - means.min()) * (15 / (means.max() - means.min())))
    assert shades_in_parts(picture, rows, columns).tolist() == expected.tolist()


def test_parts_of_pixels_count_as_parts() -> None:
    assert shades_in_parts(np.array([[0, 30, 60]], np.float32), 1, 2).tolist() == [[0, 15]]
    assert shades_in_parts(np.full((3, 5), 7, np.float32), 2, 4).tolist() == [[0] * 4] * 2


@given(st.lists(st.integers(0, 15), min_size=8, max_size=8))
def test_packed_shades_come_back(shades: list[int]) -> None:
    given_shades = np.array(shades, np.uint8).reshape(2, 4)
    assert unpacked_shades(packed_shades(given_shades), 2, 4).tolist() == given_shades.tolist()
