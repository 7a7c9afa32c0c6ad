"""The words for how likely something is (ICD 203), and for how well an innocent explanation fits."""

from dataclasses import dataclass

from unisono.model.findings import likelihood_ranges, likelihood_word

LIKELIHOOD_RANGES = likelihood_ranges()
"""Each word's range: Intelligence Community Directive 203 (2015)."""

EXPLANATION_WORDS = ((0.2, "does not fit"), (0.5, "fits a little"), (0.8, "fits in part"), (1.01, "fits well"))
"""Upper bound of an innocent explanation's fit, and the word for it."""


def fits_at_all(fit: object) -> bool:
    """Say whether an explanation fits at least a little, or its fit is told in words."""
    return isinstance(fit, str) or (isinstance(fit, int | float) and fit >= EXPLANATION_WORDS[0][0])


@dataclass(frozen=True)
class Likelihood:
    """A word of the table and the range that it stands for."""

    word: str
    range: str


def likelihood_of(probability: float) -> Likelihood:
    """Return the word for a probability between 0 and 1; on a boundary the higher word."""
    word = likelihood_word(probability)
    return Likelihood(word, LIKELIHOOD_RANGES[word])


def fit_word(fit: object) -> str:
    """Return how well an innocent explanation fits, in words; a fit that already is a word stays."""
    if isinstance(fit, bool) or not isinstance(fit, int | float):
        return str(fit) if fit else "not measured"
    return next((word for upper, word in EXPLANATION_WORDS if fit < upper), EXPLANATION_WORDS[-1][1])
