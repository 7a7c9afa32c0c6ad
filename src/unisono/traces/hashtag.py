"""Hashtags: the object is one tag, case-folded in NFKC, one letter i, and without its sign."""

import unicodedata
from itertools import dropwhile, takewhile

import polars as pl

from unisono.content.translating import translate
from unisono.model.hidden_characters import HIDDEN
from unisono.model.written_links import without_links
from unisono.traces.acts import as_traces
from unisono.traces.layer_reader import LayerReader
from unisono.traces.origins import Origins

# A tag starts the text or follows something that is no part of a word; "&#39;" and "page#part" are no tags.
_TAG_IN_TEXT = r"(?:^|[^\w&#＃/])[#＃]\w+"

_DROPPED = ("Cf", "Cc", "Zs")

# The capital İ folds to an i with a combining dot, a tag nobody types; the capital of ı is I, which folds to i.
_DOTTED, _DOTLESS = "i\u0307", "ı"


def fold_tag(tag: str) -> str | None:
    """Return the tag as an object: NFKC, case-folded, without sign, space and invisible characters; null if empty.

    The two letters i of Turkish, with a dot and without, are one: which capital is whose depends on the language.

    >>> fold_tag("#İstanbul") == fold_tag("ISTANBUL") == fold_tag("ıstanbul") == "istanbul"
    True
    """
    folded = _fold_once(tag)
    # Dropping a space can bring a letter and its accent together, which is then one letter.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded or None


def tag_at_start(tag: str) -> str:
    """Return what posts carry of a tag that somebody wrote: it ends before the first sign. Empty if all are signs.

    >>> tag_at_start("x<script>"), tag_at_start("fuera_2018")
    ('x', 'fuera_2018')
    """
    return "".join(takewhile(_is_of_tag, dropwhile(lambda letter: not _is_of_tag(letter), tag)))


def _is_of_tag(letter: str) -> bool:
    # Platforms that list their tags have emoji and the dot of Catalan in them; texts are read without.
    kind = unicodedata.category(letter)
    return kind[0] in "LMN" or kind in ("Pc", "So", "Sk", *_DROPPED) or letter == "·"


def tags_of_acts(acts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per tag as used, in order, with the act's columns, `act` (its number) and `tag` (folded)."""
    lists = acts.with_row_index("act").with_columns(written_tags(acts).alias("tag"))
    exploded = (
        lists.select("act", "account", "post", "at", "minute_precision", "tag")
        .filter(pl.col("tag").list.len() > 0)
        .explode("tag")
    )
    return exploded.with_columns(translate(exploded["tag"], fold_tag).alias("tag")).filter(pl.col("tag").is_not_null())


def read_hashtags(acts: pl.DataFrame, origins: Origins) -> pl.DataFrame:
    """Return one trace per post and tag."""
    return as_traces(tags_of_acts(acts).rename({"tag": "object"}))


def label_hashtag(name: str, text: str | None) -> str:
    """Return the tag with its sign."""
    return f"#{name}"


def _fold_once(tag: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold())
    plain = plain.replace(_DOTTED, "i").replace(_DOTLESS, "i")
    return "".join(letter for letter in plain if unicodedata.category(letter) not in _DROPPED).lstrip("#")


def written_tags(acts: pl.DataFrame) -> pl.Series:
    """Return the tags that the file lists for each post, or those in its text where it lists none at all, as written.

    acts: hashtags and text.
    """
    rows = acts.select("hashtags", "text").with_row_index("row")
    unlisted = rows.filter(pl.col("hashtags").is_null() & pl.col("text").str.contains("[#＃]"))
    words = without_links(pl.col("text").str.replace_all(HIDDEN, ""))
    written = words.str.extract_all(_TAG_IN_TEXT).list.eval(
        pl.element().str.replace(r"^[^#＃]*[#＃]", "").filter(~pl.element().str.contains(r"^[^#＃]*[#＃][0-9_]+$"))
    )
    found = rows.join(unlisted.select("row", written.alias("written")), on="row", how="left", maintain_order="left")
    return found.select(pl.coalesce("hashtags", "written")).to_series()


HASHTAG = LayerReader(
    name="hashtag",
    title="one hashtag",
    columns=("text", "hashtags"),
    own_words=True,
    acts_on_posts=False,
    needs_origins=False,
    read=read_hashtags,
    label=label_hashtag,
)
