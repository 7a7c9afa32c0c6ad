"""Texts made comparable: what is the same message keeps the same wording, whatever its links, mentions and emoji."""

import hashlib

import polars as pl

from unisono.traces.acts import translate
from unisono.traces.greetings import only_greets

LEAST_CHARACTERS = 20
LEAST_DENSE_CHARACTERS = 8
"""Letters and digits that a text needs to be an object, and in scripts that say a word in one or two characters."""

INVISIBLE = (
    r"[\x{00AD}\x{034F}\x{061C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{200B}-\x{200F}\x{202A}-\x{202E}"
    r"\x{2060}-\x{206F}\x{3164}\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}\x{FFF9}-\x{FFFB}\x{E0000}-\x{E0FFF}]"
)
"""Zero-width characters, bidirectional controls, fillers and variation selectors."""

_EMOJI = r"[\p{Extended_Pictographic}\x{1F1E6}-\x{1F1FF}\x{1F3FB}-\x{1F3FF}\x{20E3}]"
_DENSE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
# A link ends where Chinese, Japanese, Korean or Thai text goes on without a space.
_LINK = (
    r"(?i)(?:https?:|(?-u:\b)(?:www\.|pic\.twitter\.com/|t\.co/))"
    r"[^\s\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}「」『』。、]*"
)
# Characters outside these ranges may be invisible, emoji, or another form in NFKC; most texts have none.
_MAY_CHANGE = (
    r"[^\x{01}-\x{7F}\x{C0}-\x{FF}\x{0400}-\x{045F}\x{0621}-\x{064A}\x{2018}-\x{201E}\x{2013}\x{2014}"
    r"\x{3001}\x{3002}\x{3041}-\x{3094}\x{30A1}-\x{30FA}\x{30FC}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}]"
)
_MENTION = r"@[A-Za-z0-9_]+(?:[.\-@:][A-Za-z0-9_]+)*"


def normalise_texts(texts: pl.Expr) -> pl.Expr:
    """Return texts in NFKC and lower case, with links, mentions, emoji and invisible characters dropped."""
    composed = texts.str.replace_all(INVISIBLE, "").str.replace_all(_EMOJI, " ").str.normalize("NFKC")
    return _strip_and_fold(composed)


def says_something(normalised: pl.Expr) -> pl.Expr:
    """Return whether normalised texts are long enough, more than tags, and more than a greeting."""
    characters = normalised.str.len_chars() - normalised.str.count_matches(r"\W")
    dense = normalised.str.count_matches(_DENSE)
    long_enough = (characters >= LEAST_CHARACTERS) | (
        (characters >= LEAST_DENSE_CHARACTERS) & (dense * 2 >= characters)
    )
    without_tags = normalised.str.replace_all(r"#\w+", " ")
    return long_enough & without_tags.str.contains(r"\w") & ~only_greets(without_tags)


def text_objects(texts: pl.Series) -> pl.Series:
    """Return the object of each text: `t-` and 16 hexadecimal digits of its wording's SHA-256, or null."""
    distinct = pl.DataFrame({"text": texts.drop_nulls().unique(maintain_order=True)})
    changes = pl.col("text").str.contains(_MAY_CHANGE)
    wording = pl.concat(
        [
            distinct.filter(changes).with_columns(normalise_texts(pl.col("text")).alias("wording")),
            distinct.filter(~changes).with_columns(_strip_and_fold(pl.col("text")).alias("wording")),
        ]
    ).filter(says_something(pl.col("wording")))
    objects = wording.with_columns(translate(wording["wording"], lambda words: f"t-{digest(words)}").alias("object"))
    return (
        pl.DataFrame({"text": texts})
        .join(objects.select("text", "object"), on="text", how="left", maintain_order="left")
        .to_series(1)
    )


def digest(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of these words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _strip_and_fold(composed: pl.Expr) -> pl.Expr:
    return (
        composed.str.replace_all(_LINK, " ")
        .str.replace_all(_MENTION, " ")
        .str.to_lowercase()
        .str.replace_many({"ß": "ss", "ς": "σ"})
        .str.replace_all(r"\s\s+|[^\S ]", " ")
        .str.strip_chars(" :;,|-–—")
    )
