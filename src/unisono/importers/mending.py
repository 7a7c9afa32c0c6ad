"""Texts whose characters an earlier program has broken, mended on demand: `Ã©` becomes `é`, `&amp;` becomes `&`."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from unisono.importers.problems import Problem
from unisono.model.counting import counted

PIECE = 1 << 22
LONGEST_RUN = 64  # characters that are kept back at the end of a piece, so that no broken character is cut

WINDOWS_BYTES = {bytes([byte]).decode("windows-1252", errors="ignore") or chr(byte): byte for byte in range(128, 256)}
"""The character that Windows-1252 shows for each byte; five bytes that it leaves out stand for themselves."""

WRITTEN = WINDOWS_BYTES | {chr(byte): byte for byte in range(128, 160)}


def _class(first: int, last: int) -> str:
    """Return the characters that stand for these bytes, for a pattern."""
    return "[" + "".join(re.escape(character) for character, byte in WRITTEN.items() if first <= byte <= last) + "]"


_FOLLOWS = _class(0x80, 0xBF)
BROKEN = re.compile(
    f"{_class(0xC2, 0xDF)}{_FOLLOWS}|{_class(0xE0, 0xEF)}{_FOLLOWS}{{2}}|{_class(0xF0, 0xF4)}{_FOLLOWS}{{3}}"
)
"""UTF-8 that was read as Windows-1252 and written as UTF-8 once more."""

ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u00(?:[c-fC-F][0-9a-fA-F])(?:\\u00[89abAB][0-9a-fA-F]){1,3})+)")
"""The same in JSON that is written in ASCII: `\\u00c3\\u00a9`."""

ENTITY = re.compile(r"&(?:amp|lt|gt|apos|nbsp|#0?39|#[xX]27);")
"""Entities whose character no CSV or JSON file gives a meaning: a quote would end the cell it stands in."""

MEANT = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}


def mend_mojibake(text: str) -> tuple[str, int]:
    """Return the text with its broken characters mended, and how many there were; sound ones stay."""
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        before, run = match.groups() if match.re is ESCAPED else ("", None)
        content = bytes.fromhex(run.replace("\\u00", "")) if run else bytes(WRITTEN[sign] for sign in match.group())
        try:
            mended = content.decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        count += len(mended)
        return before + mended

    return ESCAPED.sub(mend, BROKEN.sub(mend, text)), count


def mend_entities(text: str) -> tuple[str, int]:
    """Return the text with the characters that entities stand for, and how many; each is undone once."""
    return ENTITY.subn(lambda match: MEANT.get(match.group(), "'"), text)


MENDS: dict[str, Callable[[str], tuple[str, int]]] = {"mojibake": mend_mojibake, "entities": mend_entities}
"""What --mend takes."""


def rewrite_mended(path: Path, target: Path, asked: Iterable[str]) -> list[Problem]:
    """Write a UTF-8 text with what was asked for mended; report how many characters that changed."""
    counts = dict.fromkeys(sorted(asked), 0)
    with (
        path.open(encoding="utf-8", errors="surrogateescape", newline="") as source,
        target.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out,
    ):
        held = ""
        while piece := source.read(PIECE):
            text = held + piece
            end = max(len(text) - LONGEST_RUN, 0)
            # Nothing broken goes over a blank or a line end, so a piece is best cut there.
            cut = max(text.rfind(sign, 0, end) for sign in " \n,") + 1 or end
            out.write(_mend_piece(text[:cut], counts))
            held = text[cut:]
        out.write(_mend_piece(held, counts))
    return [_describe(what, mended) for what, mended in counts.items() if mended]


def _describe(what: str, mended: int) -> Problem:
    """Say how many characters were mended; in how many rows, only a reader of the format could tell."""
    told = counted(mended, "character was", "characters were")
    unchanged = "The file itself is unchanged, and each row says where it stands there."
    return Problem(f"mended_{what}", 0, "", f"{told} mended as you asked (--mend). {unchanged}")


def _mend_piece(text: str, counts: dict[str, int]) -> str:
    for what in counts:
        text, found = MENDS[what](text)
        counts[what] += found
    return text
