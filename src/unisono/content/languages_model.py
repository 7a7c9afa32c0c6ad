"""The language model inside py3langid, asked for many texts at once.

Naive Bayes over byte n-grams that an automaton finds (Lui and Baldwin 2012). All texts walk through the automaton side
by side, so that the answer for a million posts takes a fraction of asking for one text after the other.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.text_forms import lay_out

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]

TEXTS_AT_ONCE = 20_000
_NO_FEATURE = -1


@dataclass(frozen=True)
class LanguageModel:
    """The automaton (moves: state rows by byte; feature: what is found on entering a state) and the classes."""

    moves: NDArray[np.int32]
    row: NDArray[np.int32]
    feature: NDArray[np.int32]
    weights: Float32  # features by classes
    prior: Float32  # classes
    codes: tuple[str, ...]  # a code with two scripts has two classes

    def classify(self, texts: pl.Series) -> tuple[pl.Series, NDArray[np.float64]]:
        """Return the code and the posterior probability of each text's likeliest language; texts have no null."""
        found = [
            self._classify_part(texts[start : start + TEXTS_AT_ONCE]) for start in range(0, len(texts), TEXTS_AT_ONCE)
        ]
        names = sorted(set(self.codes))
        if not found:
            return pl.Series([], dtype=pl.String), np.zeros(0)
        number = np.concatenate([part[0] for part in found])
        return pl.Series(names, dtype=pl.String).gather(number), np.concatenate([part[1] for part in found])

    def _classify_part(self, texts: pl.Series) -> tuple[Int64, NDArray[np.float64]]:
        laid = lay_out(texts.str.normalize("NFC"))
        counts = self._features(laid.data, laid.start)
        np.log1p(counts.data, out=counts.data)
        scores = counts @ self.weights + self.prior
        scores[np.diff(counts.indptr) == 0] = 0.0  # nothing known was found: every language is as likely
        # The model's temperature: the square root of the bytes keeps probabilities alike over lengths.
        scores /= np.sqrt(np.maximum(np.diff(laid.start), 1), dtype=np.float32)[:, None]
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        by_code = scores @ self._code_of_class()
        best = by_code.argmax(axis=1)
        return best.astype(np.int64), by_code[np.arange(len(best)), best].astype(np.float64)

    def _features(self, data: NDArray[np.uint8], start: Int64) -> "csr_array":
        """Return texts by features: how often the automaton finds each."""
        # Loading this takes longer than many a command that is asked for no language.
        from scipy.sparse import csr_array

        order = np.argsort(-np.diff(start), kind="stable")
        lengths = np.diff(start)[order]
        state = np.zeros(len(order), np.int32)
        rows, found = [], []
        for place in range(int(lengths.max(initial=0))):
            walking = int(np.searchsorted(-lengths, -place, side="left"))
            letters = data[start[order[:walking]] + place]
            state[:walking] = self.moves[self.row[state[:walking]] * 256 + letters]
            feature = self.feature[state[:walking]]
            hit = np.flatnonzero(feature != _NO_FEATURE)
            rows.append(order[hit])
            found.append(feature[hit])
        row, column = (np.concatenate(part) if part else np.zeros(0, np.int64) for part in (rows, found))
        shape = (len(order), self.weights.shape[0])
        table = csr_array((np.ones(len(row), np.float32), (row, column)), shape=shape)
        table.sum_duplicates()
        return table

    def _code_of_class(self) -> Float32:
        names = sorted(set(self.codes))
        turned = np.zeros((len(self.codes), len(names)), np.float32)
        turned[np.arange(len(self.codes)), [names.index(code) for code in self.codes]] = 1.0
        return turned


@cache
def language_model(languages: tuple[str, ...]) -> LanguageModel:
    """Return the shipped model for these languages (ISO 639-1)."""
    # Loading it takes part of a second, and many commands ask for no language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it ships no types

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return LanguageModel(
        moves=np.asarray(identifier.tk_nextmove, np.int32),
        row=np.asarray(identifier.tk_row, np.int32),
        feature=np.asarray(identifier.tk_output, np.int32),
        weights=identifier.nb_ptc.astype(np.float32),
        prior=identifier.nb_pc.astype(np.float32),
        codes=tuple(str(code) for code in identifier.nb_classes),
    )
