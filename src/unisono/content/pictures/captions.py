"""Whether the bars above and below two pictures hold the same words.

Of a bar, what is written is kept: the part of it where there is ink, in 16 by 128 shades, so that it lies alike
however the picture was cut, resized and compressed. The lines of one caption then go together sign by sign; those of
other words have about the same height and share of ink, and no more.
"""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from unisono.content.pictures.borders import HAZE, PLAIN
from unisono.content.pictures.hashing import Luminance, Words
from unisono.content.pictures.shades import packed_shades, shades_in_parts, unpacked_shades

Lines = NDArray[np.uint8]
"""What is written in a bar: (16, 128) shades."""

ROWS, COLUMNS = 16, 128
LINES_SIZE = ROWS * COLUMNS // 2
"""Bytes of the lines of a bar."""

BOUND_OF_BARS = 48
"""Bits in which two captions of the same words may differ; those of other words differ in about 128."""

LEAST_CORRELATION = 0.45
"""How well the lines of two captions go together at least."""

INK = 0.35
"""A pixel is ink if it differs from the ground by this share of the largest difference."""

AROUND = 5
"""Columns to either side whose mean is taken from a shade: lines that end alike say nothing about their words."""

Moves = tuple[tuple[int, int], ...]

ACROSS: Moves = tuple(product(range(-9, 10, 3), range(-9, 10, 3)))
NEAR: Moves = tuple(product((-1, 0, 1), (-1, 0, 1)))
DOWN: Moves = tuple(product(range(-5, 6), range(-5, 6)))
"""By how many columns and rows the ends of the lines are moved to fit: a cut may take letters, or half of a line."""


def lines_of(bar: Luminance, *, below: bool = False) -> bytes:
    """Return the lines of a bar as they are kept: of the part where there is ink; of all, if nothing differs.

    below: whether the bar lies below its picture, and not above. What touches that is its own blurred edge.
    """
    apart = np.abs(bar - np.median(bar))
    plain = np.flatnonzero((apart > HAZE).mean(axis=1) <= 1 - PLAIN)
    if len(plain):
        apart[: plain[0] if below else 0] = 0
        apart[len(apart) if below else plain[-1] + 1 :] = 0
    ink = apart > max(INK * float(apart.max()), 1.0)
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    written = bar[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else bar
    return packed_shades(shades_in_parts(np.ascontiguousarray(written), ROWS, COLUMNS))


def read_lines(kept: bytes) -> Lines:
    """Return what lines_of has written."""
    return unpacked_shades(kept, ROWS, COLUMNS)


def captions_agree(bars: tuple[Words, Words], lines: tuple[tuple[Lines | None, ...], tuple[Lines | None, ...]]) -> bool:
    """Say whether the bars of two pictures hold the same words, above and below, where both have one.

    bars: the hashes (2, 4) of either picture's bars, zeros where there is none; lines: those of its bars, if kept.
    """
    both = bars[0].any(axis=1) & bars[1].any(axis=1)
    apart = np.bitwise_count(bars[0] ^ bars[1]).sum(axis=1)
    for number in np.flatnonzero(both & (apart > BOUND_OF_BARS)).tolist():
        one, other = lines[0][number], lines[1][number]
        if one is None or other is None or line_correlation(one, other) < LEAST_CORRELATION:
            return False
    return True


def line_correlation(one: Lines, other: Lines) -> float:
    """Return how well two captions' lines go together along their rows, the ends of the other moved to fit best."""
    wanted, given = _signs(one.astype(np.float32)[None]), other.astype(np.float32)
    across, best = (0, 0), -1.0
    for first in (True, False):
        # Up and down alone there is nothing to compute anew: the signs stand along the rows.
        signs = _signs((given @ _windows(COLUMNS, (across,))[0].T)[None])[0]
        fits = _correlations(wanted, _windows(ROWS, DOWN) @ signs)
        rows = _windows(ROWS, (DOWN[int(fits.argmax())],))[0] @ given
        begin, end = across
        moves = ACROSS if first else tuple((begin + one_more, end + other_more) for one_more, other_more in NEAR)
        best = max(best, float(fits.max()))
        fits = _correlations(wanted, _signs(rows @ _windows(COLUMNS, moves).transpose(0, 2, 1)))
        across, best = moves[int(fits.argmax())], max(best, float(fits.max()))
    return best


def _correlations(wanted: NDArray[np.float32], found: NDArray[np.float32]) -> NDArray[np.float64]:
    common = (wanted * found).sum(axis=(1, 2), dtype=np.float64)
    strength = np.sqrt((wanted**2).sum(dtype=np.float64) * (found**2).sum(axis=(1, 2), dtype=np.float64))
    return np.asarray(common / np.maximum(strength, 1e-6), np.float64)


def _signs(lines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return lines (n, 16, 128) without the mean shade around each place of a row: letters, not where a line ends."""
    around = np.pad(lines, ((0, 0), (0, 0), (AROUND + 1, AROUND)), mode="edge").cumsum(axis=2, dtype=np.float64)
    means = (around[..., 2 * AROUND + 1 :] - around[..., : -2 * AROUND - 1]) / (2 * AROUND + 1)
    return np.asarray(lines - means, np.float32)


@lru_cache(maxsize=200)
def _windows(length: int, moves: Moves) -> NDArray[np.float32]:
    """Return tables (n, length, length) that sample a side whose ends are moved; outside, its last shade goes on."""
    begin, end = np.array(moves, np.float64).reshape(-1, 2).T[:, :, None]
    places = np.clip(begin + (np.arange(length) + 0.5) * (length + end - begin) / length - 0.5, 0, length - 1)
    low = np.minimum(np.floor(places).astype(np.int64), length - 2)
    table = np.zeros((len(moves), length, length), np.float32)
    number, row = np.ogrid[: len(moves), :length]
    table[number, row, low] = 1 - (places - low)
    table[number, row, low + 1] += places - low
    return table
