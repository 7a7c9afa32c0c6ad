"""A copy of a picture for a page: decoded and written anew, so that nothing of the file but what it shows is in it."""

from io import BytesIO

from PIL import Image, ImageOps

from unisono.content.pictures.reading import FORMATS

LONGEST_SIDE = 720
MOST_PIXELS = 50_000_000
QUALITY = 80


def shown_copy(content: bytes) -> bytes | None:
    """Return a JPEG of at most 720 pixels a side, on white; null where the bytes are no picture, or too large a one."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _as_jpeg(image)
    # A decoder may raise anything over bytes that were made to confuse it.
    except Exception:
        return None


def _as_jpeg(image: Image.Image) -> bytes:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clear = ImageOps.exif_transpose(image).convert("RGBA")
    white = Image.new("RGBA", clear.size, (255, 255, 255, 255))
    written = BytesIO()
    Image.alpha_composite(white, clear).convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
