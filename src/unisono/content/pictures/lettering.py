"""Reads the words in pictures with Tesseract, where it is installed; asks for it plainly where it is not."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from unisono.content.pictures.reading import UnreadablePictureError, read_picture
from unisono.model.errors import UsageError

PROGRAM = "tesseract"
MOST_SECONDS = 60
LONGEST_SIDE = 2400
NARROWEST = 1200
"""Letters of pictures are small: below this width a picture is enlarged before it is read."""

MOST_TIMES = 4


@dataclass(frozen=True)
class Reader:
    """Reads words in these languages, as Tesseract names them: eng, eng+rus."""

    program: str
    languages: str

    def __call__(self, content: bytes) -> str:
        """Return the words in a picture's file, one line a line, empty where there are none.

        Raises UnreadablePictureError where Tesseract gives up on this picture.
        """
        command = [self.program, "stdin", "stdout", "-l", self.languages, "--psm", "11"]
        try:
            ran = subprocess.run(
                command, input=_as_png(content), capture_output=True, timeout=MOST_SECONDS, env=_one_thread()
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadablePictureError(f"its words took more than {MOST_SECONDS} s to read") from error
        if ran.returncode != 0:
            raise UnreadablePictureError("its words could not be read")
        lines = (" ".join(line.split()) for line in ran.stdout.decode("utf-8", "replace").splitlines())
        return "\n".join(line for line in lines if line)


def reader_of(languages: str) -> Reader:
    """Return a reader of these languages; raises UsageError where Tesseract or one of its languages is missing."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UsageError(
            "Reading words in pictures needs Tesseract, which is not installed. "
            f"On Debian and Ubuntu: sudo apt install tesseract-ocr{_packages(languages)}. On macOS: brew install "
            "tesseract tesseract-lang. Or import without --ocr."
        )
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=MOST_SECONDS)
    installed = set(listed.stdout.split("\n")[1:])
    wanted = languages.replace(",", "+").split("+")
    if missing := [language for language in wanted if language not in installed]:
        raise UsageError(
            f"Tesseract has no data for {', '.join(missing)}. Installed: "
            f"{', '.join(sorted(installed - {'', 'osd'}))}. On Debian and Ubuntu: sudo apt install"
            f"{_packages('+'.join(missing))}"
        )
    return Reader(program, "+".join(wanted))


def _packages(languages: str) -> str:
    names = languages.replace(",", "+").split("+")
    return "".join(f" tesseract-ocr-{name.lower().replace('_', '-')}" for name in names if name != "eng")


def _as_png(content: bytes) -> bytes:
    picture = read_picture(content, LONGEST_SIDE)
    image = Image.fromarray(np.clip(np.rint(picture.luminance), 0, 255).astype(np.uint8))
    times = min(MOST_TIMES, -(-NARROWEST // max(1, image.width)))
    if times > 1:
        image = image.resize((image.width * times, image.height * times), Image.Resampling.BICUBIC)
    written = BytesIO()
    image.save(written, "PNG", compress_level=1)
    return written.getvalue()


def _one_thread() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}
