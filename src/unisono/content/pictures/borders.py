"""Borders and bars around a picture: plain ones, and bars in which a caption stands.

A plain border has one colour. A caption bar lies above or below, ends with rows of one colour, and has enough of that
colour in every row before. It begins with such a row, too, or it is white or black: a cut may have reached its letters.
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
WHITE_OR_BLACK_BESIDE_LETTERS = 0.05
"""Share of a bar's row that has the ground's colour at least; blurred letters leave little of a white or black one."""

LEAST_KEPT = 0.5
"""A side of which less would be left is not trimmed: what is drawn on a ground is no picture within a border."""

WHITE_OR_BLACK = 40
"""Levels from white or black that a bar's ground may have where a cut reached its letters."""

HAZE = 32
"""TOLERANCE of a white or black ground: letters on it are of the strongest contrast, and so is the haze around them."""

LEAST_CONTRAST = 60
"""Levels by which letters differ from their ground at least."""

LEAST_BAR = 0.02
"""Share of the height below which a bar cannot hold a caption."""

MOST_BLUR = 0.03
"""Share of the height behind a bar's last plain row in which the picture may begin: compressing blurs that edge."""

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
    """Return how many rows from the top are a bar with a caption: to where the picture begins; 0 where none is."""
    most = int(len(picture) * (1 - LEAST_KEPT))
    if not picture.size or not most:
        return 0
    outer = picture[:most]
    first = outer[: max(1, round(LEAST_BAR * len(picture)))]
    # Where a cut reached the letters, most of the first rows may be ink and its haze.
    for ground in (float(np.median(first)), float(np.quantile(first, 0.98)), float(np.quantile(first, 0.02))):
        end = _bar_rows(outer, ground, max(1.0, LEAST_BAR * len(picture)))
        if end:
            return _edge_behind(outer, end, round(MOST_BLUR * len(picture)))
    return 0


def _bar_rows(outer: Luminance, ground: float, least: float) -> int:
    """Return the last plain row of a bar of this ground, and one; 0 where there is no bar with letters in it."""
    is_usual = min(ground, 255 - ground) <= WHITE_OR_BLACK
    share = _ground_shares(outer, ground, HAZE if is_usual else TOLERANCE)
    if share[0] < PLAIN and not is_usual:
        return 0
    other = np.flatnonzero(share < (WHITE_OR_BLACK_BESIDE_LETTERS if is_usual else GROUND_BESIDE_LETTERS))
    within = share[: int(other[0])] if len(other) else share
    plain = np.flatnonzero(within >= PLAIN)
    end = int(plain[-1]) + 1 if len(plain) else 0
    has_letters = bool((within[:end] < PLAIN).any()) and float(np.abs(outer[:end] - ground).max()) >= LEAST_CONTRAST
    return end if end >= least and has_letters else 0


def _edge_behind(picture: Luminance, end: int, most: int) -> int:
    """Return the row, at most so many behind `end`, before which most changes; `end` where it is the last."""
    behind = picture[end - 1 : end + most + 1]
    steps = np.abs(np.diff(behind, axis=0)).mean(axis=1)
    return end + int(steps.argmax()) if len(steps) else end


def _ground_shares(picture: Luminance, ground: float, tolerance: float = TOLERANCE) -> NDArray[np.float64]:
    return np.asarray((np.abs(picture - ground) <= tolerance).mean(axis=1), np.float64)
