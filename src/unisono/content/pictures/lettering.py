"""Reads the words in pictures with Tesseract, where it is installed; asks for it plainly where it is not."""

import os
import re
import shutil
import subprocess
import unicodedata
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

_MARKS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x0c]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc\uff01-\uff9f]+")
"""Letters in the forms that only print has: Hebrew and Arabic ones, and wide or narrow Latin and Japanese ones."""

_SIGNS = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3001\u3002]"
_BETWEEN_SIGNS = re.compile(f"(?<={_SIGNS}) +(?={_SIGNS})")

# Tesseract's own names of languages are those of Debian's packages, with a hyphen for each underscore.
_LANGUAGE = re.compile(r"[a-zA-Z]{3,8}(?:_[a-zA-Z]+)*")


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
        return tidy_words(ran.stdout.decode("utf-8", "replace"))


def tidy_words(text: str) -> str:
    """Return what was read, one line a line, without what it puts between letters of other scripts.

    Arabic and Hebrew come with marks of direction, Arabic with letters in the form they have in the picture; Chinese
    and Japanese with a space after each sign. Words so written would be compared as others.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFC", _FORMS.sub(_as_letters, text)))
    lines = (_BETWEEN_SIGNS.sub("", " ".join(line.split())) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def _as_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def reader_of(languages: str) -> Reader:
    """Return a reader of these languages; raises UsageError where Tesseract or one of its languages is missing."""
    wanted = languages.replace(",", "+").split("+")
    if wrong := [name for name in wanted if not _LANGUAGE.fullmatch(name)]:
        raise UsageError(
            f"{wrong[0]!r} is no language of Tesseract. Type its names of three letters: --ocr eng, or --ocr eng+ara"
        )
    program = shutil.which(PROGRAM)
    if program is None:
        raise UsageError(
            "Reading words in pictures needs Tesseract, which is not installed. "
            f"On Debian and Ubuntu: sudo apt install tesseract-ocr{_packages(languages)}. On macOS: brew install "
            "tesseract tesseract-lang. Or import without --ocr."
        )
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=MOST_SECONDS)
    installed = set(listed.stdout.split("\n")[1:])
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
