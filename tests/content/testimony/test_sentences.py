"""Sentences that claim something in the first person are told from those that only look like it, in each language."""

import tomllib
from pathlib import Path

import polars as pl
import pytest

from unisono.content.testimony import claims_in

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
LEAST_PRECISION = 0.9
LEAST_RECALL = 0.9
FEWEST = 12


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_precision_and_recall_are_high(language: str) -> None:
    own, other = SENTENCES[language]["own"], SENTENCES[language]["other"]
    assert min(len(set(own)), len(set(other))) >= FEWEST
    found, mistaken = claiming(own, language), claiming(other, language)
    recall, precision = len(found) / len(own), len(found) / (len(found) + len(mistaken))
    missed = [text for text in own if text not in found]
    told = f"{language}: recall {recall:.2f}, precision {precision:.2f}; missed {missed}, mistaken {mistaken}"
    assert recall >= LEAST_RECALL, told
    assert precision >= LEAST_PRECISION, told


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ana, como enfermera, sabe", "es"), ("hola como enfermera, nada", "es"), ("O João, como médico, sabe", "pt")],
)
def test_a_frame_that_opens_a_sentence_counts_nowhere_else(text: str, language: str) -> None:
    assert claiming([text], language) == []


@pytest.mark.parametrize("ahead", ["", "Basta. ", "¡Basta!\n", "@ann ", "#basta ", "🔥 ", "— "])
def test_a_sentence_opens_behind_ends_names_tags_and_signs(ahead: str) -> None:
    assert claiming([f"{ahead}Como enfermera, llevo veinte noches"], "es")


def claiming(texts: list[str], language: str) -> list[str]:
    """Return the texts that hold a claim."""
    rows = claims_in(pl.Series(texts), pl.Series([language] * len(texts)))["row"].unique().sort().to_list()
    return [texts[row] for row in rows]
