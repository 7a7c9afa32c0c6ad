"""Arguments of different languages that are each other's translations."""

import zlib
from collections.abc import Sequence

import numpy as np
import polars as pl

from tests.content.planted_claims import CLAIMS, plant_claims
from unisono.content.arguments import find_arguments
from unisono.content.arguments_translations import find_translations
from unisono.content.meaning_models import Float32, unit_rows


class CraneModel:
    """A model that knows one thing: whether a text is about cranes, and which wording of it; all else is noise."""

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return directions that are alike for the same wording about cranes in any language."""
        rows = []
        for text in texts:
            parts = _parts(text)
            seed = zlib.crc32(text.encode()) if parts is None else parts
            rows.append(np.random.default_rng(seed).normal(size=512))
        return unit_rows(np.array(rows, np.float32))


def _parts(text: str) -> int | None:
    """Number the wordings of the claim about the photos, alike in all languages."""
    for name in ("en photos", "es fotos", "ru фото"):
        places = [[text.find(piece) >= 0 for piece in part] for part in CLAIMS[name]]
        if all(any(found) for found in places):
            return sum(10**place * found.index(True) for place, found in enumerate(places))
    return None


def test_arguments_that_are_translations_know_of_each_other() -> None:
    planted = plant_claims(0)
    found = find_arguments(planted.posts)
    claims = (
        planted.truth.join(found.of_posts, on="post").drop_nulls().group_by("claim").agg(pl.col("rank").mode().first())
    )
    rank = dict(claims.iter_rows())
    translations = find_translations(found, CraneModel())
    photos = sorted(rank[name] for name in ("en photos", "es fotos", "ru фото"))
    assert {one: sorted([one, *others]) for one, others in translations.ranks.items()} == dict.fromkeys(photos, photos)
    assert set(translations.copies["language"]) == {"en", "es", "ru"}
    assert translations.cannot_say is None


def test_few_wordings_cannot_say_what_is_translated() -> None:
    found = find_arguments(plant_claims(0).posts.head(30))
    translations = find_translations(found, CraneModel())
    assert translations.ranks == {}
    assert translations.copies.is_empty()
    assert translations.cannot_say
