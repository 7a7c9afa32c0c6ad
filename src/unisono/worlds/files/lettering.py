"""Letters of three by five pixels, for the captions of invented pictures."""

import numpy as np
import numpy.typing as npt

Dots = npt.NDArray[np.bool_]

SHAPES = (
    "A:25755 B:65656 C:34443 D:65556 E:74647 F:74644 G:34553 H:55755 I:72227 J:11152 K:55655 L:44447 M:57755 "
    "N:65555 O:25552 P:65644 Q:25563 R:65655 S:34216 T:72222 U:55557 V:55552 W:55775 X:55255 Y:55222 Z:71247 "
    "0:75557 1:26227 2:61247 3:61216 4:55711 5:74616 6:34652 7:71222 8:25252 9:25316 !:22202 ?:61202 .:00002 "
    "-:00700 ,:00024 ':22000"
)
GLYPHS = dict(shape.split(":") for shape in SHAPES.split())
"""The five rows of each letter, three dots in each octal digit."""


def draw_line(text: str) -> Dots:
    """Return a text as rows of dots, 5 high and 4 wide a letter; letters of other scripts get a shape of their own."""
    return np.concatenate([draw_letter(letter) for letter in text.upper()], axis=1)


def draw_letter(letter: str) -> Dots:
    """Return one letter as 5 by 4 dots, the last column empty."""
    rows = "00000" if letter.isspace() else GLYPHS.get(letter)
    if rows is None:
        rows = f"{(ord(letter) * 2_654_435_761 >> 9) & 0o77777:05o}"
    dots = np.zeros((5, 4), dtype=bool)
    for place, digit in enumerate(rows):
        dots[place, :3] = [int(digit) & bit for bit in (4, 2, 1)]
    return dots
