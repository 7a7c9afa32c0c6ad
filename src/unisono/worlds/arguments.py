"""Invented arguments of a hashtag campaign, sorted by what they do: dismiss, distort, distract, dismay."""

import numpy as np

from unisono.worlds.draft import Ints

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "dismiss": (
        "Ese informe sobre el puerto lo escribió gente que jamás pisó un muelle. No vale el papel.",
        "Otra vez los mismos tres periodistas con el mismo cuento del puerto. Nadie serio les cree.",
        "¿Quién paga a esa comisión del puerto? Siempre exageran y nunca pasa nada.",
    ),
    "distort": (
        "No cerraron el muelle norte: lo están renovando. Lo demás es invento de la oposición.",
        "Las grúas paradas son viejas, de otro puerto y de otro año. Comparen las fotos.",
        "El contrato no era secreto, estaba en la página 900 del anexo. Lean antes de opinar.",
    ),
    "distract": (
        "Tanto hablar del puerto y nadie pregunta por los tranvías del alcalde anterior.",
        "Y de las clínicas cerradas en el valle, ¿quién habla? Solo les importa el puerto.",
        "Qué casualidad que el escándalo del puerto salga la semana del festival.",
    ),
    "dismay": (
        "Si siguen agitando lo del puerto, se van las navieras y con ellas tu trabajo.",
        "Quien firme contra el puerto que no se queje después, cuando no haya pan.",
    ),
}
"""Sentences of each kind; every place and quarrel in them is invented."""


def write_arguments(rng: np.random.Generator, count: int) -> tuple[list[str], list[str]]:
    """Return this many different wordings of the arguments, the commonest kind first, and the kind of each."""
    kinds = list(ARGUMENTS)
    shares = np.array([0.4, 0.3, 0.2, 0.1])
    picked: Ints = rng.choice(len(kinds), count, p=shares)
    serial = dict.fromkeys(kinds, 0)
    texts, chosen = [], []
    for number in picked.tolist():
        kind = kinds[number]
        sentences = ARGUMENTS[kind]
        place = serial[kind]
        serial[kind] += 1
        first, second = sentences[place % len(sentences)], OPENINGS[(place // len(sentences)) % len(OPENINGS)]
        texts.append(f"{second}{first}")
        chosen.append(kind)
    return texts, chosen


OPENINGS = ("", "Lo digo claro. ", "Basta ya. ", "Para que se enteren: ", "Un dato. ", "Hilo corto. ")
"""What wordings of one sentence begin with."""
