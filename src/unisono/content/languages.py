"""Languages of posts and accounts, offline: what a text says, what the platform said, and neither where unsure.

The model is the one inside py3langid (Lui and Baldwin 2012, naive Bayes over byte n-grams); where a script is written
by one large language alone, the script decides. docs/concepts/languages.md has how often it is right.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.compared_forms import written_wordings
from unisono.content.languages_disguises import undisguise
from unisono.content.languages_model import language_model
from unisono.content.scripts import mixes_scripts, scripts_of

_LANGUAGES = (
    "af am ar az be bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id ig is it ja "
    "ka kk km kn ko ku ky lo lt lv mg mk ml mn mr mt my ne nl nn no or pa pl ps pt ro ru si sk sl so sq sr sv sw ta te "
    "tg th tk tl tr tt ug uk ur uz vi xh yo zh zu"
)
LANGUAGES = tuple(_LANGUAGES.split())
"""Languages that are looked for (ISO 639-1): those with millions of writers; Malay is taken for Indonesian."""

SCRIPT_LANGUAGES = {
    "Greek": "el",
    "Hebrew": "he",
    "Thai": "th",
    "Lao": "lo",
    "Khmer": "km",
    "Myanmar": "my",
    "Georgian": "ka",
    "Armenian": "hy",
    "Hangul": "ko",
    "Kana": "ja",
    "Tamil": "ta",
    "Telugu": "te",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Sinhala": "si",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Oriya": "or",
}
"""Scripts that one large language writes: the script tells the language."""

_WRITERS = {
    "Cyrillic": "ru uk be bg mk sr kk ky mn tg tt uz az tk ug ku ro",
    "Arabic": "ar fa ur ps ug ku az kk ky tg tk uz ha so id pa sw",
    "Devanagari": "hi mr ne",
    "Bengali": "bn",
    "Ethiopic": "am",
    "Han": "zh ja ko",
    **SCRIPT_LANGUAGES,
}
WRITERS = {script: frozenset(codes.split()) for script, codes in _WRITERS.items()}
"""Languages that each script but Latin, into which all are transcribed, writes: others are not taken from platforms."""

_FOLDED = "iw he in id nb no nn no ji yi cmn zh yue zh wuu zh fil tl arz ar ary ar jw jv mo ro msa id ms id"
FOLDED_CODES = dict(zip(_FOLDED.split()[::2], _FOLDED.split()[1::2], strict=True))
"""Other codes of the same languages, as platforms and the model write them, and of Malay."""

NO_LANGUAGE = frozenset({"und", "zxx", "mis", "mul", "qme", "qst", "qht", "qam", "qct", "art", "unknown", ""})
"""What platforms write where they name no language."""

# Letters a language does not write: a text that has one is not in it, whatever its n-grams look like.
FOREIGN_LETTERS = {
    "ru": "[іїєґўђћљњџјѓќ]",
    "uk": "[ыэёўъђћљњџј]",
    "be": "[щиїєґъ]",
    "bg": "[ыэёіїєґўђћљњџј]",
    "mk": "[ыэёіїєґўщъьюяйђћ]",
    "sr": "[ыэёіїєґўщъьюяй]",
    "ar": "[پچژگکی]",
    "zh": "[ぁ-ヿ]",
}


@dataclass(frozen=True)
class LanguageSettings:
    """When a text says too little: below these it has no language."""

    least_confidence: float = 0.6
    least_letters: int = 10
    least_dense_letters: int = 4
    most_letters: int = 200
    least_posts: int = 10


USUAL = LanguageSettings()
_TAG = r"[#＃][\w\x{200B}-\x{200D}\x{2060}\x{FEFF}]+"
_DENSE_SCRIPTS = ("Han", "Kana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar")


def identify_languages(texts: pl.Series, settings: LanguageSettings = USUAL) -> pl.DataFrame:
    """Return one row a text: language (ISO 639-1; null where unsure), confidence (0 to 1), script and mixed_scripts.

    Links, mentions, tags and emoji are dropped first. Confidence is the model's posterior probability, and 1 where
    the script decides; it is null where the text is too short to be asked about. A text in which a word mixes scripts
    (mixed_scripts) is read in the letters that the disguised ones stand for.
    """
    # Distinct texts once, and distinct wordings once: copies differ in their links and mentions.
    rows = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    distinct = rows.drop_nulls().unique(maintain_order=True)
    without_tags = distinct["text"].str.replace_all(_TAG, " ")
    shortened = written_wordings(without_tags).to_series().str.slice(0, settings.most_letters)
    distinct = distinct.with_columns(wording=shortened)
    asked = distinct.select("wording").unique(maintain_order=True)
    asked = asked.with_columns(mixed_scripts=mixes_scripts(asked["wording"]), plain=undisguise(asked["wording"]))
    asked = asked.with_columns(script=scripts_of(asked["plain"]))
    known = asked.select("wording", "mixed_scripts", "script").hstack(
        _languages_of(asked.select(pl.col("plain").alias("wording"), "script"), settings)
    )
    named = distinct.join(known, on="wording", how="left")
    joined = rows.join(named, on="text", how="left", maintain_order="left")
    return joined.select("language", "confidence", "script", pl.col("mixed_scripts").fill_null(False))


def languages_of_posts(posts: pl.DataFrame, settings: LanguageSettings = USUAL) -> pl.DataFrame:
    """Return one row a post, read from its `text` and `lang`: language and what it rests on.

    Columns: language, basis, confidence, platform_language, differs, script, mixed_scripts. `basis` is "text" where the
    text says it, else "platform" where only the platform does. Where the two differ the text's language stands,
    `differs` is true, and platform_language keeps what the platform said. A platform that names a language which is not
    written in the letters of the text is not believed.
    """
    found = identify_languages(posts["text"], settings)
    platform = fold_codes(posts["lang"]).alias("platform_language")
    table = found.with_columns(platform)
    own = pl.col("language")
    refuted = pl.any_horizontal(
        (pl.col("script") == script) & ~pl.col("platform_language").is_in(list(codes))
        for script, codes in WRITERS.items()
    ).fill_null(False)
    theirs = pl.when(~refuted).then(pl.col("platform_language"))
    basis = pl.when(own.is_not_null()).then(pl.lit("text")).when(theirs.is_not_null()).then(pl.lit("platform"))
    return table.select(
        pl.coalesce(own, theirs).alias("language"),
        basis.alias("basis"),
        "confidence",
        "platform_language",
        ((own != pl.col("platform_language")).fill_null(False) | refuted).alias("differs"),
        "script",
        "mixed_scripts",
    )


def fold_codes(codes: pl.Series) -> pl.Series:
    """Return platforms' language codes as ISO 639-1: without region, old codes renewed, null where none is named."""
    plain = codes.cast(pl.String).str.to_lowercase().str.extract(r"^\s*([a-z]{2,3})(?:[-_]|\s*$)")
    table = pl.DataFrame({"code": plain})
    folded = pl.col("code").replace(FOLDED_CODES)
    return table.select(pl.when(~folded.is_in(list(NO_LANGUAGE))).then(folded)).to_series()


def language_mix(accounts: pl.Series, languages: pl.Series, settings: LanguageSettings = USUAL) -> pl.DataFrame:
    """Return one row an account: n, effective_languages and languages (list of {language, posts}, most first).

    `n` counts the posts whose language is known. The effective number is exp of Shannon's entropy, the Hill number of
    order 1 (Jost 2006, table 1): 1 for one language, 2 for two in equal parts; null below `least_posts`.
    """
    known = pl.DataFrame({"account": accounts, "language": languages}).drop_nulls()
    counts = (
        known.group_by("account", "language")
        .len("posts")
        .sort("account", "posts", "language", descending=[False, True, False])
    )
    share = pl.col("posts") / pl.col("posts").sum()
    entropy = -(share * share.log()).sum()
    return (
        counts.group_by("account", maintain_order=True)
        .agg(
            pl.col("posts").sum().alias("n"),
            entropy.exp().alias("effective_languages"),
            pl.struct("language", "posts").alias("languages"),
        )
        .with_columns(pl.when(pl.col("n") >= settings.least_posts).then(pl.col("effective_languages")))
    )


def _languages_of(asked: pl.DataFrame, settings: LanguageSettings) -> pl.DataFrame:
    """Return language and confidence of each wording with its script."""
    letters = pl.col("wording").str.count_matches(r"\p{L}")
    dense = pl.col("script").is_in(_DENSE_SCRIPTS)
    enough = letters >= pl.when(dense).then(settings.least_dense_letters).otherwise(settings.least_letters)
    by_script = pl.col("script").replace_strict(SCRIPT_LANGUAGES, default=None, return_dtype=pl.String)
    table = asked.with_columns(enough.alias("enough"), by_script.alias("by_script"))
    open_ones = table["enough"] & table["by_script"].is_null() & table["script"].is_not_null()
    places = np.flatnonzero(open_ones.fill_null(False).to_numpy())
    codes, sure = _classified(table["wording"].gather(places))
    answers = pl.DataFrame({"row": places, "code": codes.replace(FOLDED_CODES), "sure": sure})
    numbered = table.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    read = numbered.join(answers, on="row", how="left", maintain_order="left")
    read = read.with_columns(
        pl.when("enough").then(pl.coalesce("by_script", "code")).alias("code"),
        pl.when("enough").then(pl.coalesce(pl.when(pl.col("by_script").is_not_null()).then(1.0), "sure")).alias("sure"),
    )
    said = (pl.col("sure") >= settings.least_confidence) & ~_has_foreign_letters()
    return read.select(pl.when(said).then("code").alias("language"), pl.col("sure").alias("confidence"))


def _classified(wordings: pl.Series) -> tuple[pl.Series, NDArray[np.float64]]:
    """Return the model's code and its posterior probability; the model is loaded for the first wording asked about."""
    if wordings.is_empty():
        return pl.Series(dtype=pl.String), np.zeros(0)
    return language_model(LANGUAGES).classify(wordings)


def _has_foreign_letters() -> pl.Expr:
    return pl.any_horizontal(
        (pl.col("code") == code).fill_null(False) & pl.col("wording").str.contains(letters)
        for code, letters in FOREIGN_LETTERS.items()
    )
