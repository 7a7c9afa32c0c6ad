"""Posts written in HTML, as the fediverse sends them: their words, and where their links lead.

Mastodon hides the ends of a long address (`<span class="invisible">`) and marks where it cuts it (`ellipsis`); taken
together the pieces are the whole address, which is what a reader copies.
"""

import html
from collections.abc import Callable

import polars as pl

from unisono.importers.tables.cells import read_each_once

HIDDEN = (
    r"(?is)<!--.*?-->",
    r"(?is)<script\b.*?</script\s*>",
    r"(?is)<style\b.*?</style\s*>",
    r'(?is)<(?:p|span) class="quote-inline">.*?</(?:p|span)>',
)
"""What nobody reads: comments, programs, styles, and the address that stands in for a quoted post."""

HIDDEN_SIGNS = ["<!--", "<script", "<style", "quote-inline"]
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
"""The five that every server writes."""

ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^'">])*"""
TAG = rf"</?[a-zA-Z]{ATTRIBUTES}>|<![^>]*>"
PARAGRAPHS = rf"(?i)</(?:p|div|blockquote|ul|ol|pre|h[1-6])\s*>\s*<(?:p|div|blockquote|ul|ol|pre|h[1-6])\b{ATTRIBUTES}>"
LINE = rf"(?i)<br\b{ATTRIBUTES}>|</(?:p|div|li|blockquote|ul|ol|pre|h[1-6])\s*>"
ANCHOR = rf"(?i)<a\s{ATTRIBUTES}>"
ADDRESS = r"""(?i)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
INNER = r"""(?i)\s(?:class\s*=\s*["'][^"']*\b(?:mention|hashtag)\b|rel\s*=\s*["'][^"']*\btag\b)"""
"""Anchors that lead to an account or a tag: these are mentions and hashtags, not links."""


def html_to_text(written: pl.Series) -> pl.Series:
    """Return the words of HTML, with line breaks where it has them and the spaces of a browser.

    >>> import polars as pl
    >>> html_to_text(pl.Series(["<p>Fish &amp; chips<br>now</p><p>5 &lt; 6</p>"])).to_list()
    ['Fish & chips\\nnow\\n\\n5 < 6']
    """
    # One pattern for both is six times as slow.
    is_spaced = written.str.contains(r"[\t\n\r\f]") | written.str.contains("  ", literal=True)
    text = _changed_where(is_spaced, written, lambda some: some.str.replace_all(r"[ \t\n\r\f]+", " "))
    text = text.str.strip_prefix("<p>").str.strip_suffix("</p>")  # most posts are one paragraph and nothing else
    plain = unescape_html(_changed(text, ["<"], _without_tags))
    return _changed(plain, ["\n"], _tidy_lines).str.strip_chars(" \n\t").alias(written.name)


def _changed(texts: pl.Series, signs: list[str], change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Change the texts that have any of some signs, and leave the others as they are: patterns are slow."""
    return _changed_where(texts.str.contains_any(signs, ascii_case_insensitive=True), texts, change)


def _changed_where(some: pl.Series, texts: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Change some texts, and leave the others as they are."""
    rows = some.fill_null(value=False).arg_true()
    # A scatter changes what it is given.
    return texts.clone().scatter(rows, change(texts.gather(rows))) if len(rows) else texts


def _without_tags(marked: pl.Series) -> pl.Series:
    lines = _without_hidden(marked).str.replace_all(PARAGRAPHS, "\n\n").str.replace_all(LINE, "\n")
    return lines.str.replace_all(TAG, "")


def _tidy_lines(lines: pl.Series) -> pl.Series:
    return lines.str.replace_all(r" *\n *", "\n").str.replace_all(r"\n{3,}", "\n\n")


def link_addresses(written: pl.Series) -> pl.Series:
    """Return where the links in HTML lead, in order, each once; mentions and hashtags are no links.

    >>> import polars as pl
    >>> link_addresses(pl.Series(['<a href="https://a.example/?b=1&amp;c=2">x</a>', "none"])).to_list()
    [['https://a.example/?b=1&c=2'], []]
    """
    has_anchor = written.str.contains("(?i)<a\\s").fill_null(value=False).arg_true()
    anchors = _without_hidden(written.gather(has_anchor)).str.extract_all(ANCHOR)
    rows = pl.DataFrame({"row": has_anchor, "anchor": anchors}).explode("anchor", empty_as_null=False)
    links = rows.select("row", read_each_once(rows["anchor"], _addresses_of).alias("address"))
    links = links.filter(pl.col("address") != "")
    found = links.group_by("row", maintain_order=True).agg(pl.col("address").unique(maintain_order=True))
    every = pl.DataFrame({"row": pl.int_range(len(written), eager=True)}).cast(has_anchor.dtype)
    lists = every.join(found, on="row", how="left", maintain_order="left")["address"]
    nothing = pl.lit([], pl.List(pl.String))
    known = pl.when(written.is_not_null()).then(pl.lit(lists).fill_null(nothing))
    return pl.select(known.alias("urls")).to_series()


def _addresses_of(anchors: pl.Series) -> pl.Series:
    """Return where anchors lead; null for those to an account or a tag, and those that lead nowhere."""
    quoted = anchors.str.extract_groups(ADDRESS).struct
    address = pl.select(pl.coalesce(quoted.field(group) for group in ("1", "2", "3"))).to_series()
    return unescape_html(address.set(anchors.str.contains(INNER), None)).str.strip_chars()


def _without_hidden(marked: pl.Series) -> pl.Series:
    """Take out what nobody reads; few texts have any of it."""

    def leave_out(some: pl.Series) -> pl.Series:
        for pattern in HIDDEN:
            some = some.str.replace_all(pattern, "")
        return some

    return _changed(marked, HIDDEN_SIGNS, leave_out)


def unescape_html(texts: pl.Series) -> pl.Series:
    """Return the characters that entities such as `&amp;` and `&#39;` stand for, once."""
    return _changed(texts, ["&"], _unescape)


def _unescape(written: pl.Series) -> pl.Series:
    plain = written.str.replace_many(list(ENTITIES), list(ENTITIES.values()))
    # Others, and those written without their semicolon, are rare.
    others = written.str.replace_many(list(ENTITIES), [""]).str.contains("&", literal=True).arg_true()
    found = [html.unescape(text) for text in written.gather(others).to_list()]
    return plain.scatter(others, pl.Series(found, dtype=pl.String)) if found else plain
