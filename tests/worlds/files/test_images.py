"""Pictures: every seed shows something else, every variant the same again, and any reader of PNG can read them."""

import zlib
from pathlib import Path

import numpy as np
import pytest
from scipy.fft import dctn

from unisono.worlds.draft import ImageRecipe
from unisono.worlds.files.images import SIZES, compress, draw_picture, encode_png, resize, write_images


def fingerprint(recipe: ImageRecipe) -> np.ndarray:
    """Return 63 bits of the slow waves of a picture, as perceptual hashes take them."""
    grey = resize(draw_picture(recipe).astype(float), 32, 32).mean(axis=2)
    waves = dctn(grey, norm="ortho")[:8, :8].ravel()[1:]
    return np.asarray(waves > np.median(waves))


@pytest.mark.parametrize("kind", ["avatar", "meme"])
def test_copies_look_alike_and_other_pictures_do_not(kind: str) -> None:
    originals = [fingerprint(ImageRecipe(kind, seed, caption="SHARE")) for seed in range(12)]
    copies = [[fingerprint(ImageRecipe(kind, seed, variant, "SHARE")) for variant in (1, 2, 3)] for seed in range(12)]
    far = [np.sum(one != other) for place, one in enumerate(originals) for other in originals[:place]]
    near = [np.sum(original != copy) for original, row in zip(originals, copies, strict=True) for copy in row]
    assert np.mean(near) < 8
    assert np.quantile(near, 0.9) < 14 < np.quantile(far, 0.05)


def test_a_variant_is_another_file_of_the_same_thing() -> None:
    one, other = (encode_png(draw_picture(ImageRecipe("meme", 5, variant))) for variant in (0, 1))
    assert one != other
    assert one == encode_png(draw_picture(ImageRecipe("meme", 5)))


def test_a_caption_is_seen() -> None:
    plain, captioned = draw_picture(ImageRecipe("meme", 3)), draw_picture(ImageRecipe("meme", 3, caption="Wake up!"))
    assert (plain[:90] == captioned[:90]).all()
    assert (captioned[105:] > 240).mean() > 2 * (plain[105:] > 240).mean() + 0.01


def test_what_is_encoded_is_what_a_reader_decodes() -> None:
    pixels = draw_picture(ImageRecipe("avatar", 8))
    assert pixels.shape == (*SIZES["avatar"], 3)
    assert np.array_equal(decode_png(encode_png(pixels)), pixels)


def test_losses_of_compression_grow_with_its_step() -> None:
    picture = draw_picture(ImageRecipe("meme", 9)).astype(float)
    losses = [np.abs(compress(picture, step) - picture).mean() for step in (1.0, 10.0, 40.0)]
    assert 0.0 < losses[0] < losses[1] < losses[2] < 20.0


def test_files_are_numbered_in_the_order_of_the_recipes(tmp_path: Path) -> None:
    recipes = [ImageRecipe("avatar", 1), ImageRecipe("meme", 1)]
    assert write_images(recipes, tmp_path / "images") == 2
    assert (tmp_path / "images" / "1.png").read_bytes() == encode_png(draw_picture(recipes[1]))
    assert write_images([], tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()


def decode_png(data: bytes) -> np.ndarray:
    """Read back a PNG of three 8-bit colours whose rows have filter 1, checking every chunk's sum."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, bytes] = {}
    place = 8
    while place < len(data):
        length = int.from_bytes(data[place : place + 4])
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert zlib.crc32(name + body) == int.from_bytes(data[place + 8 + length : place + 12 + length])
        chunks[name] = body
        place += 12 + length
    width, height = int.from_bytes(chunks[b"IHDR"][:4]), int.from_bytes(chunks[b"IHDR"][4:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + 3 * width)
    assert (rows[:, 0] == 1).all()
    return np.cumsum(rows[:, 1:].reshape(height, width, 3), axis=1, dtype=np.uint8)
