"""A small grammar for invented posts: sentences with slots, in fourteen languages."""

import numpy as np

from unisono.worlds.names import DrawnWords
from unisono.worlds.slips import add_slips
from unisono.worlds.vocabulary import PATTERNS, WORDS

SLOTS_PER_TEXT = 8


class Speaker:
    """Writes unlike texts in one language from its patterns, its words and invented names."""

    def __init__(self, rng: np.random.Generator, language: str) -> None:
        self._rng = rng
        self._patterns = PATTERNS[language]
        self._words = WORDS[language].split()
        self._names = DrawnWords(rng, language, 1500, shortest=2, longest=4)

    def write(self, count: int) -> list[str]:
        """Return texts of two or three sentences; two alike are as rare as among people who think."""
        patterns = self._patterns
        choices = self._rng.integers(0, len(patterns), (count, 3)).tolist()
        sentences = (2 + (self._rng.random(count) < 0.4)).tolist()
        words = self._rng.integers(0, len(self._words), (count, SLOTS_PER_TEXT)).tolist()
        names = self._rng.integers(0, len(self._names), (count, 3))
        used = np.unique(names)
        spelled = dict(zip(used.tolist(), self._names.spell(used), strict=True))
        numbers = self._rng.integers(2, 990, (count, 3)).tolist()
        texts = []
        for choice, how_many, word_row, name_row, number_row in zip(
            choices, sentences, words, names.tolist(), numbers, strict=True
        ):
            said = []
            for place in range(how_many):
                pattern = patterns[choice[place]]
                said.append(
                    pattern.format(
                        a=self._words[word_row[2 * place]],
                        b=self._words[word_row[2 * place + 1]],
                        name=spelled[name_row[place]],
                        number=number_row[place],
                    )
                )
            texts.append(" ".join(said))
        return texts


def write_texts(rng: np.random.Generator, languages: list[str]) -> list[str]:
    """Return one text for each language in the list, in its order, a few of them with a slip."""
    order = np.array(languages)
    texts = np.empty(len(order), dtype=object)
    for language in sorted(set(languages)):
        rows = np.flatnonzero(order == language)
        texts[rows] = Speaker(rng, language).write(len(rows))
    written: list[str] = texts.tolist()
    return add_slips(rng, written)
