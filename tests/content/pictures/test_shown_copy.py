"""A copy for a page is written anew: small, on white, without what the file held beside the picture."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.content.pictures.drawn import draw, encode
from unisono.content.pictures import shown_copy as module
from unisono.content.pictures.shown_copy import LONGEST_SIDE, shown_copy


def test_a_copy_is_a_small_jpeg_without_notes_or_trailing_bytes() -> None:
    large = Image.new("RGB", (2000, 1000), (200, 10, 10))
    notes = Image.Exif()
    notes[0x010E] = "<script>secret</script>"
    copy = shown_copy(encode(large, "jpeg", exif=notes) + b"<html>")
    assert copy is not None
    with Image.open(io.BytesIO(copy)) as opened:
        assert opened.format == "JPEG"
        assert opened.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
        assert not opened.getexif()
    assert b"secret" not in copy
    assert b"<html>" not in copy


def test_what_is_transparent_is_white() -> None:
    copy = shown_copy(encode(Image.new("RGBA", (10, 10), (0, 0, 0, 0))))
    assert copy is not None
    assert np.asarray(Image.open(io.BytesIO(copy))).min() > 250


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='x'/>", b"%!PS-Adobe", encode(draw(1))[:100], b"GIF89a"])
def test_what_is_no_picture_gives_none(content: bytes) -> None:
    assert shown_copy(content) is None


def test_a_picture_of_too_many_pixels_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PIXELS", 99)
    assert shown_copy(encode(Image.new("L", (10, 10)))) is None
