"""Small grey copies of pictures, to be shown inside a page."""

from io import BytesIO

import numpy as np
from PIL import Image

from unisono.content.pictures.reading import UnreadablePictureError, as_strict_reader, read_picture

LONGEST_SIDE = 112
QUALITY = 62


def thumbnail(content: bytes) -> bytes | None:
    """Return a JPEG of at most 112 pixels a side, in shades of grey; null where the bytes are no picture to be read.

    What a camera noted in the file is not in it.
    """
    try:
        with as_strict_reader():
            seen = read_picture(content, LONGEST_SIDE).luminance
    except UnreadablePictureError:
        return None
    written = BytesIO()
    Image.fromarray(np.clip(np.rint(seen), 0, 255).astype(np.uint8)).save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
