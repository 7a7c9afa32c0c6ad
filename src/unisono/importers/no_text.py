"""What is no text although no sign at its beginning says so: blank space, and bytes that no program wrote as text."""

from collections import Counter
from typing import Final

from unisono.model.errors import DataRejectedError

SPACING: Final = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\x00")
"""Control characters that tables and lines are made with; NUL is what a crash leaves behind in a good file."""

LEAST_KINDS: Final = 10
LEAST_SHARE: Final = 0.02


def refuse_no_text(sample: str, said: str) -> None:
    """Raise DataRejectedError where a sample holds no text; said: how the file is called."""
    if not sample.strip():
        raise DataRejectedError(f"{said} holds nothing but blank space. Check how it was made.")
    if is_noise(sample):
        raise DataRejectedError(
            f"{said} is not text: its bytes mean nothing in any character table that is known here. It may be damaged,"
            " encrypted or packed in a way that is not known. Look at it with: file NAME; then unpack it, or export"
            " the posts again as CSV or JSON."
        )


def is_noise(sample: str) -> bool:
    """Say whether control characters of many kinds stand among the letters, as in no text of any language.

    A table may use one or two as separators, and a damaged file holds a few.
    """
    kinds = Counter(letter for letter in sample if _is_control(letter))
    return len(kinds) >= LEAST_KINDS and kinds.total() >= LEAST_SHARE * len(sample)


def _is_control(letter: str) -> bool:
    return (letter < " " or "\x7f" <= letter < "\xa0") and letter not in SPACING
