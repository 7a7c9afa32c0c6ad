"""Keeps what was found out about single texts in a case's folder, so that no scan looks at a text a second time.

An answer depends on its text and on the code that gives it, and on nothing else of the case: neither on the segment
that a text lies in, nor on later observations of its post, nor on the span that a scan looks at.
"""

import hashlib
import platform
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.durable import writer_lock
from unisono.content.kept_answer_files import StoredAnswers, load_answers, save_answers
from unisono.content.known_texts import NOT_KNOWN
from unisono.model.errors import UsageError

MOST_TEXTS = 20_000_000
"""Texts of which answers to a question are kept, at about 24 bytes each; more are asked anew in each scan."""

SHELVES = ("model", "languages", "engine", "cases", "content")
"""What answers may depend on: a change of any file there makes all answers anew."""

LIBRARIES = ("polars", "numpy")

KEPT = "derived/answers"
"""The folder of a case in which answers are kept; it can be removed at any time."""

PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Question:
    """What is asked of each text. `answer` returns `row` (u32, of the table asked) and `columns`, by row.

    A text may have no row, one, or several; where more than the text is asked, the table has further columns.
    """

    name: str
    columns: dict[str, pl.DataType]
    answer: Callable[[pl.DataFrame], pl.DataFrame]


@dataclass
class KeptAnswers:
    """The answers that a folder keeps, and those that came since; without a folder all is asked anew."""

    folder: Path | None = None
    _stored: dict[str, StoredAnswers] = field(default_factory=dict, init=False, repr=False)
    _fresh: dict[str, list[StoredAnswers]] = field(default_factory=dict, init=False, repr=False)

    def ask(self, question: Question, asked: pl.DataFrame) -> pl.DataFrame:
        """Return what question.answer returns of a table of distinct rows, asking only what is not known."""
        if self.folder is None or asked.is_empty():
            return question.answer(asked)
        stored = self._stored_for(question)
        hashes = stored.texts.hash_texts(_written(asked))
        numbers = stored.texts.numbers_of(hashes)
        unknown = np.flatnonzero(numbers == NOT_KNOWN)
        known = np.flatnonzero(numbers != NOT_KNOWN)
        fresh = question.answer(asked[unknown])
        if len(unknown):
            self._fresh.setdefault(question.name, []).append(StoredAnswers.of(stored.texts, hashes[unknown], fresh))
        found = _rows_of(stored.answers, numbers[known], known)
        asked_now = fresh.with_columns(pl.Series("row", unknown.astype(np.uint32)).gather(fresh["row"]))
        return pl.concat([found, asked_now]).sort("row", maintain_order=True)

    def keep(self) -> None:
        """Write what came since the folder was read; what cannot be kept is asked again next time."""
        if self.folder is None or not self._fresh:
            return
        with suppress(OSError, UsageError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with writer_lock(self.folder / "lock"):
                self._remove_others(self.folder)
                for name, fresh in self._fresh.items():
                    held = len(self._stored[name].texts.hashes)
                    room = MOST_TEXTS - held
                    save_answers(self.folder / _folder_name(name), self._stored[name], _fitting(fresh, room))
        self._fresh.clear()

    def _stored_for(self, question: Question) -> StoredAnswers:
        if question.name not in self._stored and self.folder is not None:
            folder = self.folder / _folder_name(question.name)
            self._stored[question.name] = load_answers(folder, question.columns)
        return self._stored[question.name]

    @staticmethod
    def _remove_others(folder: Path) -> None:
        """Remove what other versions kept."""
        own = version_of_code()
        for path in folder.iterdir():
            if path.is_dir() and not path.name.endswith(f"-{own}"):
                shutil.rmtree(path)


def _written(asked: pl.DataFrame) -> pl.Series:
    """Return each row as one string; no two rows have the same."""
    if asked.width == 1:
        return asked.to_series()
    parts = [pl.concat_str(pl.col(name).str.len_bytes().cast(pl.String), pl.lit(":"), name) for name in asked.columns]
    return asked.select(pl.concat_str([part.fill_null("-") for part in parts])).to_series()


def _rows_of(answers: pl.DataFrame, numbers: NDArray[np.int32], rows: NDArray[np.int64]) -> pl.DataFrame:
    """Return the answers to the texts with these numbers, `row` being the row of each."""
    wanted = pl.DataFrame({"number": numbers.astype(np.uint32), "row": rows.astype(np.uint32)})
    found = wanted.join(answers.rename({"row": "number"}), on="number", maintain_order="left_right")
    return found.drop("number")


def _fitting(fresh: list[StoredAnswers], room: int) -> list[StoredAnswers]:
    """Return the first of these that have no more texts than there is room for."""
    sizes = np.cumsum([len(one.texts.hashes) for one in fresh])
    return [one for one, size in zip(fresh, sizes.tolist(), strict=True) if size <= room]


def _folder_name(name: str) -> str:
    return f"{name}-{version_of_code()}"


@cache
def version_of_code(package: Path = PACKAGE) -> str:
    """Return 16 digits that change with any file that answers may depend on, and with the libraries that they use."""
    digest = hashlib.sha256(" ".join([platform.python_version(), *map(version, LIBRARIES)]).encode())
    for shelf in SHELVES:
        for file in sorted((package / shelf).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(hashlib.sha256(str(file.relative_to(package)).encode()).digest())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
