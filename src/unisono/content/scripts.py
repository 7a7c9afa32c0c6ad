"""Scripts of texts and names: which writing most of their letters are in, and words that mix two of them."""

import polars as pl

_PATTERNS = {
    "Latin": r"\p{Latin}",
    "Cyrillic": r"\p{Cyrillic}",
    "Greek": r"\p{Greek}",
    "Arabic": r"\p{Arabic}",
    "Hebrew": r"\p{Hebrew}",
    "Devanagari": r"\p{Devanagari}",
    "Bengali": r"\p{Bengali}",
    "Gurmukhi": r"\p{Gurmukhi}",
    "Gujarati": r"\p{Gujarati}",
    "Oriya": r"\p{Oriya}",
    "Tamil": r"\p{Tamil}",
    "Telugu": r"\p{Telugu}",
    "Kannada": r"\p{Kannada}",
    "Malayalam": r"\p{Malayalam}",
    "Sinhala": r"\p{Sinhala}",
    "Thai": r"\p{Thai}",
    "Lao": r"\p{Lao}",
    "Khmer": r"\p{Khmer}",
    "Myanmar": r"\p{Myanmar}",
    "Georgian": r"\p{Georgian}",
    "Armenian": r"\p{Armenian}",
    "Ethiopic": r"\p{Ethiopic}",
    "Hangul": r"\p{Hangul}",
    "Kana": r"[\p{Hiragana}\p{Katakana}]",
    "Han": r"\p{Han}",
}
SCRIPTS = tuple(_PATTERNS)
"""The scripts told apart; Kana is Hiragana and Katakana together."""

_ALIKE = {"Latin": r"\p{Latin}", "Cyrillic": r"\p{Cyrillic}", "Greek": r"\p{Greek}"}
_MIXED_WORD = "|".join(
    rf"{one}[\p{{M}}'’]*{other}" for one in _ALIKE.values() for other in _ALIKE.values() if one != other
)
_LETTERS = r"\p{L}"
# Most texts are in one of these, and are counted in one pass.
_PLAIN_LATIN = r"^[\x{00}-\x{24F}\x{2000}-\x{206F}\x{20A0}-\x{20BF}]*$"


def scripts_of(texts: pl.Series) -> pl.Series:
    """Return the script of most letters of each text, null where there is no letter; of equal ones the first listed.

    Japanese is written in Han and Kana together: a text with at least a tenth of its letters in Kana is in Kana.
    """
    table = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    plain = pl.col("text").str.contains(_PLAIN_LATIN)
    quick = table.with_row_index("row").filter(plain)
    found = [
        quick.select(
            "row", pl.when(pl.col("text").str.contains(_LETTERS)).then(pl.lit("Latin")).otherwise(None).alias("script")
        )
    ]
    others = table.with_row_index("row").filter(~plain.fill_null(False))
    counts = others.select("row", *(pl.col("text").str.count_matches(p).alias(n) for n, p in _PATTERNS.items()))
    most = pl.max_horizontal(*SCRIPTS)
    written = pl.sum_horizontal("Han", "Kana")
    japanese = (pl.col("Kana") * 10 >= written) & (written >= most) & (pl.col("Kana") > 0)
    script = pl.when(most > 0).then(pl.when(japanese).then(pl.lit("Kana")).otherwise(_first_of_most(most)))
    found.append(counts.select("row", script.alias("script")))
    return pl.concat(found).sort("row")["script"]


def mixes_scripts(names: pl.Series) -> pl.Series:
    """Return whether a word of each name mixes letters of scripts that look alike (Latin, Cyrillic, Greek).

    Such a word is nobody's spelling; a name with a Latin and a Cyrillic word is not mixed.
    """
    return names.str.contains(_MIXED_WORD)


def name_mixes_scripts(name: str) -> bool:
    """Return what mixes_scripts says of one name."""
    return bool(mixes_scripts(pl.Series([name], dtype=pl.String)).item())


def _first_of_most(most: pl.Expr) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(name) == most).then(pl.lit(name)) for name in SCRIPTS)
