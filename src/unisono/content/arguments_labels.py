"""What stands for an argument: its terms as its label, a short central text, and posts as its examples."""

import re
from collections.abc import Sequence

import polars as pl

from unisono.content.arguments_groups import STEM
from unisono.content.terms import Term
from unisono.model.written_links import LINK_IN_WORDS

LONGEST_LABEL = 140
EXAMPLES = 3
LABEL_TERMS = 5
"""Terms in a label, at most."""

_LINKS = re.compile(LINK_IN_WORDS, re.IGNORECASE)
_BENDING = re.compile("^[\u3041-\u309f]+|[\u3041-\u309f]+$")
"""Hiragana at the ends of a run: の写真は is about 写真."""

_HAN = re.compile("[\u3400-\u9fff]")

_CALLS = re.compile(r"^(?:\s*[@＠][A-Za-z0-9_.]+)+[\s:,]*")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


def label_texts(wordings: pl.DataFrame) -> dict[int, str]:
    """Return a text for each argument: its most told wording among the central ones, without links, made short.

    wordings: argument, text, accounts, cosine (to the argument's middle). A wording that fits in a label goes before
    one that has to be cut.
    """
    central = pl.col("cosine") * (1 + pl.col("accounts")).log()
    ranked = (
        wordings.with_columns(
            (pl.col("text").str.len_chars() > 2 * LONGEST_LABEL).alias("long"), central.round(9).alias("central")
        )
        .sort("argument", "long", "central", "text", descending=[False, False, True, False])
        .unique("argument", keep="first", maintain_order=True)
    )
    return {number: short_label(text) for number, text in ranked.select("argument", "text").iter_rows()}


def short_label(text: str) -> str:
    """Return a text on one line, without links and the mentions it opens with, cut between words.

    >>> short_label("@ann The pier is\\n open https://t.co/x")
    'The pier is open'
    """
    for written, meant in _NAMED.items():
        text = text.replace(written, meant)
    line = " ".join(_CALLS.sub("", _LINKS.sub(" ", text)).split())
    if len(line) <= LONGEST_LABEL:
        return line
    cut = line[: LONGEST_LABEL - 1]
    space = cut.rfind(" ")
    return cut[: space if space > LONGEST_LABEL // 2 else None].rstrip(" ,;:") + "…"


def label_of(terms: Sequence[Term]) -> str | None:
    """Return up to five terms as a label, of which none has a word of another in any form; None for fewer than two.

    >>> label_of([Term("north pier", 9, 1, 3.1, 7.0), Term("pier", 9, 2, 2.9, 6.0), Term("crane", 5, 0, 3.0, 5.0)])
    'north pier · crane'
    """
    chosen: list[str] = []
    stems: set[str] = set()
    for term in (_BENDING.sub("", one.term) or one.term for one in terms):
        # Runs of signs overlap: one sign in common is enough.
        of_term = {*_HAN.findall(term)} or {word[:STEM] for word in term.split(" ")}
        overlaps = not term.isascii() and any(term in other or other in term for other in chosen)
        if not overlaps and not stems & of_term:
            chosen.append(term)
            stems |= of_term
    return " · ".join(chosen[:LABEL_TERMS]) if len(chosen) > 1 else None


def choose_examples(posts: pl.DataFrame) -> dict[int, list[str]]:
    """Return three posts of each argument: the earliest of its most told wordings, from different accounts if it can.

    posts: argument, wording, told (accounts of the wording), account, at, post, original.
    """
    first = ["original", "at", "post"]
    ordered = posts.sort("argument", "told", "wording", *first, descending=[False, True, False, True, False, False])
    turns = ordered.with_columns(
        pl.int_range(pl.len()).over("argument", "wording").alias("turn"),
        pl.int_range(pl.len()).over("argument", "account").alias("again"),
    )
    chosen = (
        turns.sort(
            "argument",
            "again",
            "turn",
            "told",
            "wording",
            *first,
            descending=[False] * 3 + [True, False, True] + [False] * 2,
        )
        .group_by("argument", maintain_order=True)
        .agg(pl.col("post").head(EXAMPLES))
    )
    return dict(chosen.iter_rows())
