"""Invented threats in mild words, as hundreds of accounts send them to one person in a day."""

import numpy as np

PATTERNS: dict[str, tuple[str, ...]] = {
    "es": (
        "{start}. {warning}, {end}.",
        "{warning}. {start}, {end}.",
        "{start}, {end}. {warning}.",
    ),
    "en": (
        "{start}. {warning}, {end}.",
        "{warning}. {start}, {end}.",
    ),
}

PARTS: dict[str, dict[str, str]] = {
    "es": {
        "start": "Deja de escribir sobre la gobernadora|Borra ese artículo|Nadie te cree ya|Cuida lo que publicas|"
        "Sabemos en qué café desayunas|Ya leímos tu columna|Busca otro oficio",
        "warning": "Te vas a arrepentir|Es el último aviso|No lo diremos dos veces|Mejor cállate|"
        "Vas a tener problemas|Te estamos mirando|Esto no se queda así",
        "end": "periodista de tres al cuarto|tú sabrás|y lo sabes|hoy mismo|antes del domingo|por tu bien|avisada",
    },
    "en": {
        "start": "Stop writing about the governor|Delete that article|Nobody believes you now|Mind what you publish|"
        "We know where you have your coffee|We have read your column|Find another trade",
        "warning": "You will be sorry|This is the last warning|We will not say it twice|Better keep quiet|"
        "You will have trouble|We are watching you|This is not over",
        "end": "scribbler|and you know it|today|before Sunday|for your own good|you have been told",
    },
}
"""What a threat is put together from, by language: alternatives separated by a bar."""


def write_threats(rng: np.random.Generator, count: int, language: str = "es") -> list[str]:
    """Return this many threats; hundreds of wordings are possible, so that many differ in a word or two."""
    patterns = PATTERNS[language]
    parts = {slot: words.split("|") for slot, words in PARTS[language].items()}
    draws = rng.random((count, 4)).tolist()
    return [
        patterns[int(draw[0] * len(patterns))].format(
            **{
                slot: words[int(share * len(words))]
                for (slot, words), share in zip(parts.items(), draw[1:], strict=True)
            }
        )
        for draw in draws
    ]
