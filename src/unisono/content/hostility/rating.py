"""Hostile posts: how severe they are, of which kinds, and where their phrases stand."""

from collections.abc import Sequence

import polars as pl

from unisono.content.hostility.compiled import Compiled, compile_lexicons
from unisono.content.hostility.judging import Hit, TextLanguage, find_hits, may_count
from unisono.content.hostility.lexicon import Lexicon
from unisono.content.hostility.readings import fold_phrase
from unisono.content.hostility.scale import KINDS
from unisono.content.hostility.searching import searched_texts, standing_phrases
from unisono.content.languages import languages_of_posts

HOSTILITY: dict[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.UInt32,
    "severity": pl.Int8,
    "kinds": pl.List(pl.String),
    "phrases": pl.List(pl.String),
    "language": pl.String,
    "addresses": pl.Boolean,
    "spans": pl.List(pl.Struct({"start": pl.Int32, "end": pl.Int32})),
}
"""One hostile post: its place among the posts, what it holds at its worst (scale.SEVERITIES), its kinds (the worst
first), the phrases as they stand in the text, the language of the worst, whether the text speaks to somebody (second
person), and where the phrases stand: characters of the text, ascending, without overlap."""

TEXTS_AT_ONCE = 100_000
MOST_CHARACTERS = 5_000
"""Longer texts are judged by their beginning."""

SURE_LETTERS = 30
"""Letters from which on the language of a text is told from its neighbours."""


def rate_hostility(posts: pl.DataFrame, lexicons: Sequence[Lexicon] = ()) -> pl.DataFrame:
    """Return the hostile posts as HOSTILITY; posts have `text` and, where the platform says it, `lang`.

    Words decide, nothing else: what is ironic, or hostile without hostile words, is judged wrongly. A post in a
    language without a lexicon is not judged, see coverage.judged_posts.
    """
    lang = pl.col("lang").cast(pl.String) if "lang" in posts.columns else pl.lit(None, pl.String)
    rows = posts.select(pl.col("text").cast(pl.String).str.slice(0, MOST_CHARACTERS), lang.alias("lang"))
    distinct = rows.drop_nulls("text").unique(maintain_order=True)
    compiled = compile_lexicons(tuple(lexicons))
    rated = [
        _rate_texts(distinct.slice(start, TEXTS_AT_ONCE), compiled)
        for start in range(0, distinct.height, TEXTS_AT_ONCE)
    ]
    found = pl.concat([*rated, pl.DataFrame(schema={"text": pl.String, "lang": pl.String, **_of_text()})])
    joined = rows.with_row_index("row").join(found, on=["text", "lang"], nulls_equal=True, maintain_order="left")
    return joined.select(pl.col(name).cast(kind) for name, kind in HOSTILITY.items())


def _of_text() -> dict[str, pl.DataType | type[pl.DataType]]:
    return {name: kind for name, kind in HOSTILITY.items() if name != "row"}


def _rate_texts(distinct: pl.DataFrame, compiled: Compiled) -> pl.DataFrame:
    """Return the hostile ones of distinct texts."""
    table, phrases = standing_phrases(distinct.hstack(searched_texts(distinct["text"], compiled)), compiled)
    open_ones = table.select("text", "lang")
    languages = _languages(open_ones)
    rated = [
        _rated(text, find_hits(text, compiled, own, language, is_disguised=disguised), compiled, language)
        if any(may_count(searched, phrase, language) for phrase in own)
        else None
        for (text, searched, disguised), own, language in zip(
            table.select("text", "searched", "disguised").iter_rows(), phrases, languages, strict=True
        )
    ]
    hostile = [place for place, found in enumerate(rated) if found is not None]
    columns = pl.DataFrame([rated[place] for place in hostile], schema=_of_text(), orient="row")
    return open_ones[hostile].hstack(columns)


def _languages(posts: pl.DataFrame) -> list[TextLanguage]:
    found = languages_of_posts(posts).select("language", "platform_language", "basis")
    letters = posts["text"].str.count_matches(r"\p{L}")
    return [
        TextLanguage(believed, platform, count >= SURE_LETTERS)
        for (believed, platform, _), count in zip(found.iter_rows(), letters, strict=True)
    ]


Rated = tuple[int, list[str], list[str], str | None, bool, list[dict[str, int]]]


def _rated(text: str, hits: list[Hit], compiled: Compiled, language: TextLanguage) -> Rated | None:
    """Return the columns of one hostile text, or None where no hit counts."""
    if not hits:
        return None
    by_severity = sorted(hits, key=lambda hit: (-hit.entry.severity, hit.start, hit.end))
    kinds = sorted({hit.entry.kind for hit in hits}, key=lambda kind: -list(KINDS).index(kind))
    spans = joined_spans([(hit.start, hit.end) for hit in hits])
    folded = fold_phrase(text)
    spoken = {hit.entry.language for hit in hits} | {language.believed}
    addresses = any(compiled.around(each).you.search(folded) for each in spoken)
    return (
        by_severity[0].entry.severity,
        kinds,
        [text[start:end] for start, end in spans],
        by_severity[0].entry.language or language.believed,
        addresses,
        [{"start": start, "end": end} for start, end in spans],
    )


def joined_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans ascending and without overlap: those that overlap become one.

    >>> joined_spans([(4, 9), (0, 2), (7, 12)])
    [(0, 2), (4, 12)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
