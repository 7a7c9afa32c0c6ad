"""Any bytes are a picture or a reason why not."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.content.pictures.drawn import draw, encode
from unisono.content.pictures.hashing import hash_picture
from unisono.content.pictures.reading import (
    LONGEST_SIDE,
    UnreadablePictureError,
    as_strict_reader,
    read_bytes,
    read_picture,
)

DRAWN = draw(1)
PNG, JPEG = encode(DRAWN), encode(DRAWN, "JPEG")


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with as_strict_reader():
        yield


def test_a_picture_has_format_size_and_luminance() -> None:
    picture = read_picture(JPEG)
    assert (picture.format, picture.width, picture.height) == ("jpeg", 160, 120)
    assert picture.luminance.shape == (256, 341)


def test_a_picture_turned_by_its_camera_is_read_as_it_is_shown() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # to be turned by a quarter
    turned = read_picture(encode(DRAWN.rotate(90, expand=True), "JPEG", exif=notes, quality=95))
    assert (turned.width, turned.height) == (160, 120)
    assert np.abs(turned.luminance - read_picture(PNG).luminance).mean() < 3


def test_a_large_picture_is_reduced_and_keeps_its_size_on_record() -> None:
    picture = read_picture(encode(DRAWN.resize((3000, 2000)), "JPEG"))
    assert (picture.width, picture.height) == (3000, 2000)
    assert max(picture.luminance.shape) == LONGEST_SIDE
    assert max(read_picture(encode(Image.new("L", (4000, 1)))).luminance.shape) == LONGEST_SIDE


def test_the_first_picture_of_an_animation_is_read() -> None:
    for format in ("GIF", "WEBP"):
        moving = encode(DRAWN, format, save_all=True, append_images=[draw(2), draw(3)])
        assert np.abs(read_picture(moving).luminance - read_picture(PNG).luminance).mean() < 12, format


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    assert read_picture(encode(clear)).luminance.min() == 255
    palette = encode(clear.convert("P"), "GIF", transparency=0)
    assert read_picture(palette).luminance.min() == 255


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA", "I;16", "F"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.asarray(DRAWN.convert("L"), np.uint16) * 257)
    elif mode == "F":
        image = Image.fromarray(np.asarray(DRAWN.convert("L"), np.float32) * 1000 - 50)
    else:
        image = DRAWN.convert(mode)
    luminance = read_picture(encode(image, "TIFF")).luminance
    assert luminance.shape == (256, 341)
    assert 0 <= luminance.min() <= luminance.max() <= 255
    assert np.corrcoef(luminance.ravel(), read_picture(PNG).luminance.ravel())[0, 1] > (0.2 if mode == "1" else 0.6)


def test_a_picture_of_one_pixel_is_read_and_shows_nothing() -> None:
    picture = read_picture(encode(Image.new("RGB", (1, 1), "red")))
    assert hash_picture(picture.luminance).quality == 0


def bomb(side: int) -> bytes:
    """Return a PNG of few bytes that promises side by side pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (header, data)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no picture at all", "not a picture that can be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture that can be read"),
        (PNG[:2000], "ends early"),
        (JPEG[: len(JPEG) // 2], "ends early"),
        (bomb(12_000), "more than 100,000,000 pixels"),
        (bomb(60_000), "more than 100,000,000 pixels"),
    ],
)
def test_what_cannot_be_read_has_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePictureError, match=reason):
        read_picture(content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whole=st.sampled_from([PNG, JPEG, encode(DRAWN, "GIF"), encode(DRAWN, "WEBP"), encode(DRAWN, "TIFF")]),
    place=st.integers(0, 2000),
    damage=st.binary(min_size=1, max_size=40),
)
def test_damaged_bytes_are_a_picture_or_have_a_reason(whole: bytes, place: int, damage: bytes) -> None:
    try:
        picture = read_picture(whole[:place] + damage + whole[place + len(damage) :])
    except UnreadablePictureError as error:
        assert str(error)
    else:
        assert min(picture.luminance.shape) >= 1
        hash_picture(picture.luminance)


def test_files_that_are_empty_or_gone_have_a_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(UnreadablePictureError, match="empty"):
        read_bytes(tmp_path / "empty.png")
    with pytest.raises(UnreadablePictureError, match="cannot be read"):
        read_bytes(tmp_path / "gone.png")
