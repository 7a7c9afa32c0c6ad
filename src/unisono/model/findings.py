"""How a finding gets its name, and the word for how likely it is."""

import hashlib

LIKELIHOOD = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""Upper bounds of the probability and their words: ICD 203 of the United States intelligence community, 2015."""


EXPECTATION_BASES = ("measured", "borrowed", "assumed")
"""On what the number that chance would give rests, for the most part: what others did on the same objects (or how the
two accounts act elsewhere), what others did on objects of like size, or an assumption, where nobody else acts."""


def likelihood_word(probability: float) -> str:
    """Return the word for a probability from 0 to 1.

    >>> likelihood_word(0.99)
    'almost certain'
    """
    for bound, word in LIKELIHOOD:
        if probability < bound:
            return word
    return LIKELIHOOD[-1][1]


def finding_id(detector: str, subject_kind: str, subject: str, measure: str) -> str:
    """Return a finding's id: the same claim about the same subject has the same id in every scan."""
    claim = "\x1f".join((detector, subject_kind, subject, measure))
    return "f-" + hashlib.sha256(claim.encode("utf-8", "surrogatepass")).hexdigest()[:12]
