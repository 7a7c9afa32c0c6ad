"""Reads a picture's file as luminance; says why where it cannot, whatever bytes there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings, simplefilter

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from unisono.content.pictures.hashing import Luminance

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
"""What is read. Formats that are programs, or that call other programs, are not."""

MOST_BYTES = 256 * 1024 * 1024
MOST_PIXELS = 100_000_000
"""A file may promise more pixels than any memory holds; such files are not opened."""

LONGEST_SIDE = 512
"""Larger pictures are reduced to this before they are hashed."""

SHORTEST_SIDE = 256
"""Smaller ones are enlarged to this as far as the longest side allows: 64 samples of few pixels lie beside the middle,
so that the hash of an avatar would change with its size (0.92 to 1.00 of such copies stay within 31 bits)."""

_EARLY_ENDS = ("truncated", "unexpected end", "end of file", "not enough image data", "broken data stream")


class UnreadablePictureError(Exception):
    """A file that is not taken; its text is the reason, the same for all files with the same trouble."""


@dataclass(frozen=True)
class Picture:
    """One picture: its format, its size in pixels as it is shown, and what it shows at the size it is hashed in."""

    format: str
    width: int
    height: int
    luminance: Luminance


def read_bytes(file: Path) -> bytes:
    """Return what a file holds; raises UnreadablePictureError where it is empty, too large or not readable."""
    try:
        size = file.stat().st_size
        if size == 0:
            raise UnreadablePictureError("the file is empty")
        if size > MOST_BYTES:
            raise UnreadablePictureError(f"the file has more than {MOST_BYTES >> 20} MB")
        return file.read_bytes()
    except OSError as error:
        raise UnreadablePictureError(f"the file cannot be read: {error.strerror}") from error


def read_picture(content: bytes, longest_side: int = LONGEST_SIDE) -> Picture:
    """Return the picture in a file's bytes: the first one of an animation, turned as its camera says.

    longest_side: pixels to which larger pictures are reduced. What is transparent is white.
    Raises UnreadablePictureError, and nothing else. Call it within `as_strict_reader`.
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            return _read(image, longest_side)
    except UnreadablePictureError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadablePictureError("not a picture that can be read") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePictureError(f"the picture has more than {MOST_PIXELS:,} pixels") from error
    # A decoder may raise anything over bytes that were made to confuse it; the file is counted, the others are read.
    except Exception as error:
        early = any(word in str(error).lower() for word in _EARLY_ENDS)
        reason = "the picture's file ends early" if early else "the picture's file is damaged"
        raise UnreadablePictureError(reason) from error


@contextmanager
def as_strict_reader() -> Iterator[None]:
    """Read pictures within: what the reader only warns about, such as damaged notes of a camera, stays unsaid.

    Warnings are a setting of the whole process: enter once, around all threads.
    """
    with catch_warnings():
        simplefilter("ignore")
        simplefilter("error", Image.DecompressionBombWarning)
        yield


def _read(image: Image.Image, longest_side: int) -> Picture:
    if image.width * image.height > MOST_PIXELS:
        raise UnreadablePictureError(f"the picture has more than {MOST_PIXELS:,} pixels")
    name, size = image.format or "", image.size
    # A JPEG is decoded at a half, a quarter or an eighth of its size, at least as large as asked for.
    image.draft(None, (longest_side, longest_side))
    image.load()
    turned = _turned(image)
    width, height = size if (image.width > image.height) == (turned.width > turned.height) else size[::-1]
    return Picture(name.lower(), width, height, _luminance(turned, longest_side))


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # notes of a camera that make no sense do not spoil the picture
        return image


def _luminance(image: Image.Image, longest_side: int) -> Luminance:
    scale = min(longest_side / max(image.size), max(1.0, SHORTEST_SIDE / min(image.size)))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    plain = image if image.mode[0] in "IF" else _on_white(image)
    if size != plain.size:
        plain = plain.resize(size, Image.Resampling.BOX if plain.mode[0] in "IF" else Image.Resampling.BILINEAR)
    values = np.asarray(plain, np.float32)
    return _to_255(values) if plain.mode[0] in "IF" else values


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB").convert("L") if image.mode in ("CMYK", "LAB", "HSV") else image.convert("L")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, clear).convert("L")


def _to_255(values: Luminance) -> Luminance:
    """Bring 16-bit and decimal pixels to 0..255: 16 bits by their range, anything else by what there is."""
    known = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(known.min()), float(known.max())
    if low >= 0 and high <= 255:
        return known
    if low >= 0 and high <= 65_535:
        return known / np.float32(257)
    return (known - np.float32(low)) * np.float32(255 / (high - low))
