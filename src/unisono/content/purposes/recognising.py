"""The purpose of each text: how many points its words and marks give to advertising, politics, news and fandom."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.phrases import Phrase, find_phrases, written_forms
from unisono.content.purposes.lexica import KINDS, POINTS, purpose_phrases
from unisono.content.purposes.markers import find_markers

PURPOSES = (*KINDS, "unknown")
"""What a text can be for, in the order of the columns of shares; unknown: nothing was recognised."""

LEAST_POINTS = POINTS["clear"]
"""One clear phrase, or two hints."""

HINT = POINTS["hint"]

OF_OUTLET = 4
"""What it counts for news that an outlet published a text: it is news also where it tells of an election or a match."""

REASONS = pl.Schema({"row": pl.UInt32(), "kind": pl.String(), "reason": pl.String(), "points": pl.Int64()})


@dataclass(frozen=True)
class Recognised:
    """What texts are for.

    reasons: REASONS, what was found in each, phrases as their lexicon has them and marks by name. shares: float64
    (texts, PURPOSES): 1 for the kind with most points, shared between kinds with equally many.
    """

    reasons: pl.DataFrame
    shares: NDArray[np.float64]


def recognise_purposes(
    texts: pl.Series,
    links: pl.Series | None = None,
    *,
    of_outlets: NDArray[np.bool_] | None = None,
    own_words: tuple[str, ...] = (),
) -> Recognised:
    """Return what each text is for, by phrases in 17 languages and by marks that need none.

    links: lists of the addresses that each text was posted with. of_outlets: bool, whether an outlet published it,
    which makes it news whatever it tells of. own_words: phrases that are political in this case.
    """
    phrases, table = _what_counts(own_words)
    found = find_phrases(texts, phrases).join(table, on="phrase")
    reasons = pl.concat(
        [
            found.select(*REASONS),
            find_markers(texts, links).select(
                "row", pl.lit("commercial").alias("kind"), pl.col("marker").alias("reason"), pl.lit(1).alias("points")
            ),
            _posts_of_outlets(of_outlets),
        ],
        how="vertical_relaxed",
    )
    listed = reasons.sort("row", "kind", "reason").cast(REASONS)
    return Recognised(listed, _shares(listed, len(texts)))


@cache
def _what_counts(own_words: tuple[str, ...]) -> tuple[tuple[Phrase, ...], pl.DataFrame]:
    """Return the phrases that are looked for, and phrase, kind, reason and points of each.

    A word that is spelled alike in several languages is one phrase, and a hint within which another hint of its kind
    stands would count the same word twice: it is left out.
    """
    phrases = (*purpose_phrases(), *(Phrase(words, "", "political", LEAST_POINTS) for words in own_words))
    every = pl.DataFrame(
        {
            "form": written_forms(phrases),
            "kind": [phrase.kind for phrase in phrases],
            "reason": [phrase.words for phrase in phrases],
            "points": [phrase.points for phrase in phrases],
            "place": range(len(phrases)),
        }
    )
    once = every.sort("points", "place", descending=[True, False]).unique(["form", "kind"], keep="first")
    hints = once.filter(pl.col("points") == HINT)
    within = hints["form"].str.extract_many(hints["form"].to_list(), overlapping=True)
    holding = hints.select("form", "kind", pl.Series("shorter", within)).explode("shorter")
    shorter = hints.select(pl.col("form").alias("shorter"), "kind")
    twice = holding.filter(pl.col("form") != pl.col("shorter")).join(shorter, on=["shorter", "kind"], how="semi")
    kept = pl.concat([once.filter(pl.col("points") != HINT), hints.join(twice, on=["form", "kind"], how="anti")])
    ordered = kept.sort("place")
    table = ordered.select("kind", "reason", "points").with_row_index("phrase")
    return tuple(phrases[place] for place in ordered["place"]), table.with_columns(pl.col("phrase").cast(pl.UInt32))


def _posts_of_outlets(rows: NDArray[np.bool_] | None) -> pl.DataFrame:
    chosen = np.flatnonzero(rows) if rows is not None else np.zeros(0, np.int64)
    return pl.DataFrame({"row": chosen.astype(np.uint32)}).with_columns(
        pl.lit("news").alias("kind"), pl.lit("outlet").alias("reason"), pl.lit(OF_OUTLET).alias("points")
    )


def _shares(reasons: pl.DataFrame, count: int) -> NDArray[np.float64]:
    """Return the share of each purpose in each text: float64 (count, PURPOSES); rows sum to 1."""
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    places = reasons["kind"].replace_strict(kinds, return_dtype=pl.Int64).to_numpy()
    points = np.zeros((count, len(KINDS)))
    np.add.at(points, (reasons["row"].to_numpy(), places), reasons["points"].to_numpy())
    most = points.max(axis=1, initial=0.0)
    best = (points == most[:, None]) & (most >= LEAST_POINTS)[:, None]
    shares = np.zeros((count, len(PURPOSES)))
    chosen = best.sum(axis=1)
    shares[:, : len(KINDS)] = best / np.maximum(chosen, 1)[:, None]
    shares[:, -1] = chosen == 0
    return shares
