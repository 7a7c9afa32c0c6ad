"""What is kept of a picture to compare it: the picture as it is, without its plain border, without its caption bars.

Kept as bytes (MEDIA's `crops`): 16 hashes with 0 or 2.5 % cut from each edge; then, since version 2, 15 hashes with
5 % cut from each, 64 by 64 shades of four bits, and the hashes of the bars above and below; then each further view with
its kind. Cases whose pictures were looked at before have the 16 hashes alone, and are compared by them.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.pictures.borders import Box, whole, without_caption_bars, without_plain_border
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

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FARTHER = 2 * EDGE
FARTHER_EDGES = ((0.0, 0.0), (FARTHER, 0.0), (0.0, FARTHER), (FARTHER, FARTHER))

CUTS = tuple((down, across) for edges in (EDGES, FARTHER_EDGES) for down in edges for across in edges)[: 2 * CROPS]
"""How each kept hash was cut, at the upper and lower and at the left and right edge; the 17th is left out."""

KEPT = tuple(number for number in range(2 * CROPS) if number != CROPS)
HASHES = len(KEPT)

AS_IT_IS, WITHOUT_BORDER, WITHOUT_CAPTION = 0, 1, 2
SHADES = 15

_HASH = 32
_SAMPLES = SIDE * SIDE // 2
_FIRST = HASHES * _HASH + _SAMPLES + 2 * _HASH
_FURTHER = 1 + HASHES * _HASH + _SAMPLES

LOOKED_AT_BEFORE = pl.col("crops").bin.size() <= CROPS * _HASH
"""Whether a row of MEDIA has the 16 hashes of version 1 alone: borders, captions and farther cuts are not compared."""


@dataclass(frozen=True)
class View:
    """One view of a picture: its kind, its hashes (31, 4) and its shades (64, 64); version 1 has 16 and none."""

    kind: int
    hashes: Words
    shades: NDArray[np.uint8] | None


@dataclass(frozen=True)
class Views:
    """All views of a picture, the first as it is, and the hashes (2, 4) of the bars above and below (0: none)."""

    views: tuple[View, ...]
    bars: Words


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
    if len(kept) < _FIRST or (len(kept) - _FIRST) % _FURTHER:
        raise ValueError(f"{len(kept)} bytes are no views of a picture")
    begins = range(_FIRST, len(kept), _FURTHER)
    further = [_read_view(kept[begin], kept[begin + 1 : begin + _FURTHER]) for begin in begins]
    return Views((_read_view(AS_IT_IS, kept[:_FIRST]), *further), _words(kept[_FIRST - 2 * _HASH : _FIRST]))


def is_whole(kept: bytes) -> bool:
    """Say whether all views were kept, as version 1 did not."""
    return len(kept) > CROPS * _HASH


def shades_of(picture: Luminance) -> NDArray[np.uint8]:
    """Return the mean shade of each of 64 by 64 parts of a picture, 0 its darkest to 15 its lightest."""
    height, width = picture.shape
    means = (_averaging(width) @ np.ascontiguousarray((_averaging(height) @ picture).T)).T
    low, high = float(means.min()), float(means.max())
    return np.asarray(np.rint((means - low) * (SHADES / max(1.0, high - low))), np.uint8)


@cache
def _averaging(length: int) -> "csr_array":
    """Return the table that averages a side in 64 equal parts; parts of pixels count as parts."""
    from scipy.sparse import csr_array

    ends = np.arange(SIDE + 1) * length / SIDE
    pixels = np.arange(length)
    covered = np.minimum(ends[1:, None], pixels + 1) - np.maximum(ends[:-1, None], pixels)
    return csr_array(np.asarray(np.maximum(covered, 0) * (SIDE / length), np.float32))


def _view_bytes(picture: Luminance, crops: Words) -> bytes:
    farther = words_of(waves_of_crops(picture, FARTHER_EDGES))[1:]
    shades = shades_of(picture).reshape(-1, 2)
    packed = (shades[:, 0] << 4) | shades[:, 1]
    return bytes(np.concatenate([crops, farther]).astype("<u8").tobytes() + packed.astype(np.uint8).tobytes())


def _bars(picture: Luminance, inner: Box, border: Box) -> bytes:
    """Return the hashes of what stands above and below the inner picture, zeros where nothing does."""
    hashes = np.zeros((2, 4), np.uint64)
    parts = (Box(0, inner.top, inner.left, inner.right), Box(inner.bottom, len(picture), inner.left, inner.right))
    is_there = (inner.top > border.top, inner.bottom < border.bottom)
    for number, (box, there) in enumerate(zip(parts, is_there, strict=True)):
        if there:
            hashes[number] = words_of(waves_of_crops(box.of(picture), ((0.0, 0.0),)))[0]
    return bytes(hashes.astype("<u8").tobytes())


def _read_view(kind: int, kept: bytes) -> View:
    packed = np.frombuffer(kept, np.uint8, _SAMPLES, HASHES * _HASH)
    shades = np.stack([packed >> 4, packed & SHADES], axis=1).reshape(SIDE, SIDE)
    return View(kind, _words(kept[: HASHES * _HASH]), shades)


def _words(kept: bytes) -> Words:
    return np.frombuffer(kept, "<u8").reshape(-1, 4).astype(np.uint64)
