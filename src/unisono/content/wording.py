"""Texts made comparable: what is the same message keeps the same wording, whatever its links, mentions and emoji."""

import hashlib
from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.greetings import only_greets
from unisono.content.letters import letter_tables
from unisono.content.translating import translate
from unisono.engine.text_forms import Forms, count_characters, lay_out
from unisono.model.hidden_characters import HIDDEN
from unisono.model.written_links import LIKE_A_LINK

LEAST_CHARACTERS = 20
LEAST_DENSE_CHARACTERS = 8
"""Letters and digits that a text needs to be an object, and in scripts that say a word in one or two characters."""

EMOJI = r"[\p{Extended_Pictographic}\x{1F1E6}-\x{1F1FF}\x{1F3FB}-\x{1F3FF}\x{20E3}]"
DENSE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Scripts that say a word in one or two characters."""

# Characters outside these ranges may be invisible, emoji, or another form in NFKC; most texts have none.
_MAY_CHANGE = (
    r"[^\x{01}-\x{7F}\x{C0}-\x{FF}\x{0400}-\x{045F}\x{0621}-\x{064A}\x{2018}-\x{201E}\x{2013}\x{2014}"
    r"\x{3001}\x{3002}\x{3041}-\x{3094}\x{30A1}-\x{30FA}\x{30FC}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}]"
)
_MENTION = r"@[A-Za-z0-9_]+(?:[.\-@:][A-Za-z0-9_]+)*"


def normalise_texts(texts: pl.Expr) -> pl.Expr:
    """Return texts in NFKC and lower case, with links, mentions, emoji and invisible characters dropped."""
    return _strip_and_fold(_drop_invisible(texts).str.replace_all(EMOJI, " ").str.normalize("NFKC"))


def wordings(texts: pl.Series) -> pl.Series:
    """Return normalise_texts of each text, by a shorter way for texts that hold nothing unusual."""
    return _by_two_ways(texts, thorough=normalise_texts, quick=_strip_and_fold)


def links_or_mentions(texts: pl.Expr) -> pl.Expr:
    """Return whether each text holds a link or a mention, which its wording does without."""
    return texts.str.contains(LIKE_A_LINK) | texts.str.contains(_MENTION)


def folded_texts(texts: pl.Series) -> pl.Series:
    """Return each text in NFKC and lower case, without invisible characters; links, mentions and emoji stay."""

    def thorough(column: pl.Expr) -> pl.Expr:
        return _fold(_drop_invisible(column).str.normalize("NFKC")).str.strip_chars()

    return _by_two_ways(texts, thorough=thorough, quick=lambda column: _fold(column).str.strip_chars())


def says_something(normalised: pl.Series) -> pl.Series:
    """Return whether each wording is long enough, more than tags, and more than a greeting; null says nothing."""
    return pl.Series(normalised.name, forms_that_say(lay_out(normalised)))


def forms_that_say(worded: Forms) -> NDArray[np.bool_]:
    """Return what says_something does, of wordings as bytes in one piece."""
    counted = count_characters(worded, letter_tables().kinds)
    words, dense, outside, _ = counted.T
    is_long = (words >= LEAST_CHARACTERS) | ((words >= LEAST_DENSE_CHARACTERS) & (2 * dense >= words))
    telling: NDArray[np.bool_] = np.asarray(is_long & (outside > 0))
    said = pl.DataFrame({"said": worded.take(np.flatnonzero(telling).astype(np.int32)).to_series()})
    greets = said.select(only_greets(pl.col("said").str.replace_all(r"#\w+", " "))).to_series().to_numpy()
    telling[telling] = ~greets
    return telling


def text_objects(texts: pl.Series) -> pl.Series:
    """Return the object of each text: `t-` and 16 hexadecimal digits of its wording's SHA-256, or null."""
    distinct = pl.DataFrame({"text": texts.drop_nulls().unique(maintain_order=True)})
    worded = distinct.with_columns(wordings(distinct["text"]).alias("wording"))
    telling = worded.filter(says_something(worded["wording"]))
    objects = telling.with_columns(translate(telling["wording"], lambda words: f"t-{digest(words)}").alias("object"))
    return (
        pl.DataFrame({"text": texts})
        .join(objects.select("text", "object"), on="text", how="left", maintain_order="left")
        .to_series(1)
    )


def digest(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of these words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _by_two_ways(
    texts: pl.Series, *, thorough: Callable[[pl.Expr], pl.Expr], quick: Callable[[pl.Expr], pl.Expr]
) -> pl.Series:
    rows = pl.DataFrame({"text": texts}).with_row_index("row")
    unusual = rows.select(pl.col("text").str.contains(_MAY_CHANGE).fill_null(False)).to_series()
    parts = [
        rows.filter(unusual).select("row", thorough(pl.col("text")).alias("done")),
        rows.filter(~unusual).select("row", quick(pl.col("text")).alias("done")),
    ]
    return pl.concat(parts).sort("row")["done"]


def _drop_invisible(texts: pl.Expr) -> pl.Expr:
    return texts.str.replace_all(HIDDEN, "")


def _strip_and_fold(composed: pl.Expr) -> pl.Expr:
    return _fold(composed.str.replace_all(LIKE_A_LINK, " ").str.replace_all(_MENTION, " ")).str.strip_chars(" :;,|-–—")


def _fold(texts: pl.Expr) -> pl.Expr:
    lower = texts.str.to_lowercase().str.replace_many({"ß": "ss", "ς": "σ"})
    return lower.str.replace_all(r"\s\s+|[^\S ]", " ")
