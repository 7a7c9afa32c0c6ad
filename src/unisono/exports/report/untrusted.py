"""Text that strangers wrote, made safe to show: escaped, isolated, with nothing hidden and no link to follow."""

import re
import unicodedata

from markupsafe import Markup, escape

from unisono.model.hidden_characters import BLANKS, DIRECTION, FILLERS, JOINERS, ZERO_WIDTH

MARKS_SHOWN = 4
"""Combining marks kept in a row; towers of them paint over the lines above."""

JOINER_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
"""Scripts that are spelled with the joiners, which would count as hidden anywhere else."""

_invisible = re.compile(f"[{DIRECTION}{ZERO_WIDTH}{FILLERS}{BLANKS}]")

_scheme = re.compile(r"\b([a-z][a-z0-9+.\-]{1,20})://([^\s/?#]*)", re.IGNORECASE)
_bare_host = re.compile(r"(?<![\w\[.])((?:[a-z0-9\-]+\.)+)([a-z]{2,24})(?![\w\]])", re.IGNORECASE)
_marks = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_mark_tower = re.compile(f"({_marks}{{{MARKS_SHOWN}}}){_marks}+")


def defang(text: str) -> str:
    """Return the text with every address broken, so that no program turns it into a link: hxxps://example[.]org."""
    return _bare_host.sub(_break_host, _scheme.sub(_break_scheme, text))


def _break_scheme(found: re.Match[str]) -> str:
    scheme, host = found.group(1), found.group(2)
    broken = (
        re.sub("^http", "hxxp", scheme, flags=re.IGNORECASE) if scheme.lower().startswith("http") else scheme + "[:]"
    )
    return f"{broken}://{host.replace('.', '[.]')}"


def _break_host(found: re.Match[str]) -> str:
    return found.group(1).replace(".", "[.]") + found.group(2)


def reveal(text: str) -> Markup:
    """Return the text escaped, with invisible and direction-changing characters spelled out in place.

    Joiners stay where a script or an emoji needs them; elsewhere they tell two look-alike names apart and are shown.
    """
    pieces: list[str] = []
    plain_from = 0
    text = _mark_tower.sub(r"\1", text)
    for place, character in enumerate(text):
        if not _is_hidden(text, place):
            continue
        pieces.append(str(escape(text[plain_from:place])))
        pieces.append(_spelled_out(character))
        plain_from = place + 1
    pieces.append(str(escape(text[plain_from:])))
    return Markup("".join(pieces))  # every piece is escaped, or built from a code point


def reveal_plainly(text: str) -> str:
    """Return the text with hidden characters spelled out, for places that take no markup, such as a title."""
    text = _mark_tower.sub(r"\1", text)
    return "".join(
        f"[U+{ord(character):04X}]" if _is_hidden(text, place) else character for place, character in enumerate(text)
    )


def isolate(text: str) -> Markup:
    """Return a name or handle as one isolated piece, so that its direction cannot reorder what stands around it."""
    return Markup('<bdi dir="auto">{}</bdi>').format(reveal(text))


def shorten(text: str, characters: int) -> str:
    """Return the text cut to so many characters, with an ellipsis where something is missing."""
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def shorten_in_middle(text: str, characters: int) -> str:
    """Return the text cut in its middle, where its ends tell it apart from others that begin like it.

    >>> shorten_in_middle("https://example.org/a/long/path/1", 20)
    'https://ex…ng/path/1'
    """
    if len(text) <= characters:
        return text
    end = (characters - 1) // 2
    return f"{text[: characters - 1 - end]}…{text[len(text) - end :]}"


def width_of(text: str) -> float:
    """Return roughly how many Latin letters wide the text is drawn; Chinese, Japanese and Korean letters count 1.8."""
    return sum(1.8 if unicodedata.east_asian_width(letter) in "WF" else 1.0 for letter in text)


def shorten_to_width(text: str, letters: float) -> str:
    """Return the text cut to the width of so many Latin letters, with an ellipsis where something is missing."""
    if width_of(text) <= letters:
        return text
    kept = text[: int(letters)]
    while kept and width_of(kept) > letters - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _spelled_out(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f'<span class="hidden-character" title="{name}">U+{ord(character):04X}</span>'


def _is_hidden(text: str, place: int) -> bool:
    character = text[place]
    if character in JOINERS:
        return not _joiner_belongs(text, place)
    if _invisible.match(character):
        return True
    if character in "\n\t":
        return False
    kind = unicodedata.category(character)
    # Tag characters (U+E0020 to U+E007F) spell the flags of England, Scotland and Wales after a black flag.
    return kind in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs") and not (
        "\U000e0020" <= character <= "\U000e007f" and "\U0001f3f4" in text
    )


def _joiner_belongs(text: str, place: int) -> bool:
    if not 0 < place < len(text) - 1:
        return False
    before = text[place - 1] if text[place - 1] != "\ufe0f" else text[max(place - 2, 0)]
    both = (before, text[place + 1])
    if text[place] == "\u200d" and all(unicodedata.category(side) in ("So", "Sk") for side in both):
        return True
    return all(unicodedata.name(side, "").startswith(JOINER_SCRIPTS) for side in both)
