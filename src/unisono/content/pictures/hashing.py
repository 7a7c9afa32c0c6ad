"""Perceptual hashes: 256 bits that stay nearly the same when a picture is re-encoded, resized or brightened.

PDQ, after "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (Facebook, 2019): luminance, two
box filters a side (W. Jarosz, "Fast Image Convolutions", 2001), 64 by 64 samples, the 16 by 16 lowest waves of their
cosine transform without the constant ones, each bit one wave's strength against the median. Written as 64 hex digits
in the order of that paper's own program, so that hashes can be compared with other people's lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array
# Scans read what was hashed before: only who hashes pictures waits for sparse tables to be imported.

Luminance = NDArray[np.float32]
"""A picture as (height, width), from 0 black to 255 white."""

Words = NDArray[np.uint64]
"""Hashes as (n, 4) whole numbers, the lowest bits first."""

BITS = 256
SIDE = 64
WAVES = 16

EDGE = 0.025
"""How much of a side is cut from each edge; two uploads of one picture rarely lose the same pixels."""

EDGES = ((0.0, 0.0), (EDGE, 0.0), (0.0, EDGE), (EDGE, EDGE))
CROPS = len(EDGES) ** 2

WAYS = (
    "as it is",
    "mirrored",
    "upside down and mirrored",
    "upside down",
    "on its side and mirrored",
    "on its side",
    "on its side",
    "on its side and mirrored",
)
"""The eight ways to turn and mirror a picture."""

_ODD_WAVES = (np.arange(1, WAVES + 1) % 2).astype(np.uint8)

LEAST_QUALITY = 50
"""Pictures below this quality show too little to be told apart (the bound that PDQ's authors recommend)."""


@dataclass(frozen=True)
class PictureHash:
    """What a picture looks like: 64 hex digits, and how much there is to see, from 0 to 100."""

    hash: str
    quality: int
    crops: bytes  # the hashes with the edges cut in 16 ways, 32 bytes each, the first of the whole


def hash_picture(picture: Luminance) -> PictureHash:
    """Return the hash of a picture; a blank one has quality 0 and a hash that means nothing."""
    samples = sample(picture)
    whole = words_of(waves_of(samples)[None])
    crops = words_of(waves_of_crops(picture, EDGES))
    crops[0] = whole[0]
    return PictureHash(to_hex(whole[0]), quality_of(samples), crops.astype("<u8").tobytes())


def sample(picture: Luminance) -> Luminance:
    """Return the picture as 64 by 64 samples, blurred first so that none of it falls between them."""
    height, width = picture.shape
    return _sum_along(_sampling(height), _sampling(width), picture)


def quality_of(samples: Luminance) -> int:
    """Return how much changes between neighbouring samples, from 0 (blank) to 100."""
    steps = (np.diff(samples, axis=axis) * np.float32(100 / 255) for axis in (0, 1))
    return min(100, int(sum(np.abs(np.trunc(step)).sum() for step in steps) / 90))


def waves_of(samples: Luminance) -> Luminance:
    """Return the strengths of the 16 by 16 lowest waves, the constant ones left out."""
    return np.asarray(_cosines() @ samples @ _cosines().T, np.float32)


def waves_of_crops(picture: Luminance, edges: Sequence[tuple[float, float]]) -> NDArray[np.float32]:
    """Return the waves, (n * n, 16, 16), of a picture with its edges cut in every combination.

    edges: the shares to cut at the start and at the end of a side. Blurring, sampling and transforming are sums along
    each side, so that all crops of a side are one table; a crop never leaves less than one pixel.
    """
    height, width = picture.shape
    samples = _sum_along(_crop_table(height, tuple(edges)), _crop_table(width, tuple(edges)), picture)
    blocks = samples.reshape(len(edges), SIDE, len(edges), SIDE).transpose(0, 2, 1, 3).reshape(-1, SIDE, SIDE)
    return np.asarray(_cosines() @ blocks @ _cosines().T, np.float32)


def waves_of_ways(picture: Luminance, edges: Sequence[tuple[float, float]]) -> list[NDArray[np.float32]]:
    """Return waves_of_crops of the eight ways to turn and mirror a picture, in the order of WAYS.

    The pixels themselves are mirrored: samples lie up to half a pixel off the middle, which some hashes feel.
    """
    upright = (picture, picture[:, ::-1], picture[::-1], picture[::-1, ::-1])
    waves = [waves_of_crops(np.ascontiguousarray(way), edges) for way in upright]
    return [*waves, *(np.ascontiguousarray(way.transpose(0, 2, 1)) for way in waves)]


def words_of(waves: NDArray[np.float32]) -> Words:
    """Return the bits of pictures' waves, (n, 16, 16), as (n, 4) words."""
    flat = waves.reshape(len(waves), BITS)
    middle = np.partition(flat, BITS // 2 - 1, axis=1)[:, BITS // 2 - 1, None]
    return np.packbits(flat > middle, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def turned_words(words: Words, way: int) -> Words:
    """Return the hashes (n, 4) that turned pictures would have, nearly: way is the number of one of WAYS.

    Mirroring changes the sign of every other wave, and their median lies next to zero: their bits change. Turning on
    its side exchanges the waves down and across.
    """
    bits = np.unpackbits(words.astype("<u8").view(np.uint8), axis=1, bitorder="little").reshape(-1, WAVES, WAVES)
    if way & 1:
        bits = bits ^ _ODD_WAVES[None, None, :]
    if way & 2:
        bits = bits ^ _ODD_WAVES[None, :, None]
    if way & 4:
        bits = bits.transpose(0, 2, 1)
    flat = np.ascontiguousarray(bits).reshape(-1, BITS)
    return np.packbits(flat, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def to_hex(words: Words) -> str:
    """Return one hash as 64 hex digits, the highest bits first."""
    return "".join(f"{word:016x}" for word in words[::-1].tolist())


def from_hex(hashes: Sequence[str]) -> Words:
    """Return hashes of 64 hex digits as (n, 4) words; raises ValueError for anything else."""
    if any(len(text) != BITS // 4 for text in hashes):
        raise ValueError("a picture's hash has 64 hex digits")
    joined = np.frombuffer(bytes.fromhex("".join(hashes)), ">u8").reshape(len(hashes), 4)
    return np.ascontiguousarray(joined[:, ::-1]).astype(np.uint64)


def crops_from_bytes(crops: Sequence[bytes]) -> Words:
    """Return the hashes of pictures' crops as (n, 16, 4) words; what is kept beyond them is left out."""
    return (
        np.frombuffer(b"".join(kept[: CROPS * BITS // 8] for kept in crops), "<u8")
        .reshape(len(crops), CROPS, 4)
        .astype(np.uint64)
    )


def distances(one: Words, others: Words) -> NDArray[np.int64]:
    """Return in how many of the 256 bits a hash differs from each of the others."""
    return np.asarray(np.bitwise_count(others ^ one).sum(axis=1), np.int64)


@cache
def _cosines() -> Luminance:
    waves, places = np.ogrid[1 : WAVES + 1, 0:SIDE]
    return np.asarray(np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * waves * (2 * places + 1)), np.float32)


def _sum_along(down: "csr_array", across: "csr_array", picture: Luminance) -> Luminance:
    """Return down @ picture @ across.T; the tables are nearly empty, and dense ones would set other threads to work."""
    return np.ascontiguousarray((across @ np.ascontiguousarray((down @ picture).T)).T, np.float32)


@cache
def _crop_table(length: int, edges: tuple[tuple[float, float], ...]) -> "csr_array":
    """Return the tables of _sampling for each way to cut a side, one below the other."""
    from scipy.sparse import csr_array, vstack

    tables = []
    for before, after in edges:
        begin, end = round(before * length), length - round(after * length)
        begin, end = (begin, end) if begin < end else (0, length)
        table = _sampling(end - begin).tocoo()
        tables.append(csr_array((table.data, (table.row, table.col + begin)), shape=(SIDE, length)))
    return vstack(tables, format="csr")


@cache
def _sampling(length: int) -> "csr_array":
    """Return what blurs a side of this length twice and takes 64 samples of it, as one (64, length) table.

    Every step is a weighted sum along the side, so that all of them together are one.
    """
    from scipy.sparse import csr_array

    window = -(-length // (2 * SIDE))
    after = (window + 2) // 2
    places = np.arange(length)
    first, end = np.maximum(0, places - (window - after)), np.minimum(length, places + after)
    rows = np.repeat(places, end - first)
    columns = np.concatenate([np.arange(low, high) for low, high in zip(first, end, strict=True)])
    box = csr_array((np.repeat(1 / (end - first), end - first), (rows, columns)), shape=(length, length))
    taken = ((np.arange(SIDE) + 0.5) * length / SIDE).astype(np.int64)
    return (box[taken] @ box).astype(np.float32)
