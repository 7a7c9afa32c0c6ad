"""Whether two pictures with nearly equal hashes show the same in every part, or the same but for other words.

A hash of 256 bits says what a picture is like as a whole: one meme with two captions has nearly the same. So the shades
of both are compared part by part, after the one is cut and turned as its hash was, and moved until both fit best.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from unisono.content.pictures.hashing import SIDE

Shades = NDArray[np.float32]
"""Pictures as (n, 64, 64)."""

PART = 4
SHADES_OF_GREY = 16
GROUND = 0.32


@dataclass(frozen=True)
class Tolerance:
    """How much two pictures may differ.

    strength: from which share of a picture's variance on it counts what one part has and the other lacks.
    correlation: below which two parts do not go together. parts: how many of 256 may not.
    """

    strength: float = 0.15
    correlation: float = 0.7
    parts: int = 4


OF_PHOTOGRAPHS = Tolerance()
"""Compressed, resized and darkened copies had at most 4 differing parts, other captions of two words at least 5."""

OF_PAGES = Tolerance(strength=0.08, correlation=0.8, parts=0)
"""Pages and screens of words have all but their words in common: not one part may differ."""

MOVES = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
"""How far, in 64ths, the ends of a side are moved to fit."""


def show_the_same(one: Shades, others: Shades, tolerance: Tolerance) -> NDArray[np.bool_]:
    """Say for each pair (n, 64, 64) of pictures whether they differ in no more parts than may be."""
    same = _differing_parts(one, others, tolerance) <= tolerance.parts
    for number in np.flatnonzero(~same).tolist():
        moved = moved_to(one[number], others[number])
        same[number] = _differing_parts(one[number][None], moved[None], tolerance)[0] <= tolerance.parts
    return same


def moved_to(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the other picture (64, 64) with its ends moved until it fits best: rows, columns, and rows again."""
    wanted = _standard(one)
    across = other
    for axis in (0, 1, 0):
        given = across if axis == 0 else across.T
        ways = _windows() @ given
        goal = wanted if axis == 0 else wanted.T
        best = int((_standard(ways) * goal).mean(axis=(-1, -2)).argmax())
        across = ways[best] if axis == 0 else ways[best].T
    return across


def turned_and_cut(shades: Shades, cut: tuple[tuple[float, float], tuple[float, float]], way: int) -> Shades:
    """Return pictures (n, 64, 64) cut at their upper and lower, left and right edges, then turned (as WAYS)."""
    (above, below), (left, right) = cut
    part: Shades = shades
    if any((above, below, left, right)):
        rows, columns = _window(above * SIDE, -below * SIDE), _window(left * SIDE, -right * SIDE)
        part = np.asarray(rows @ shades @ columns.T, np.float32)
    mirrored, upset, aside = way & 1, way & 2, way & 4
    part = part[:, :, ::-1] if mirrored else part
    part = part[:, ::-1] if upset else part
    return part.transpose(0, 2, 1) if aside else part


def is_mostly_ground(shades: NDArray[np.uint8]) -> bool:
    """Say whether over a third of a picture has one of the sixteen shades, as a page or a screen of words has."""
    return bool(np.bincount(shades.ravel(), minlength=SHADES_OF_GREY).max() >= GROUND * shades.size)


def _differing_parts(one: Shades, others: Shades, tolerance: Tolerance) -> NDArray[np.int64]:
    """Return in how many parts of 4 by 4 the pictures do not go together, among those where either has something."""
    first, second = _parts(_standard(one)), _parts(_standard(others))
    mine, theirs = (np.square(parts).mean(axis=(-1, -2)) for parts in (first, second))
    common = (first * second).mean(axis=(-1, -2))
    correlation = common / np.sqrt(mine * theirs + 1e-9)
    left_over = np.maximum(mine - common**2 / (theirs + 1e-9), theirs - common**2 / (mine + 1e-9))
    differs = (left_over > tolerance.strength) & (correlation < tolerance.correlation)
    return np.asarray(differs.sum(axis=(-1, -2)), np.int64)


def _parts(pictures: Shades) -> Shades:
    each = SIDE // PART
    parts = pictures.reshape(-1, each, PART, each, PART).swapaxes(2, 3)
    return np.asarray(parts - parts.mean(axis=(-1, -2), keepdims=True), np.float32)


def _standard(pictures: Shades) -> Shades:
    spread = pictures.std(axis=(-1, -2), keepdims=True)
    return np.asarray((pictures - pictures.mean(axis=(-1, -2), keepdims=True)) / (spread + 1e-6), np.float32)


@cache
def _windows() -> Shades:
    return np.stack([_window(begin, end) for begin, end in product(MOVES, MOVES)])


@cache
def _window(begin: float, end: float) -> Shades:
    """Return the table that samples a side from `begin` to 64 + `end` at 64 places."""
    places = np.clip(begin + (np.arange(SIDE) + 0.5) * (SIDE + end - begin) / SIDE - 0.5, 0, SIDE - 1)
    low = np.minimum(np.floor(places).astype(np.int64), SIDE - 2)
    table = np.zeros((SIDE, SIDE), np.float32)
    table[np.arange(SIDE), low] = 1 - (places - low)
    table[np.arange(SIDE), low + 1] += places - low
    return table
