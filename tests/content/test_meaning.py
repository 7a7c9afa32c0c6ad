"""Translated copies found among texts that only share their language."""

from collections.abc import Sequence

import numpy as np
import pytest

from unisono.content.meaning import CopySettings, translated_copies
from unisono.content.meaning_models import Float32, unit_rows

LANGUAGES = ("en", "es", "ru")
PLANTED = 8


class Remembered:
    """A model that knows the direction of each text."""

    def __init__(self, vectors: dict[str, Float32]) -> None:
        self.vectors = vectors

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return the directions."""
        return unit_rows(np.stack([self.vectors[text] for text in texts]))


def make_texts(
    seed: int, planted: int, others: int = 80, noise: float = 0.3
) -> tuple[list[str], list[str], Remembered]:
    """Return texts, their languages and a model: `planted` meanings in every language, and others of one each."""
    rng = np.random.default_rng(seed)
    vectors, texts, languages = {}, [], []
    meanings = rng.normal(size=(planted, 64))
    for language in LANGUAGES:
        own = np.concatenate([meanings + noise * rng.normal(size=meanings.shape), rng.normal(size=(others, 64))])
        shift = 0.5 * rng.normal(size=64)  # a language's texts lie together, as in real models
        for number, vector in enumerate(own):
            text = f"{language} {number}"
            vectors[text] = (vector + shift).astype(np.float32)
            texts.append(text)
            languages.append(language)
    return texts, languages, Remembered(vectors)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_translations_are_found_in_every_language_and_nothing_else(seed: int) -> None:
    texts, languages, model = make_texts(seed, PLANTED)
    found = translated_copies(texts, languages, model)
    clusters = {tuple(texts[row] for row in rows) for rows in found.clusters}
    assert clusters == {tuple(f"{language} {number}" for language in LANGUAGES) for number in range(PLANTED)}
    assert found.pairs.height >= 3 * PLANTED - 2
    assert found.pairs["margin"].min() >= found.threshold


def test_without_translations_hardly_any_pair_passes() -> None:
    pairs = sum(translated_copies(*make_texts(seed, 0)).pairs.height for seed in range(10))
    assert pairs <= 1


def test_few_texts_of_a_language_cannot_say() -> None:
    texts, languages, model = make_texts(0, 2, others=5)
    found = translated_copies(texts, languages, model)
    assert found.pairs.is_empty()
    assert found.cannot_say == "cannot say, n = 0 languages of at least 20 texts (2 are needed)"
    assert translated_copies([], [], model).cannot_say


def test_texts_of_unknown_and_rare_languages_take_no_part() -> None:
    texts, languages, model = make_texts(0, PLANTED)
    unknown = [None if language == "ru" else language for language in languages]
    found = translated_copies(texts, unknown, model)
    assert {languages[row] for rows in found.clusters for row in rows} == {"en", "es"}
    assert found.compared == 2 * (PLANTED + 80)


def test_a_stricter_threshold_finds_less() -> None:
    texts, languages, model = make_texts(0, PLANTED)
    strict = translated_copies(texts, languages, model, CopySettings(least_z=50.0))
    assert strict.pairs.is_empty()
    assert strict.threshold > translated_copies(texts, languages, model).threshold
