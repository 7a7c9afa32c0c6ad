"""Objects of wordings and claims in texts, each found out once for all scans of a case."""

import polars as pl

from unisono.content.compared_forms import object_names
from unisono.content.kept_answers import KeptAnswers, Question
from unisono.content.testimony.claims import CLAIMS, claims_of_texts
from unisono.content.wording import text_objects

_DIGITS = 16


def _digests_of(asked: pl.DataFrame) -> pl.DataFrame:
    objects = text_objects(asked["text"])
    digits = pl.col("object").str.slice(len("t-")).str.to_integer(base=_DIGITS, dtype=pl.UInt64)
    return pl.DataFrame({"object": objects}).with_row_index("row").drop_nulls("object").select("row", digest=digits)


WORDINGS = Question("wordings", {"digest": pl.UInt64()}, _digests_of)
CLAIMED = Question("claims", {name: kind for name, kind in CLAIMS.items() if name != "row"}, claims_of_texts)


def known_text_objects(texts: pl.Series, kept: KeptAnswers) -> pl.Series:
    """Return what wording.text_objects does, reading only texts of which no answer is kept."""
    distinct = pl.DataFrame({"text": texts.drop_nulls().unique(maintain_order=True)})
    found = kept.ask(WORDINGS, distinct)
    objects = distinct[found["row"]].with_columns(object_names(found["digest"].to_numpy()).alias("object"))
    return pl.DataFrame({"text": texts}).join(objects, on="text", how="left", maintain_order="left").to_series(1)


def known_claims(texts: pl.DataFrame, kept: KeptAnswers) -> pl.DataFrame:
    """Return what claims_in does of distinct rows (text, lang), reading only those of which no answer is kept."""
    return kept.ask(CLAIMED, texts.select("text", "lang"))
