"""Two posts next to each other, with the words in which they differ marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from unisono.exports.report.untrusted import defang, reveal

# Scripts written without spaces are compared letter by letter, addresses as one word.
_tokens = re.compile(r"(?:hxxps?|\w+\[:\])://\S+|[぀-ヿ㐀-鿿豈-﫿가-힯฀-๿]|[^\W_]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Comparison:
    """Both texts, safe to show, with differing words in <mark>; `same` when they agree in every word."""

    left: Markup
    right: Markup
    same: bool
    alike: float


def compare(left: str, right: str) -> Comparison:
    """Return both texts defanged, revealed and marked; `alike` is the share of words in common, by difflib's ratio."""
    one, other = _tokens.findall(defang(left)), _tokens.findall(defang(right))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    shown: tuple[list[Markup], list[Markup]] = ([], [])
    for change, start, end, start_other, end_other in matcher.get_opcodes():
        for side, tokens in ((0, one[start:end]), (1, other[start_other:end_other])):
            if tokens:
                shown[side].append(_piece("".join(tokens), marked=change != "equal"))
    return Comparison(Markup("").join(shown[0]), Markup("").join(shown[1]), one == other, matcher.ratio())


def plain(text: str) -> Markup:
    """Return one text defanged and revealed, nothing marked."""
    return reveal(defang(text))


def _piece(text: str, *, marked: bool) -> Markup:
    return Markup("<mark>{}</mark>").format(reveal(text)) if marked and text.strip() else reveal(text)
