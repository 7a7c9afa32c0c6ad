"""Borders and bars around a picture: plain ones, and bars in which a caption stands.

A plain border has one colour. A caption bar lies above or below, begins and ends with rows of one colour, and has
enough of that colour in every row between.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Luminance = NDArray[np.float32]

TOLERANCE = 16
"""Levels of 255 by which a pixel of the ground may differ: compressing leaves such a haze around edges."""

PLAIN = 0.97
"""Share of a row that has the ground's colour where nothing else is in it."""

GROUND_BESIDE_LETTERS = 0.15
LEAST_KEPT = 0.5
"""A side of which less would be left is not trimmed: what is drawn on a ground is no picture within a border."""

LEAST_BAR = 0.02
"""Share of the height below which a bar cannot hold a caption."""

MOST_ROUNDS = 3


@dataclass(frozen=True)
class Box:
    """Rows top to bottom and columns left to right of a picture; the ends are not in it."""

    top: int
    bottom: int
    left: int
    right: int

    def of(self, picture: Luminance) -> Luminance:
        """Return that part of a picture."""
        return np.ascontiguousarray(picture[self.top : self.bottom, self.left : self.right])


def whole(picture: Luminance) -> Box:
    """Return the box of everything."""
    return Box(0, picture.shape[0], 0, picture.shape[1])


def without_plain_border(picture: Luminance) -> Box:
    """Return what is left when rows and columns of one colour are taken from all four edges; all, where too little."""
    box = whole(picture)
    for _ in range(MOST_ROUNDS):
        part = box.of(picture)
        top, below = _plain_rows(part), _plain_rows(part[::-1])
        left, right = _plain_rows(part.T), _plain_rows(part.T[::-1])
        trimmed = Box(box.top + top, box.bottom - below, box.left + left, box.right - right)
        if trimmed == box or not _keeps_enough(trimmed, picture):
            break
        box = trimmed
    return box


def without_caption_bars(picture: Luminance, box: Box) -> Box:
    """Return the box without bars above and below in which more than the ground is; the same box where there are none.

    box: what is left without plain borders; bars reach over its whole width.
    """
    part = picture[:, box.left : box.right]
    top, below = _caption_rows(part), _caption_rows(part[::-1])
    trimmed = Box(max(top, box.top), min(picture.shape[0] - below, box.bottom), box.left, box.right)
    return trimmed if _keeps_enough(trimmed, picture) else box


def _keeps_enough(box: Box, picture: Luminance) -> bool:
    height, width = picture.shape
    return bool(box.bottom - box.top >= LEAST_KEPT * height and box.right - box.left >= LEAST_KEPT * width)


def _plain_rows(picture: Luminance) -> int:
    """Return how many rows from the top have the colour of the first, and nothing else in them."""
    if not picture.size:
        return 0
    share = _ground_shares(picture, float(np.median(picture[0])))
    other = np.flatnonzero(share < PLAIN)
    return int(other[0]) if len(other) else 0


def _caption_rows(picture: Luminance) -> int:
    """Return how many rows from the top are a bar with a caption: to its last row of one colour; 0 where none is."""
    most = int(len(picture) * (1 - LEAST_KEPT))
    if not picture.size or not most:
        return 0
    share = _ground_shares(picture[:most], float(np.median(picture[0])))
    if share[0] < PLAIN:
        return 0
    other = np.flatnonzero(share < GROUND_BESIDE_LETTERS)
    within = share[: int(other[0])] if len(other) else share
    plain = np.flatnonzero(within >= PLAIN)
    end = int(plain[-1]) + 1
    return end if end >= LEAST_BAR * len(picture) and (within[:end] < PLAIN).any() else 0


def _ground_shares(picture: Luminance, ground: float) -> NDArray[np.float64]:
    return np.asarray((np.abs(picture - ground) <= TOLERANCE).mean(axis=1), np.float64)
