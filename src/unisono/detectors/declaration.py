"""How a detector is declared: its question, what it needs, what innocent reasons it knows."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from unisono.detectors.scene import Scene


@dataclass(frozen=True)
class Detector:
    """One question asked of a scan. `find` returns findings in FINDINGS columns."""

    name: str
    subject_kinds: tuple[str, ...]  # what its findings are about
    question: str
    columns: tuple[str, ...]  # columns of the posts that it needs
    innocent: tuple[str, ...]  # innocent explanations that it tests or names
    find: Callable[[Scene], pl.DataFrame]
