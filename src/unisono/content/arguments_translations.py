"""Arguments that are made in several languages: translated copies among their wordings, by a sentence model."""

from dataclasses import dataclass

import polars as pl

from unisono.content.arguments import Arguments
from unisono.content.languages import identify_languages
from unisono.content.meaning import CopySettings, translated_copies
from unisono.content.meaning_models import SentenceModel

MOST_WORDINGS = 2_000
"""Wordings that are compared, those of most accounts first: a large model reads a few dozen a second."""


@dataclass(frozen=True)
class Translations:
    """Which arguments say the same in other languages, and the wordings that do.

    ranks: of each argument, the ranks of the others. copies: text, language, rank (null: in no argument), accounts and
    cluster (from 0). compared: wordings that took part. cannot_say: why nothing was decided.
    """

    ranks: dict[int, list[int]]
    copies: pl.DataFrame
    compared: int
    cannot_say: str | None = None


def find_translations(
    found: Arguments, model: SentenceModel, *, most: int = MOST_WORDINGS, settings: CopySettings | None = None
) -> Translations:
    """Return the translated copies among the wordings of arguments and of what is in none."""
    ordered = found.wordings.sort("accounts", "text", descending=[True, False]).head(most)
    languages = identify_languages(ordered["text"])["language"]
    copied = translated_copies(ordered["text"].to_list(), languages.to_list(), model, settings)
    places = [(row, cluster) for cluster, rows in enumerate(copied.clusters) for row in rows]
    clusters = pl.DataFrame(places, schema={"row": pl.Int64(), "cluster": pl.Int64()}, orient="row")
    numbered = ordered.with_columns(language=languages).with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    copies = clusters.join(numbered, on="row", maintain_order="left")
    ranks: dict[int, set[int]] = {}
    for (_,), rows in copies.drop_nulls("rank").group_by("cluster"):
        together = set(rows["rank"].to_list())
        for rank in together:
            ranks.setdefault(rank, set()).update(together - {rank})
    return Translations(
        ranks={rank: sorted(others) for rank, others in sorted(ranks.items()) if others},
        copies=copies.select("text", "language", "rank", "accounts", "cluster"),
        compared=copied.compared,
        cannot_say=copied.cannot_say,
    )
