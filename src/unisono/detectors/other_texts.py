"""The texts that are not under test: from them detectors learn which words people use anyway."""

import polars as pl

from unisono.content.compared_forms import written_wordings
from unisono.detectors.scene import Scene

MOST_SAMPLED = 100_000
"""Distinct texts from which words are counted."""


def wordings_of_others(scene: Scene, tested: pl.Series) -> pl.Series:
    """Return one wording of each text but the tested objects, of at most MOST_SAMPLED.

    Objects are named by a hash, so that the first of them are any.
    """
    places = scene.carried.first_places(tested, MOST_SAMPLED)
    return written_wordings(scene.source.at(places, ["text"])["text"].fill_null("")).to_series()
