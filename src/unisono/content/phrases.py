"""Phrases found in many texts at once: whole words, beginnings of words, hashtags, in any script."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from unisono.content.testimony.folding import fold_texts
from unisono.content.wording import DENSE
from unisono.model.written_links import LIKE_A_LINK

FOUND = pl.Schema({"row": pl.UInt32(), "phrase": pl.UInt32()})
"""One row for each text and phrase in it, in this order: places in the texts and in the phrases."""

_MENTION = r"@[\w.-]+"
_TAG = r"[#＃][\p{L}\p{N}\p{M}_]+"
_NOT_SAID = r"[^\p{L}\p{N}\p{M}]+"


@dataclass(frozen=True)
class Phrase:
    """Words of a language, and what they stand for.

    `words` may begin with "#", which means a hashtag, and begin or end with "*", which means that the word goes on.
    In scripts that are written without spaces a phrase is found wherever its signs stand.
    """

    words: str
    language: str
    kind: str
    points: int = 1


def find_phrases(texts: pl.Series, phrases: Sequence[Phrase]) -> pl.DataFrame:
    """Return FOUND: which of these phrases each text holds, each once; capitals and accents make no difference.

    Links and mentions are no words. A hashtag is found as such and as the words it is made of: #VoteForUs holds
    "vote".
    """
    if not phrases:
        return FOUND.to_frame()
    forms = pl.DataFrame({"form": written_forms(phrases)}).with_row_index("phrase")
    wanted = forms["form"].unique(maintain_order=True).to_list()
    # Asked of the column itself: inside a query the search would be made ready anew for every text.
    found = pl.DataFrame({"form": said_in(texts).str.extract_many(wanted, overlapping=True)}).with_row_index("row")
    listed = found.filter(pl.col("form").list.len() > 0).explode("form").unique().join(forms, on="form")
    return listed.select("row", "phrase").sort("row", "phrase").cast(FOUND)


def written_forms(phrases: Sequence[Phrase]) -> pl.Series:
    """Return how each phrase stands in what `said_in` returns: a space marks where a word begins or ends, "#" a tag."""
    words = pl.Series("words", [phrase.words for phrase in phrases], dtype=pl.String)
    folded = fold_texts(words.str.strip_chars("#*")).str.replace_all(_NOT_SAID, " ").str.strip_chars(" ")
    is_tag, goes_before, goes_on = words.str.starts_with("#"), words.str.contains(r"^#?\*"), words.str.ends_with("*")
    table = pl.DataFrame({"folded": folded, "tag": is_tag, "before": goes_before, "on": goes_on})
    space = pl.lit(" ")
    before = pl.when("before").then(pl.lit("")).when("tag").then(pl.lit(" #")).otherwise(space)
    after = pl.when("on").then(pl.lit("")).when("tag").then(pl.lit("#")).otherwise(space)
    whole = pl.concat_str(before, pl.col("folded"), after)
    is_dense = pl.col("folded").str.contains(DENSE) & ~pl.col("tag")
    return table.select(pl.when(is_dense).then("folded").otherwise(whole).alias("form")).to_series()


def said_in(texts: pl.Series) -> pl.Series:
    """Return the words of each text, folded, between single spaces, then its hashtags; null where there is no text."""
    rows = pl.DataFrame({"text": texts.cast(pl.String)})
    bare = pl.col("text").str.replace_all(LIKE_A_LINK, " ").str.replace_all(_MENTION, " ")
    apart = rows.with_columns(bare.alias("text")).with_columns(
        pl.col("text").str.replace_all(r"(\p{Ll}|\p{N})(\p{Lu})", "$1 $2").alias("words"),
        pl.when(pl.col("text").str.contains("[#＃]"))
        .then(pl.col("text").str.extract_all(_TAG).list.eval(pl.format("{}#", pl.element())).list.join(" "))
        .fill_null("")
        .alias("tags"),
    )
    words = fold_texts(apart["words"]).str.replace_all(_NOT_SAID, " ").str.strip_chars(" ")
    tags = fold_texts(apart["tags"]).str.replace_all("＃", "#", literal=True)
    return pl.DataFrame({"words": words, "tags": tags}).select(pl.format(" {} {} ", "words", "tags")).to_series()
