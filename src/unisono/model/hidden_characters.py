r"""Characters that cannot be seen: what they do, where writing needs them, and how to find them or do without.

Classes hold the characters themselves, so that they stand between the brackets of both kinds of regular expressions.
"""

import re
from collections.abc import Callable

import polars as pl

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of what is read."""

JOINERS = "\u200c\u200d"
"""What keeps two letters apart in Persian, and joins letters in Indic scripts and the parts of an emoji."""

ZERO_WIDTH = "\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters without a shape."""

SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f"
"""What says which shape of a letter or an emoji is meant."""

TAGS = "\U000e0000-\U000e0fff"
"""Letters of the flags of regions, and further selectors."""

BLANKS = "\u2800"
"""A sign that is drawn as nothing and takes room; it parts words as a space does, and so is not folded away."""

HIDDEN = f"[{DIRECTION}{JOINERS}{ZERO_WIDTH}{FILLERS}{SELECTORS}{TAGS}]"
"""Every character that a comparison of texts does without."""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_LOOK = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*"
_JOINED_SCRIPTS = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_IN_PLACE = "|".join(
    (
        "\U0001f3f4[\U000e0020-\U000e007f]+",
        f"[{_EMOJI}]{_LOOK}(?:\u200d[{_EMOJI}]{_LOOK})*",
        "[#*0-9]\ufe0f\u20e3?",
        f"[{_JOINED_SCRIPTS}][{JOINERS}]",
        "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\ufe00-\ufe02\U000e0100-\U000e01ef]",
        "[\u1820-\u18aa][\u180b-\u180f]",
    )
)
_EITHER = re.compile(f"({_IN_PLACE})|{HIDDEN}")


def hides_characters(texts: pl.Expr) -> pl.Expr:
    """Return whether texts hold characters that nobody sees and no writing needs.

    Joiners after letters of scripts that have them, and what makes up an emoji, are in their place.
    """
    return texts.str.replace_all(_IN_PLACE, "").str.contains(HIDDEN)


def without_hidden(text: str) -> str:
    """Return a text without the characters that nobody sees; those in their place stay.

    >>> without_hidden("nu\\u200brse")
    'nurse'
    """
    return text if text.isascii() else name_hidden(text, lambda _: "")


def name_hidden(text: str, spell: Callable[[str], str]) -> str:
    """Return a text with what `spell` makes of each character that nobody sees; those in their place stay."""
    return _EITHER.sub(lambda found: found[1] or spell(found[0]), text)
