"""Hashtags, mentions, links and hand-written reposts, found in the text of posts whose file has no columns for them."""

import polars as pl

from unisono.model.written_links import links_in

# Letters, marks and digits of every script, the joiners of Persian and Hindi, and the dots of Catalan and Katakana.
WORD = r"[\p{L}\p{M}\p{Nd}_\x{200C}\x{200D}\x{00B7}\x{30FB}\x{30FC}]"
HASHTAG = r"(?:^|[^\p{L}\p{M}\p{Nd}_&/#＃])[#＃](" + WORD + r"+)"
MENTION = r"(?:^|[^\p{L}\p{M}\p{Nd}_@＠!#$%&*/.])[@＠]([A-Za-z0-9_]{1,30}(?:@[\w.-]+\w)?)"
MANUAL_REPOST = r"^\s*(?:[\"“«]\s*)?RT[\s:]+[@＠]([A-Za-z0-9_]{1,30})\s*:?"
CUT_OFF = r"(?:…|\.\.\.)\s*(?:https?://\S*)?$"


def find_hashtags(text: pl.Series) -> pl.Series:
    """List the hashtags of each text, as written, without `#`, in order; all digits is a number, not a tag."""
    found = _only(text, "#", "＃").str.extract_all(HASHTAG)
    tags = found.list.eval(pl.element().str.replace(r"(?s)^.*?[#＃]", ""))
    tags = tags.list.eval(pl.element().filter(pl.element().str.contains(r"[\p{L}]")))
    return _empty_where_text(tags, text).alias("hashtags")


def find_mentions(text: pl.Series) -> pl.Series:
    """List the handles that each text mentions, without `@`, in order."""
    found = _only(text, "@", "＠").str.extract_all(MENTION)
    handles = found.list.eval(pl.element().str.replace(r"^[^@＠]*[@＠]", ""))
    return _empty_where_text(handles, text).alias("mentions")


def find_urls(text: pl.Series) -> pl.Series:
    """List the http addresses in each text; punctuation after one belongs to the sentence, not to the address."""
    whole = links_in(text).list.eval(pl.element().filter(pl.element().str.contains(r"://[^/]*\.")))
    return whole.alias("urls")


def find_reposted_handle(text: pl.Series) -> pl.Series:
    """Name whom a text reposts by hand: `RT @name: …`; null elsewhere."""
    return text.str.extract(MANUAL_REPOST).alias("ref_handle")


def is_complete(text: pl.Series) -> pl.Series:
    """Say false of texts that end in an ellipsis, as platforms cut them; null where there is no text."""
    return (~text.str.contains(CUT_OFF)).alias("text_complete")


def _only(text: pl.Series, *marks: str) -> pl.Series:
    """Blank the texts that hold none of these marks: most posts need no pattern at all."""
    has = text.str.contains_any(list(marks)).fill_null(value=False)
    return text.set(~has, None)


def _empty_where_text(lists: pl.Series, text: pl.Series) -> pl.Series:
    """Give an empty list to a text without marks, and null to a post without text."""
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return pl.select(pl.when(text.is_not_null()).then(pl.coalesce(lists, nothing))).to_series()
