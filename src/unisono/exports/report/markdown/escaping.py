"""Text of strangers in Markdown: no mark, link, mention or direction of its own takes effect in any reader."""

import re

from unisono.exports.report.untrusted import defang, reveal_plainly

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""First strong isolate and its end: what stands between them cannot reorder what stands around."""

_marks = re.compile(r"[\\`*_\[\]{}<>|~&$^]")
_BEGINNERS = ("-", "+", "=", "#", ":")
_numbered = re.compile(r"^(\d{1,9})([.)])")
_mention = re.compile(r"@(?=[\w\u2068])")
_dot = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_]{2})")
"""A full stop within a word, in any script: readers take what stands around it for a host."""

_broken = re.compile(r"(\bhxxps?://[^\s<>]*|\b[\w+.\-]+\[:\]://[^\s<>]*)", re.IGNORECASE)
_spaces = re.compile(r"[ \t\r\n\f\v]+")
_backticks = re.compile("`+")


def escape_text(text: str) -> str:
    """Return text in which every mark of Markdown stands for itself, addresses are broken and nobody is mentioned.

    Readers of Markdown make links of bare addresses and tell people of @names; here neither happens.

    >>> escape_text("*Vote* | www.example.org")
    '\\\\*Vote\\\\* \\\\| www\\\\[.\\\\]example\\\\[.\\\\]org'
    """
    pieces = _broken.split(text)
    safe = "".join(piece if place % 2 else _dot.sub("[.]", defang(piece)) for place, piece in enumerate(pieces))
    return _mention.sub(f"@{ISOLATE}{END_ISOLATE}", _marks.sub(r"\\\g<0>", safe))


def escape_line_start(line: str) -> str:
    """Return an escaped line that begins no heading, list, rule or table."""
    line = _numbered.sub(r"\1\\\2", line)
    return f"\\{line}" if line.startswith(_BEGINNERS) else line


def isolated(text: str) -> str:
    """Return escaped text that cannot reorder its surroundings; isolates end with their line, so each has its own."""
    return "\n".join(f"{ISOLATE}{line}{END_ISOLATE}" if line.strip() else line for line in text.split("\n"))


def code(text: str) -> str:
    """Return text as a code span, whatever backticks are in it."""
    text = collapse(reveal_plainly(text)).strip()
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in _backticks.findall(text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def collapse(text: str) -> str:
    """Return text with each stretch of spaces and line ends as one space."""
    return _spaces.sub(" ", text)
