"""The terms that set some texts apart from others: log-odds ratios with an informative Dirichlet prior."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.frequent_words import are_frequent
from unisono.content.term_counts import Sides, TermCounts, count_terms
from unisono.content.words import Tokens

Float64 = NDArray[np.float64]


@dataclass(frozen=True)
class Term:
    """A word, two words side by side, or a run of characters: in how many texts it is inside and outside of a group.

    log_odds: the logarithm of how many times its odds inside are those outside; z: that ratio by its own error.
    """

    term: str
    inside: int
    outside: int
    log_odds: float
    z: float


TERM = pl.Struct(
    {
        "term": pl.String(),
        "inside": pl.Int64(),
        "outside": pl.Int64(),
        "log_odds": pl.Float64(),
        "z": pl.Float64(),
    }
)
"""The fields of a term, as a column."""


@dataclass(frozen=True)
class TermSettings:
    """When texts are many enough to compare, and which terms are worth a look.

    least_ratio: the odds inside are at least so many times those outside. prior_terms: how many uses the prior is
    worth, at most as many as the smaller side has; the more, the less a rare term counts. part: a word is left out
    where a pair holds it in at least this share of its texts.
    """

    fewest_texts: int = 10
    fewest_uses: int = 3
    least_z: float = 2.58
    least_ratio: float = 2.0
    most: int = 8
    prior_terms: float = 500.0
    part: float = 0.8
    pairs: bool = True


@dataclass(frozen=True)
class DistinctiveTerms:
    """What distinctive_terms found of one group: terms, largest z first, numbers of texts, and why it cannot say."""

    terms: tuple[Term, ...]
    inside: int
    outside: int
    cannot_say: str | None = None


def distinctive_terms(tokens: Tokens, sides: Sides, settings: TermSettings | None = None) -> list[DistinctiveTerms]:
    """Return, for each group of texts, the terms that are used more in it than in the texts outside of it.

    A text counts each of its terms once, as often as it has copies. Words that a language has everywhere are no terms,
    nor are pairs with one. Below `fewest_texts` on either side there are none, and `cannot_say` says so.
    """
    settings = settings or TermSettings()
    counted = count_terms(tokens, sides, fewest=settings.fewest_uses, pairs=settings.pairs)
    return [_terms_of(counts, settings) for counts in counted]


def _terms_of(counts: TermCounts, settings: TermSettings) -> DistinctiveTerms:
    sizes = int(counts.texts[0]), int(counts.texts[1])
    if min(sizes) < settings.fewest_texts:
        few = "inside" if sizes[0] < settings.fewest_texts else "outside"
        why = f"cannot say, n = {min(sizes)} texts {few} (at least {settings.fewest_texts} are needed)"
        return DistinctiveTerms((), *sizes, cannot_say=why)
    prior_terms = min(settings.prior_terms, *counts.totals)
    log_odds, z = log_odds_ratios(counts.inside, counts.outside, counts.totals, prior_terms=prior_terms)
    is_frequent = are_frequent(counts.names.str.extract(r"^(\S+)")) | are_frequent(counts.names.str.extract(r"(\S+)$"))
    telling = ~is_frequent.to_numpy() & (z >= settings.least_z) & (log_odds >= np.log(settings.least_ratio))
    places = np.flatnonzero(telling)
    found = [
        Term(name, int(within), int(without), round(ratio, 3), round(score, 3))
        for name, within, without, ratio, score in zip(
            counts.names.gather(places).to_list(),
            *(column[places].tolist() for column in (counts.inside, counts.outside, log_odds, z)),
            strict=True,
        )
    ]
    found.sort(key=lambda one: (-one.z, one.term))
    return DistinctiveTerms(_without_parts(found, settings), *sizes)


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


def _without_parts(terms: list[Term], settings: TermSettings) -> tuple[Term, ...]:
    """Leave out words and runs that nearly always stand in a longer term of the list, and keep the first `most`."""
    # Among the first few hundred only: nobody reads further, and every term is compared with every other.
    first = terms[: 32 * settings.most]
    kept = []
    for one in first:
        longer = [other.inside for other in first if _is_part(one.term, other.term)]
        if max(longer, default=0) < settings.part * one.inside:
            kept.append(one)
    return tuple(kept[: settings.most])


def _is_part(term: str, other: str) -> bool:
    if len(term) >= len(other):
        return False
    return term in other.split(" ") if " " in other else " " not in term and term in other and not term.isascii()
