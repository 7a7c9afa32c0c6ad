"""Texts for kernels that compare them, and what is right for them by plain Python."""

import numpy as np
import polars as pl

from unisono.engine.text_forms import Bytes, Forms, lay_out

Ints = np.ndarray[tuple[int], np.dtype[np.int32]]


def forms_of(*texts: str) -> Forms:
    return lay_out(pl.Series(texts, dtype=pl.String))


def piece_sizes_of(forms: Forms, size: int = 4) -> Bytes:
    return np.full(len(forms), size, np.uint8)


def rows_of(forms: Forms) -> Ints:
    return np.arange(len(forms), dtype=np.int32)


def edits(first: str, second: str) -> int:
    """Return the Levenshtein distance, row by row."""
    above = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        row = [place]
        for column, other in enumerate(second, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != other)))
        above = row
    return above[-1]


def pieces(text: str, size: int = 4) -> set[str]:
    return {text[place : place + size] for place in range(len(text) - size + 1)}


def is_alike(first: str, second: str, similarity: float = 0.7, share: float = 0.7, size: int = 4) -> bool:
    """Say by definition whether two texts are alike."""
    longer = max(len(first), len(second))
    if edits(first, second) <= int((1 - similarity) * longer + 1e-9):
        return True
    common, all_pieces = pieces(first, size) & pieces(second, size), pieces(first, size) | pieces(second, size)
    return bool(common) and len(common) >= share * len(all_pieces) - 1e-9
