"""Shades of parts of a picture, four bits each: what is kept of it besides its hashes."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from unisono.content.pictures.hashing import Luminance

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SHADES = 15
"""The lightest shade; the darkest is 0."""


def shades_in_parts(picture: Luminance, rows: int, columns: int) -> NDArray[np.uint8]:
    """Return the mean shade of each of rows by columns equal parts, 0 the darkest to 15 the lightest of them."""
    height, width = picture.shape
    means = (_averaging(width, columns) @ np.ascontiguousarray((_averaging(height, rows) @ picture).T)).T
    low, high = float(means.min()), float(means.max())
    return np.asarray(np.rint((means - low) * (SHADES / max(1.0, high - low))), np.uint8)


def packed_shades(shades: NDArray[np.uint8]) -> bytes:
    """Return shades as bytes, two in each."""
    pairs = shades.reshape(-1, 2)
    return ((pairs[:, 0] << 4) | pairs[:, 1]).astype(np.uint8).tobytes()


def unpacked_shades(kept: bytes, rows: int, columns: int) -> NDArray[np.uint8]:
    """Return what packed_shades has written."""
    packed = np.frombuffer(kept, np.uint8)
    return np.stack([packed >> 4, packed & SHADES], axis=1).reshape(rows, columns)


@cache
def _averaging(length: int, parts: int) -> "csr_array":
    """Return the table that averages a side in equal parts; parts of pixels count as parts."""
    from scipy.sparse import csr_array

    ends = np.arange(parts + 1) * length / parts
    pixels = np.arange(length)
    covered = np.minimum(ends[1:, None], pixels + 1) - np.maximum(ends[:-1, None], pixels)
    return csr_array(np.asarray(np.maximum(covered, 0) * (parts / length), np.float32))
