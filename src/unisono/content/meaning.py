"""Translated copies: texts of different languages that mean the same, beyond what chance gives among these texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.meaning_models import Float32, SentenceModel
from unisono.engine.sparse import number_parts

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

ROWS_AT_ONCE = 1_000
LEAST_MEAN = 0.05
"""Unrelated texts can have cosines near 0, beside which any other would look near."""

PAIR_COLUMNS: dict[str, pl.DataType] = {
    "a": pl.Int64(),
    "b": pl.Int64(),
    "cosine": pl.Float64(),
    "margin": pl.Float64(),
    "z": pl.Float64(),
}


@dataclass(frozen=True)
class CopySettings:
    """When two texts are translations: how far above chance, how near at least, and out of how many texts.

    neighbours: the k of the ratio margin. least_z: standard deviations of the margins that texts have with their
    second-nearest text in a language, which stands for the nearest text that is no translation. fewest_texts: of a
    language; those of rarer ones take no part.
    """

    neighbours: int = 4
    least_z: float = 5.0
    least_cosine: float = 0.5
    fewest_texts: int = 20


@dataclass(frozen=True)
class TranslatedCopies:
    """Pairs (PAIR_COLUMNS; a < b are rows of the texts) and their clusters, rows ascending; the largest cluster first.

    compared: texts that took part. threshold: the margin from which a pair counts. cannot_say: why nothing was decided.
    """

    pairs: pl.DataFrame
    clusters: list[list[int]]
    compared: int
    threshold: float | None
    cannot_say: str | None = None


@dataclass(frozen=True)
class _Sides:
    """The texts of two languages compared: each one's nearest, the cosine and margin to it, and the margin to the next.

    rows, others: int64, the texts of one language and their nearest of the other; mutual: whether each is the nearest
    of its nearest.
    """

    rows: Int64
    others: Int64
    cosines: Float64
    margins: Float64
    next_margins: Float64
    mutual: NDArray[np.bool_]


def translated_copies(
    texts: Sequence[str], languages: Sequence[str | None], model: SentenceModel, settings: CopySettings | None = None
) -> TranslatedCopies:
    """Return the pairs of texts that mean the same in different languages.

    texts: one for each cluster of near-duplicates. languages: of each text; a text of unknown language takes no part.
    A pair is each other's nearest text in the other's language, and stands out by the ratio margin (Artetxe and Schwenk
    2019, equation 1) from the margins that texts have with the nearest but one.
    """
    settings = settings or CopySettings()
    rows_of: dict[str, list[int]] = {}
    for row, language in enumerate(languages):
        if language is not None:
            rows_of.setdefault(language, []).append(row)
    enough = sorted(language for language, rows in rows_of.items() if len(rows) >= settings.fewest_texts)
    compared = sum(len(rows_of[language]) for language in enough)
    if len(enough) < 2:
        why = f"cannot say, n = {len(enough)} languages of at least {settings.fewest_texts} texts (2 are needed)"
        return TranslatedCopies(pl.DataFrame(schema=PAIR_COLUMNS), [], compared, None, why)
    vectors = {language: model.encode([texts[row] for row in rows_of[language]]) for language in enough}
    sides = [
        side
        for place, one in enumerate(enough)
        for other in enough[place + 1 :]
        for side in _compare(vectors[one], vectors[other], rows_of[one], rows_of[other], settings.neighbours)
    ]
    chance = np.concatenate([side.next_margins for side in sides])
    middle = float(np.median(chance))
    spread = max(1.4826 * float(np.median(np.abs(chance - middle))), 1e-6)
    pairs = pl.concat([_pairs(side, middle, spread, settings) for side in sides]).unique(["a", "b"]).sort("a", "b")
    return TranslatedCopies(pairs, _clusters(pairs, len(texts)), compared, middle + settings.least_z * spread)


def _compare(
    left: Float32, right: Float32, left_rows: list[int], right_rows: list[int], neighbours: int
) -> tuple[_Sides, _Sides]:
    """Compare the texts of two languages, seen from either."""
    rows = np.array(left_rows, np.int64), np.array(right_rows, np.int64)
    near = _nearest(left, right, neighbours), _nearest(right, left, neighbours)
    sides = []
    for own, other in ((0, 1), (1, 0)):
        order, best = near[own]
        means, other_means = near[own][1].mean(axis=1), near[other][1].mean(axis=1)
        margins = [
            best[:, place] / np.maximum((means + other_means[order[:, place]]) / 2.0, LEAST_MEAN) for place in (0, 1)
        ]
        mutual = near[other][0][order[:, 0], 0] == np.arange(len(order))
        sides.append(_Sides(rows[own], rows[other][order[:, 0]], best[:, 0], margins[0], margins[1], mutual))
    return sides[0], sides[1]


def _nearest(left: Float32, right: Float32, neighbours: int) -> tuple[Int64, Float64]:
    """Return the nearest texts on the right of each on the left, and the cosines; of equally near ones the first."""
    orders, cosines = [], []
    for start in range(0, len(left), ROWS_AT_ONCE):
        near = (left[start : start + ROWS_AT_ONCE] @ right.T).astype(np.float64)
        order = np.argsort(-near, axis=1, kind="stable")[:, :neighbours]
        orders.append(order)
        cosines.append(np.take_along_axis(near, order, axis=1))
    return np.concatenate(orders), np.concatenate(cosines)


def _pairs(side: _Sides, middle: float, spread: float, settings: CopySettings) -> pl.DataFrame:
    z = (side.margins - middle) / spread
    chosen = np.flatnonzero(side.mutual & (z >= settings.least_z) & (side.cosines >= settings.least_cosine))
    a, b = side.rows[chosen], side.others[chosen]
    columns = (np.minimum(a, b), np.maximum(a, b), side.cosines[chosen], side.margins[chosen], z[chosen])
    return pl.DataFrame(dict(zip(PAIR_COLUMNS, columns, strict=True)), schema=PAIR_COLUMNS)


def _clusters(pairs: pl.DataFrame, texts: int) -> list[list[int]]:
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    part = number_parts(a, b, texts)[1]
    members: dict[int, list[int]] = {}
    for row in np.unique(np.concatenate([a, b])).tolist():
        members.setdefault(int(part[row]), []).append(row)
    return sorted(members.values(), key=lambda rows: (-len(rows), rows))
