"""Links as people write them into texts: where one begins, and where it ends though the text goes on.

A link ends before white space, quotation marks, full-width signs, emoji and brackets that were not opened in it; the
signs that close a sentence are no part of it. It also ends before a letter that is not Latin, since many scripts go on
without a space: https://example.org/a吧 ends before 吧. Such letters belong to it in a host (https://пример.рф), and
in a path or query where they open a part, directly behind / = _ or -, if the link itself stands apart from the word
before it: https://ja.wikipedia.org/wiki/東京 is whole, and in 看https://example.org/吧 the link ends before 吧.
"""

import polars as pl

from unisono.model.hidden_characters import HIDDEN

_STOPS = (
    r"\s<>\"'{}“”„‟«»‹›…`\u060c\u061b\u061f\u06d4\u0964\u0965\u2190-\u2bff\u3000-\u3004\u3008-\u3030\u3036-\u303a"
    r"\u303d-\u303f\u30fb\ufe00-\ufe6f\uff01-\uff65\U0001f000-\U0001faff"
)
# Scripts that are written without spaces, and all others but Latin, by the blocks of Unicode.
_UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u303b\u303c\u3041-\u30fa\u30fc-\u318f"
    r"\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff"
    r"\uff66-\uffdc\U00020000-\U0003ffff"
)
_SPACED = (
    r"\u0370-\u0dff\u10a0-\u177f\u1800-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2ddf\ua4d0-\ua69f\ua800-\ua95f"
    r"\ua980-\ua9df\uaa00-\uaa5f\uaa80-\uab2f\uab70-\uabff\ufb13-\ufdff\ufe70-\ufefc\U00010000-\U0001cfff"
    r"\U0001e000-\U0001efff"
)
_LETTERS = _UNSPACED + _SPACED
_BRACKETS = r"()\[\]"


def _going_on(shut_out: str) -> str:
    """Return the pattern of what goes on in a link: pairs of brackets, "#" only before a sign that is no end."""
    other = rf"[^{shut_out}{_BRACKETS}#]"
    return rf"(?:#?{other}|\({other}*\)|\[{other}*\])*"


_SCHEME = "(?i:https?)://"
_LABEL = rf"(?:[A-Za-z0-9_-]*[{_SPACED}]|[{_UNSPACED}])[{_LETTERS}A-Za-z0-9_-]*"
_FOREIGN_HOST = rf"(?:[A-Za-z0-9_-]+\.)*{_LABEL}(?:\.[{_LETTERS}A-Za-z0-9_-]+)+(?::\d+)?"
_PLAIN_HOST = rf"(?:\[[0-9A-Fa-f:.]+\](?::\d+)?|[^{_STOPS}{_LETTERS}{_BRACKETS}/?#]+)"
_BEFORE_PART = rf"/[^{_STOPS}{_LETTERS}{_BRACKETS}]*"
_FOREIGN_PART = (
    rf"(?:(?:/|{_BEFORE_PART}[/=_-])[{_LETTERS}]|{_BEFORE_PART}[_-]\([{_LETTERS}][^{_STOPS}{_BRACKETS}]*\))"
    + _going_on(_STOPS)
)
_PLAIN_REST = _going_on(_STOPS + _LETTERS)
_LINK = (
    rf"(?P<before>^|\W){_SCHEME}(?:{_FOREIGN_HOST}|{_PLAIN_HOST}){_FOREIGN_PART}"
    rf"|{_SCHEME}{_FOREIGN_HOST}(?:[/?]{_PLAIN_REST})?|{_SCHEME}{_PLAIN_HOST}{_PLAIN_REST}"
)
_ENDS_SENTENCE = ".,;:!?*'’|&"

_ENDS = r"\s\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}「」『』。、"
LINK_ENDS = f"[{_ENDS}]"
"""Where a link that is only dropped always ends: no address is read there, whether it is part of one or punctuation."""

FOREIGN_LETTERS = f"[{_LETTERS}]"
"""Letters and signs of other scripts than Latin, by blocks: where a link that is only dropped may end."""

_SHORT_HOSTS = r"t\.co|pic\.twitter\.com"


def _dropped(boundary: str, ends: str, opening: str) -> str:
    """Return the pattern of links with and without a scheme, whole or cut off, as they are dropped from words.

    Behind its host, a link ends before a letter that is not Latin, and a "#" before that is no part of it: such letters
    belong to it only directly behind / = _ or -, and never in Twitter's own short links, whose codes are ASCII.
    boundary: between words; ends: where every link ends; opening: letters that are not Latin and no end.
    """
    plain = rf"(?-i:[^{ends}{_LETTERS}#])"
    latin_rest = rf"(?:#*{plain})*"
    opened_rest = rf"(?-i:[^{ends}{_LETTERS}]*[/=_-]{opening}[^{ends}]*)"
    host = rf"(?:https?:/{{0,2}}|{boundary}www\.)[^{ends}/?#]*"
    return rf"(?:(?:https?://|{boundary})(?:{_SHORT_HOSTS})/{latin_rest}|{host}(?:{opened_rest}|{latin_rest}))"


LIKE_A_LINK = "(?i)" + _dropped(r"(?-u:\b)", _ENDS, rf"[[{_LETTERS}]--[{_ENDS}]]")
"""What is dropped from texts whose words are compared: links with and without a scheme, whole or cut off (polars)."""

LINK_IN_WORDS = _dropped(r"(?a:\b)", rf"\s{_UNSPACED}「」『』。、", f"[{_SPACED}]")
"""The same for Python's regular expressions, to be used without regard to case."""


def links_in(texts: pl.Series) -> pl.Series:
    """Return the links of each text in order, without characters that nobody sees; null where there is no text."""
    # Most posts hold no link: they need no pattern at all.
    has = texts.str.contains("://", literal=True)
    rows = pl.DataFrame({"text": texts, "has": has}).with_row_index("row")
    found = rows.filter("has").select("row", pl.col("text").str.extract_all(_LINK).list.eval(_bare(pl.element())))
    joined = rows.select("row", "has").join(found, on="row", how="left", maintain_order="left")
    nothing = pl.lit([], dtype=pl.List(pl.String))
    listed = pl.when(pl.col("has").is_not_null()).then(pl.coalesce("text", nothing)).alias(texts.name)
    return joined.select(listed).to_series()


def _bare(links: pl.Expr) -> pl.Expr:
    return links.str.replace(r"^\W", "").str.replace_all(HIDDEN, "").str.strip_chars_end(_ENDS_SENTENCE)


def without_links(texts: pl.Expr) -> pl.Expr:
    """Return texts with a space in the place of each link."""
    return texts.str.replace_all(_LINK, "${before} ")
