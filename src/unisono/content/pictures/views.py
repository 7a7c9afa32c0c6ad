"""What is kept of a picture to compare it: the picture as it is, without its plain border, without its caption bars.

Kept as bytes (MEDIA's `crops`): 16 hashes with 0 or 2.5 % cut from each edge; then, since version 2, 15 hashes with
5 % cut from each, 64 by 64 shades of four bits, the hashes of the bars above and below, and, since version 3, the lines
of each bar that is there (captions.py); then each further view with its kind. Cases whose pictures were looked at
before have the 16 hashes alone, or no lines, and are compared by what they have.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.pictures.borders import Box, whole, without_caption_bars, without_plain_border
from unisono.content.pictures.captions import LINES_SIZE, Lines, lines_of, read_lines
from unisono.content.pictures.hashing import (
    CROPS,
    EDGE,
    EDGES,
    LEAST_QUALITY,
    SIDE,
    Luminance,
    PictureHash,
    Words,
    crops_from_bytes,
    hash_picture,
    quality_of,
    sample,
    waves_of_crops,
    words_of,
)
from unisono.content.pictures.shades import packed_shades, shades_in_parts, unpacked_shades

FARTHER = 2 * EDGE
FARTHER_EDGES = ((0.0, 0.0), (FARTHER, 0.0), (0.0, FARTHER), (FARTHER, FARTHER))

CUTS = tuple((down, across) for edges in (EDGES, FARTHER_EDGES) for down in edges for across in edges)[: 2 * CROPS]
"""How each kept hash was cut, at the upper and lower and at the left and right edge; the 17th is left out."""

KEPT = tuple(number for number in range(2 * CROPS) if number != CROPS)
HASHES = len(KEPT)

AS_IT_IS, WITHOUT_BORDER, WITHOUT_CAPTION = 0, 1, 2

_HASH = 32
_SAMPLES = SIDE * SIDE // 2
_FIRST = HASHES * _HASH + _SAMPLES + 2 * _HASH
_FURTHER = 1 + HASHES * _HASH + _SAMPLES
_SIZE = pl.col("crops").bin.size().cast(pl.Int64)
_HAS_BARS = pl.col("crops").bin.slice(_FIRST - 2 * _HASH, 2 * _HASH) != pl.lit(bytes(2 * _HASH))
LOOKED_AT_BEFORE = (_SIZE <= CROPS * _HASH) | (_HAS_BARS & ((_SIZE - _FIRST) % _FURTHER == 0))
"""Whether a row of MEDIA has less than is kept now: the 16 hashes of version 1 alone, or bars without their lines."""


@dataclass(frozen=True)
class View:
    """One view of a picture: its kind, its hashes (31, 4) and its shades (64, 64); version 1 has 16 and none."""

    kind: int
    hashes: Words
    shades: NDArray[np.uint8] | None


@dataclass(frozen=True)
class Views:
    """All views of a picture, the first as it is, and the hashes (2, 4) of the bars above and below (0: none).

    lines: the lines (16, 128) of the bar above and of that below, where there is one and its lines were kept.
    """

    views: tuple[View, ...]
    bars: Words
    lines: tuple[Lines | None, Lines | None] = (None, None)


def hash_views(picture: Luminance) -> PictureHash:
    """Return the hash and quality of a picture, and all of its views in place of the 16 crops."""
    hashed = hash_picture(picture)
    return replace(hashed, crops=views_of(picture, crops_from_bytes([hashed.crops])[0]))


def views_of(picture: Luminance, crops: Words) -> bytes:
    """Return the views of a picture as MEDIA keeps them; crops: the 16 hashes of the picture as it is."""
    border = without_plain_border(picture)
    inner = without_caption_bars(picture, border)
    first = _view_bytes(picture, crops) + _bars(picture, inner, border)
    further = b""
    for kind, box, before in ((WITHOUT_BORDER, border, whole(picture)), (WITHOUT_CAPTION, inner, border)):
        part = box.of(picture)
        if box != before and quality_of(sample(part)) >= LEAST_QUALITY:
            further += bytes([kind]) + _view_bytes(part, words_of(waves_of_crops(part, EDGES)))
    return first + further


def read_views(kept: bytes) -> Views:
    """Return what views_of has written, or what version 1 kept; raises ValueError for anything else."""
    none = np.zeros((2, 4), np.uint64)
    if len(kept) == CROPS * _HASH:
        return Views((View(AS_IT_IS, _words(kept), None),), none)
    more = (len(kept) - _FIRST) % _FURTHER
    if len(kept) < _FIRST or more not in (0, LINES_SIZE, 2 * LINES_SIZE):
        raise ValueError(f"{len(kept)} bytes are no views of a picture")
    begins = range(_FIRST + more, len(kept), _FURTHER)
    further = [_read_view(kept[begin], kept[begin + 1 : begin + _FURTHER]) for begin in begins]
    views = (_read_view(AS_IT_IS, kept[:_FIRST]), *further)
    bars = _words(kept[_FIRST - 2 * _HASH : _FIRST])
    lines = iter([read_lines(kept[begin : begin + LINES_SIZE]) for begin in range(_FIRST, _FIRST + more, LINES_SIZE)])
    above, below = (next(lines, None) if there else None for there in (bars[0].any(), bars[1].any()))
    return Views(views, bars, (above, below))


def shades_of(picture: Luminance) -> NDArray[np.uint8]:
    """Return the mean shade of each of 64 by 64 parts of a picture, 0 its darkest to 15 its lightest."""
    return shades_in_parts(picture, SIDE, SIDE)


def _view_bytes(picture: Luminance, crops: Words) -> bytes:
    farther = words_of(waves_of_crops(picture, FARTHER_EDGES))[1:]
    return bytes(np.concatenate([crops, farther]).astype("<u8").tobytes() + packed_shades(shades_of(picture)))


def _bars(picture: Luminance, inner: Box, border: Box) -> bytes:
    """Return the hashes of what stands above and below the inner picture, zeros where nothing does, and the lines."""
    hashes, lines = np.zeros((2, 4), np.uint64), b""
    parts = (Box(0, inner.top, inner.left, inner.right), Box(inner.bottom, len(picture), inner.left, inner.right))
    is_there = (inner.top > border.top, inner.bottom < border.bottom)
    for number, (box, there) in enumerate(zip(parts, is_there, strict=True)):
        if there:
            hashes[number] = words_of(waves_of_crops(box.of(picture), ((0.0, 0.0),)))[0]
            lines += lines_of(box.of(picture), below=number == 1)
    return bytes(hashes.astype("<u8").tobytes() + lines)


def _read_view(kind: int, kept: bytes) -> View:
    shades = unpacked_shades(kept[HASHES * _HASH : HASHES * _HASH + _SAMPLES], SIDE, SIDE)
    return View(kind, _words(kept[: HASHES * _HASH]), shades)


def _words(kept: bytes) -> Words:
    return np.frombuffer(kept, "<u8").reshape(-1, 4).astype(np.uint64)
