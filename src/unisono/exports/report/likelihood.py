"""The words for how likely something is (ICD 203), and how confidence in it is graded, kept apart from each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from unisono.model.findings import likelihood_word

LIKELIHOOD_RANGES = {
    "almost no chance": "1 to 5 %",
    "very unlikely": "5 to 20 %",
    "unlikely": "20 to 45 %",
    "roughly even chance": "45 to 55 %",
    "likely": "55 to 80 %",
    "very likely": "80 to 95 %",
    "almost certain": "95 to 99 %",
}
"""Each word's range: Intelligence Community Directive 203 (2015)."""

EXPLANATION_WORDS = ((0.2, "does not fit"), (0.5, "fits a little"), (0.8, "fits in part"), (1.01, "fits well"))
"""Upper bound of an innocent explanation's fit, and the word for it."""

FITS_FROM = 0.5
STABLE_FROM = 0.8
FEW_OBJECTS = 10


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


@dataclass(frozen=True)
class Grounds:
    """What the confidence in a network rests on."""

    twin_networks: int | None
    stability: float | None
    layers: int
    objects: int | None
    best_fit: float | None
    minute_times: bool = False


def confidence_in(grounds: Grounds) -> tuple[str, Sequence[str]]:
    """Return high, moderate or low, with the reasons that hold it down; none for high."""
    limits = []
    if grounds.twin_networks is None:
        limits.append("no shuffled twin was run")
    elif grounds.twin_networks > 0:
        limits.append("the shuffled twin gave networks too")
    if grounds.stability is None:
        limits.append("stability was not measured")
    elif grounds.stability < STABLE_FROM:
        limits.append("the network falls apart in some repeats that leave accounts out")
    if grounds.layers <= 1:
        limits.append("the evidence comes from one kind of act")
    if grounds.objects is not None and grounds.objects < FEW_OBJECTS:
        limits.append(f"it rests on fewer than {FEW_OBJECTS} objects")
    if grounds.best_fit is not None and grounds.best_fit >= FITS_FROM:
        limits.append("an innocent explanation fits")
    if grounds.minute_times:
        limits.append("times are known to the minute only")
    word = "high" if not limits else "moderate" if len(limits) <= 2 else "low"
    return word, limits
