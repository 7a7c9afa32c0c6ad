"""Pictures that tests draw, as Pillow's pictures and as files' bytes."""

from io import BytesIO
from typing import Any

from PIL import Image

from unisono.worlds.draft import ImageRecipe
from unisono.worlds.files.images import draw_picture


def draw(seed: int, variant: int = 0, kind: str = "meme") -> Image.Image:
    return Image.fromarray(draw_picture(ImageRecipe(kind, seed, variant)))


def encode(picture: Image.Image, format: str = "PNG", **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, format, **options)
    return written.getvalue()
