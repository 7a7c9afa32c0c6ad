"""The terms that set some texts apart from others: log-odds ratios with an informative Dirichlet prior."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.term_counts import count_terms
from unisono.engine.numbering import number_texts_as_seen

Float64 = NDArray[np.float64]

COLUMNS: dict[str, pl.DataType] = {
    "term": pl.String(),
    "inside": pl.Int64(),
    "outside": pl.Int64(),
    "log_odds": pl.Float64(),
    "z": pl.Float64(),
}
"""One row a term: in how many texts of either side it is, its log-odds ratio and the ratio's z-score."""


@dataclass(frozen=True)
class TermSettings:
    """When texts are many enough to compare, and which terms are worth a look.

    least_ratio: the odds inside are at least so many times those outside. Stop words of a language that is commoner
    inside are beyond chance, but below it. prior_terms: how many uses the prior is worth, at most as many as the
    smaller side has; the more, the less a rare term counts. part: a word is left out where a pair holds it in at least
    this share of its texts.
    """

    fewest_texts: int = 10
    fewest_uses: int = 3
    least_z: float = 2.58
    least_ratio: float = 2.0
    most: int = 50
    prior_terms: float = 500.0
    part: float = 0.8
    pairs: bool = True
    tags: bool = True


@dataclass(frozen=True)
class DistinctiveTerms:
    """What distinctive_terms found: `terms` (COLUMNS, largest z first), the numbers of texts, and why it cannot say."""

    terms: pl.DataFrame
    inside: int
    outside: int
    cannot_say: str | None = None


def distinctive_terms(inside: pl.Series, outside: pl.Series, settings: TermSettings | None = None) -> DistinctiveTerms:
    """Return the terms that are used more in the texts inside than in those outside.

    A text counts each of its terms once. No list of stop words is needed: what both sides use alike has a ratio near 1.
    Below `fewest_texts` on either side there are no terms, and `cannot_say` says so.
    """
    settings = settings or TermSettings()
    sizes = len(inside), len(outside)
    if min(sizes) < settings.fewest_texts:
        few = "inside" if sizes[0] < settings.fewest_texts else "outside"
        why = f"cannot say, n = {min(sizes)} texts {few} (at least {settings.fewest_texts} are needed)"
        return DistinctiveTerms(pl.DataFrame(schema=COLUMNS), *sizes, cannot_say=why)
    different, codes = number_texts_as_seen(pl.concat([inside.cast(pl.String), outside.cast(pl.String)]))
    within, without = (np.bincount(side, minlength=len(different)) for side in np.split(codes, [len(inside)]))
    copies = within.astype(np.float64), without.astype(np.float64)
    counted = count_terms(different, copies, fewest=settings.fewest_uses, pairs=settings.pairs, tags=settings.tags)
    prior_terms = min(settings.prior_terms, *counted.totals)
    log_odds, z = log_odds_ratios(counted.inside, counted.outside, counted.totals, prior_terms=prior_terms)
    telling = np.flatnonzero((z >= settings.least_z) & (log_odds >= np.log(settings.least_ratio)))
    rows = pl.DataFrame(
        {
            "term": counted.names.gather(telling),
            "inside": counted.inside[telling].astype(np.int64),
            "outside": counted.outside[telling].astype(np.int64),
            "log_odds": log_odds[telling],
            "z": z[telling],
        },
        schema=COLUMNS,
    )
    return DistinctiveTerms(_without_parts(rows.sort("z", "term", descending=[True, False]), settings), *sizes)


def log_odds_ratios(
    inside: Float64, outside: Float64, totals: tuple[float, float], *, prior_terms: float
) -> tuple[Float64, Float64]:
    """Return each term's log-odds ratio between two sets of counts, and its z-score; every term is used at least once.

    totals: the uses of all terms on either side. The prior shares `prior_terms` uses among the terms as both sides
    together use them. Monroe, Colaresi and Quinn 2008, equation 16 for the ratio, and 22 for its z-score, with the
    variance of equation 20.
    """
    prior = prior_terms * (inside + outside) / max(sum(totals), 1.0)
    odds, variance = [], np.zeros(len(prior))
    for counts, total in zip((inside, outside), totals, strict=True):
        weighed = counts + prior
        odds.append(np.log(weighed) - np.log(np.maximum(total + prior_terms - weighed, 1e-12)))
        variance += 1.0 / weighed
    difference = odds[0] - odds[1]
    return difference, difference / np.sqrt(variance)


def _without_parts(rows: pl.DataFrame, settings: TermSettings) -> pl.DataFrame:
    """Leave out words and runs that nearly always stand in a longer term of the list, and keep the first `most`."""
    # Among the first few hundred only: nobody reads further, and every term is compared with every other.
    first = rows.head(4 * settings.most)
    terms, inside = first["term"].to_list(), first["inside"].to_list()
    kept: list[bool] = []
    for term, uses in zip(terms, inside, strict=True):
        longer = [count for other, count in zip(terms, inside, strict=True) if _is_part(term, other)]
        kept.append(max(longer, default=0) < settings.part * uses)
    return first.filter(pl.Series(kept, dtype=pl.Boolean())).head(settings.most)


def _is_part(term: str, other: str) -> bool:
    if len(term) >= len(other):
        return False
    return term in other.split(" ") if " " in other else " " not in term and term in other and not term.isascii()
