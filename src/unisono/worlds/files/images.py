"""Draws the pictures of a world: avatars and memes that never existed, and the copies that uploads leave of them."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from struct import pack

import numpy as np
import numpy.typing as npt
from scipy.fft import dctn, idctn

from unisono.worlds.draft import NOTHING, ImageRecipe
from unisono.worlds.files.lettering import draw_line

Pixels = npt.NDArray[np.uint8]
Field = npt.NDArray[np.float64]

SIZES = {"avatar": (64, 64), "meme": (120, 160)}
"""Height and width of each kind of picture, in pixels."""

WAVES = 7
BLOCK = 8


def draw_picture(recipe: ImageRecipe) -> Pixels:
    """Return a picture as (height, width, 3); variants of one seed show the same, as uploads change it."""
    height, width = SIZES[recipe.kind]
    rng = np.random.default_rng([recipe.seed, len(recipe.kind)])
    picture = draw_background(rng, height, width)
    if recipe.kind == "avatar":
        draw_face(rng, picture)
    else:
        draw_things(rng, picture)
        draw_caption(picture, recipe.caption)
    if recipe.variant:
        picture = upload_again(np.random.default_rng([recipe.seed, recipe.variant, 1]), picture)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def draw_background(rng: np.random.Generator, height: int, width: int) -> Field:
    """Return a soft pattern of a few waves, unlike that of any other seed."""
    y, x = np.ogrid[0:height, 0:width]
    shape = np.zeros((height, width))
    for _ in range(WAVES):
        across, down = rng.uniform(-3.5, 3.5, 2)
        strength, phase = rng.uniform(0.5, 1.0), rng.uniform(0, 6)
        right, below = 2 * np.pi * across * x / width + phase, 2 * np.pi * down * y / height
        # The cosine of a sum, from cosines and sines of the sides: a hundred times fewer of them.
        shape += strength * (np.cos(right) * np.cos(below) - np.sin(right) * np.sin(below))
    dark, light = rng.uniform(10, 110, 3), rng.uniform(140, 245, 3)
    level = (shape - shape.min()) / np.ptp(shape)
    return np.asarray(dark + level[..., None] * (light - dark))


def draw_face(rng: np.random.Generator, picture: Field) -> None:
    """Draw a head with hair, eyes and a mouth somewhere near the middle."""
    height, width = picture.shape[:2]
    middle_y, middle_x = height * rng.uniform(0.45, 0.65), width * rng.uniform(0.35, 0.65)
    tall, wide = height * rng.uniform(0.2, 0.34), width * rng.uniform(0.16, 0.28)
    skin, hair = rng.uniform((120, 80, 60), (250, 205, 180)), rng.uniform(10, 150, 3)
    fill_ellipse(picture, (middle_y - tall * 0.3, middle_x), (tall, wide * rng.uniform(1.0, 1.4)), hair)
    fill_ellipse(picture, (middle_y, middle_x), (tall, wide), skin)
    for side in (-1, 1):
        fill_ellipse(picture, (middle_y - tall * 0.15, middle_x + side * wide * 0.4), (2.5, 2.5), np.full(3, 20.0))
    fill_ellipse(
        picture, (middle_y + tall * 0.5, middle_x), (1.5, wide * rng.uniform(0.2, 0.5)), np.array([150, 40, 50])
    )


def draw_things(rng: np.random.Generator, picture: Field) -> None:
    """Draw a few coloured things."""
    height, width = picture.shape[:2]
    for _ in range(int(rng.integers(3, 7))):
        place = (rng.uniform(0.2, 0.8) * height, rng.uniform(0.05, 0.95) * width)
        fill_ellipse(picture, place, (rng.uniform(6, 26), rng.uniform(6, 34)), rng.uniform(0, 255, 3))


def draw_caption(picture: Field, caption: str) -> None:
    """Write the caption over the lower edge, in capitals, cut where the picture ends."""
    if not caption:
        return
    letters = draw_line(caption)
    height, width = picture.shape[:2]
    scale = 2 if letters.shape[1] * 2 <= width - 8 else 1
    letters = np.kron(letters, np.ones((scale, scale), dtype=bool))[:, : width - 8]
    top = height - letters.shape[0] - 6
    picture[top - 4 : height] *= 0.25
    left = (width - letters.shape[1]) // 2
    picture[top : top + letters.shape[0], left : left + letters.shape[1]][letters] = 250


def fill_ellipse(picture: Field, middle: tuple[float, float], radii: tuple[float, float], colour: Field) -> None:
    """Fill an ellipse of the picture with a colour."""
    y, x = np.ogrid[0 : picture.shape[0], 0 : picture.shape[1]]
    inside = ((y - middle[0]) / radii[0]) ** 2 + ((x - middle[1]) / radii[1]) ** 2 <= 1
    picture[inside] = colour


def upload_again(rng: np.random.Generator, picture: Field) -> Field:
    """Return what another upload makes of a picture: cut at the edges, another size, brightness and compression."""
    height, width = picture.shape[:2]
    top, left = rng.integers(0, 1 + height // 25), rng.integers(0, 1 + width // 25)
    bottom, right = height - rng.integers(0, 1 + height // 25), width - rng.integers(0, 1 + width // 25)
    scale = rng.uniform(0.75, 1.3)
    copy = resize(picture[top:bottom, left:right], int(height * scale), int(width * scale))
    copy = copy * rng.uniform(0.9, 1.1) + rng.uniform(-10, 10)
    return compress(copy, float(rng.uniform(6, 22)))


def resize(picture: Field, height: int, width: int) -> Field:
    """Return the picture at another size, between its pixels in straight lines."""
    y, x = np.linspace(0, picture.shape[0] - 1, height), np.linspace(0, picture.shape[1] - 1, width)
    top, left = np.minimum(y.astype(int), picture.shape[0] - 2), np.minimum(x.astype(int), picture.shape[1] - 2)
    down, across = (y - top)[:, None, None], (x - left)[None, :, None]
    upper = picture[top][:, left] * (1 - across) + picture[top][:, left + 1] * across
    lower = picture[top + 1][:, left] * (1 - across) + picture[top + 1][:, left + 1] * across
    return np.asarray(upper * (1 - down) + lower * down)


def compress(picture: Field, step: float) -> Field:
    """Return the picture with the losses of block compression: the waves of 8 by 8 pixels rounded to `step`."""
    height, width = (side // BLOCK * BLOCK for side in picture.shape[:2])
    blocks = picture[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3)
    waves = dctn(blocks, axes=(1, 3), norm="ortho")
    lossy = picture.copy()
    lossy[:height, :width] = idctn(np.rint(waves / step) * step, axes=(1, 3), norm="ortho").reshape(height, width, 3)
    return lossy


def encode_png(pixels: Pixels) -> bytes:
    """Return a picture of (height, width, 3) as a PNG file (W3C, Portable Network Graphics, chunks of section 11)."""
    height, width = pixels.shape[:2]
    # Each row starts with the number of its filter: 1, the difference to the pixel on the left.
    shifted = np.zeros_like(pixels)
    shifted[:, 1:] = pixels[:, :-1]
    rows = np.concatenate([np.ones((height, 1), np.uint8), (pixels - shifted).reshape(height, -1)], axis=1)
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def write_images(recipes: Sequence[ImageRecipe], folder: Path) -> int:
    """Write every picture as `folder/NUMBER.png`, by its number in its world or else its place; return how many."""
    if recipes:
        folder.mkdir(parents=True, exist_ok=True)
    for place, recipe in enumerate(recipes):
        number = place if recipe.number == NOTHING else recipe.number
        (folder / f"{number}.png").write_bytes(encode_png(draw_picture(recipe)))
    return len(recipes)
