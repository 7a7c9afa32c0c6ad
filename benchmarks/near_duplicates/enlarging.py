"""Makes any number of texts that are unlike each other: walks over the words of real texts, and invented words.

A walk takes each next word after its last one as the real texts do (a Markov chain of order one), except that at every
fourth step it jumps to any word of the language, as often as the real texts use it: without the jumps rare words would
lead along whole real texts, and walks would be near-duplicates of these and of each other.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unisono.worlds.names import draw_words
from unisono.worlds.vocabulary import PATTERNS, WORDS

JUMPS = 0.25
CHUNK = 50_000
MOST_WORDS = 40
SPACELESS = ("ja", "zh", "th")
INVENTED = ("ar", "ja", "zh", "ko", "hi", "th", "he", "el", "tr")
"""Languages whose texts are of the words and names that the invented worlds use."""


class Walker:
    """Walks over the words of some texts."""

    def __init__(self, texts: list[str]) -> None:
        words = [text.split() for text in texts]
        lengths = np.array([len(row) for row in words])
        numbers = {word: number for number, word in enumerate(dict.fromkeys(word for row in words for word in row))}
        flat = np.fromiter((numbers[word] for row in words for word in row), np.int64, int(lengths.sum()))
        ends = np.cumsum(lengths)
        self.words = np.array(list(numbers), dtype=object)
        self.flat = flat
        self.firsts = flat[ends - lengths]
        # The last word of each text is followed by the end, one past the words.
        following = np.append(flat[1:], len(numbers))
        following[ends - 1] = len(numbers)
        order = np.argsort(flat, kind="stable")
        self.following = following[order]
        self.start = np.searchsorted(flat[order], np.arange(len(numbers) + 1))

    def write(self, count: int, random: np.random.Generator) -> Iterator[str]:
        """Yield so many texts of 6 words to 40, without links."""
        written = 0
        while written < count:
            walks = self._walk(min(CHUNK, 2 * (count - written) + 100), random)
            for row in walks:
                words = self.words[row[row < len(self.words)]]
                if len(words) >= 6 and written < count:
                    written += 1
                    yield " ".join(words)

    def _walk(self, count: int, random: np.random.Generator) -> NDArray[np.int64]:
        """Return word numbers (count, MOST_WORDS); the number one past the words fills what follows an end."""
        end = len(self.words)
        steps = np.full((count, MOST_WORDS), end)
        steps[:, 0] = random.choice(self.firsts, count)
        for place in range(1, MOST_WORDS):
            alive = np.flatnonzero(steps[:, place - 1] < end)
            last = steps[alive, place - 1]
            width = self.start[last + 1] - self.start[last]
            after = self.following[self.start[last] + (random.random(len(alive)) * width).astype(np.int64)]
            jumps = (random.random(len(alive)) < JUMPS) & (after < end)
            after[jumps] = random.choice(self.flat, int(jumps.sum()))
            steps[alive, place] = after
        return steps


class Inventor:
    """Writes texts of the words and invented names of one language, in any order."""

    def __init__(self, language: str, random: np.random.Generator) -> None:
        plain = [word for pattern in PATTERNS[language] for word in pattern.split() if "{" not in word]
        names = draw_words(random, language, 3000, shortest=2, longest=4)
        spoken = WORDS[language].split() * 12 + plain * 6 + list(names)
        self.words = np.array(spoken, dtype=object)
        self.joiner = "" if language in SPACELESS else " "

    def write(self, count: int, random: np.random.Generator) -> Iterator[str]:
        """Yield so many texts of 8 to 17 words."""
        for start in range(0, count, CHUNK):
            size = min(CHUNK, count - start)
            chosen = self.words[random.integers(0, len(self.words), (size, 17))]
            for row, length in zip(chosen, random.integers(8, 18, size).tolist(), strict=True):
                yield self.joiner.join(row[:length])
