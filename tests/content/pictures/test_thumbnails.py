"""Small copies of pictures."""

from io import BytesIO

import pytest
from PIL import Image

from tests.content.pictures.drawn import draw, encode
from unisono.content.pictures.thumbnails import LONGEST_SIDE, thumbnail


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_copy_is_small_grey_and_without_notes(kind: str) -> None:
    small = thumbnail(encode(draw(1), kind))
    assert small is not None
    with Image.open(BytesIO(small)) as image:
        assert (image.format, image.mode, max(image.size)) == ("JPEG", "L", LONGEST_SIDE)
        assert not image.getexif()
    assert len(small) < 6_000


@pytest.mark.parametrize("content", [b"", b"no picture", encode(draw(1))[:200], b"<svg onload='alert(1)'/>"])
def test_what_cannot_be_read_has_no_copy(content: bytes) -> None:
    assert thumbnail(content) is None
