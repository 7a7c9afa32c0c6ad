"""Arrays that may be larger than memory: files without a name, which the system reads and writes as they are used."""

import errno
import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import IO, Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from unisono.model.errors import UsageError

Number = TypeVar("Number", bound=np.generic)

ROWS_AT_ONCE = 1 << 20
"""So many entries are computed at a time, so that what is in between takes little memory."""

LEAST_BYTES = 1 << 20
"""Smaller arrays are held in memory in any case."""


@dataclass(frozen=True)
class LargeArrays:
    """Makes arrays: in memory, or, where a folder is given, in files there.

    The files have no name (on Windows they are removed when they are closed): each goes with its array, and none is
    left behind by a process that is killed.
    """

    folder: Path | None = None
    least_bytes: int = LEAST_BYTES

    @property
    def are_in_files(self) -> bool:
        """Say whether large arrays are kept in files."""
        return self.folder is not None

    def empty(self, shape: int | tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """Return an array whose entries are to be written."""
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        if self.folder is None or size <= self.least_bytes:
            return np.empty(shape, dtype)
        with temporary_file(self.folder) as file:
            _reserve(file, size, self.folder)
            return np.asarray(np.memmap(file, dtype, "r+", shape=shape))

    def zeros(self, shape: int | tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """Return an array of zeros."""
        made = self.empty(shape, dtype)
        made[...] = 0
        return made

    def copied(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return the same values in an array of their own."""
        if not self.are_in_files:
            return values.copy()
        made = self.empty(values.shape, values.dtype)
        made[...] = values
        return made

    def grown(self, values: NDArray[Number], kept: int, count: int) -> NDArray[Number]:
        """Return the first values with room for so many entries, or half as many again as before; the rest is open."""
        made = self.empty(max(count, len(values) * 3 // 2), values.dtype)
        made[:kept] = values[:kept]
        return made

    def gather(self, values: NDArray[Number], places: NDArray[Any]) -> NDArray[Number]:
        """Return the values at these places."""
        if not self.are_in_files:
            return values[places]
        gathered = self.empty((len(places), *values.shape[1:]), values.dtype)
        for stretch in stretches(len(places)):
            gathered[stretch] = values[places[stretch]]
        return gathered

    def chosen(self, values: NDArray[Number], keep: NDArray[np.bool_]) -> NDArray[Number]:
        """Return the values that are to be kept."""
        if not self.are_in_files:
            return values[keep]
        kept = self.empty((int(np.count_nonzero(keep)), *values.shape[1:]), values.dtype)
        begin = 0
        for stretch in stretches(len(keep)):
            some = values[stretch][keep[stretch]]
            kept[begin : begin + len(some)] = some
            begin += len(some)
        return kept

    def repeated(self, values: NDArray[Number], counts: NDArray[np.int64]) -> NDArray[Number]:
        """Return each value as often as the count beside it says."""
        if not self.are_in_files:
            return np.repeat(values, counts)
        ends = np.cumsum(counts)
        made = self.empty(int(ends[-1]) if len(ends) else 0, values.dtype)
        for stretch in stretches(len(made)):
            begin, end = stretch.start, stretch.stop
            low, high = np.searchsorted(ends, [begin, end - 1], side="right")
            last, own = ends[low : high + 1], counts[low : high + 1]
            inside = np.minimum(last, end) - np.maximum(last - own, begin)
            made[begin:end] = np.repeat(values[low : high + 1], inside)
        return made

    def counts(self, numbers: NDArray[np.integer], count: int) -> NDArray[np.int64]:
        """Count how often each of so many numbers occurs."""
        if not self.are_in_files:
            return np.bincount(numbers, minlength=count).astype(np.int64, copy=False)
        found = np.zeros(count, np.int64)
        for stretch in stretches(len(numbers)):
            some = np.bincount(numbers[stretch])
            found[: len(some)] += some
        return found


IN_MEMORY = LargeArrays()


class GrowingArray:
    """An array that is written from its beginning on, stretch after stretch."""

    def __init__(self, dtype: DTypeLike, arrays: LargeArrays = IN_MEMORY) -> None:
        """Begin with no entries."""
        self._dtype, self._arrays = np.dtype(dtype), arrays
        self._parts: list[NDArray[Any]] = []
        self._file: IO[bytes] | None = None
        self._count = 0

    def __len__(self) -> int:
        """Count the entries so far."""
        return self._count

    def append(self, values: NDArray[Any]) -> None:
        """Add entries to the end."""
        self._count += len(values)
        own = np.ascontiguousarray(values, self._dtype)
        folder = self._arrays.folder
        if folder is None:
            self._parts.append(own)
            return
        if self._file is None:
            self._file = temporary_file(folder)
            weakref.finalize(self, self._file.close)
        if len(own):
            _write_all(self._file, own.data.cast("B"), folder)

    def whole(self) -> NDArray[Any]:
        """Return all entries so far; nothing more is to be added."""
        if self._file is not None and self._count:
            with self._file:
                self._parts = [np.asarray(np.memmap(self._file, self._dtype, "r+", shape=(self._count,)))]
            self._file = None
        if len(self._parts) != 1:
            self._parts = [np.concatenate(self._parts) if self._parts else np.empty(0, self._dtype)]
        return self._parts[0]


def stretches(count: int, at_once: int = ROWS_AT_ONCE) -> Iterator[slice]:
    """Yield slices of at most so many entries that together hold all."""
    for begin in range(0, count, at_once):
        yield slice(begin, min(begin + at_once, count))


def temporary_file(folder: Path) -> IO[bytes]:
    """Open a file that has no name, in a folder, which is made where it is not there."""
    with refusals_of(folder):
        folder.mkdir(exist_ok=True)
        return tempfile.TemporaryFile(dir=folder, buffering=0)


@contextmanager
def refusals_of(folder: Path) -> Iterator[None]:
    """Say of a folder that takes no more what to do about it."""
    try:
        yield
    except OSError as error:
        is_forbidden = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        advice = f"See whose it is: ls -ld {quote(str(folder))};" if is_forbidden else "Free some space there,"
        raise UsageError(
            f"{folder} does not take what memory does not hold: {error.strerror}. "
            f"{advice} or allow more memory: --memory SIZE"
        ) from error


def _reserve(file: IO[bytes], size: int, folder: Path) -> None:
    """Claim the room of a file: writing to a mapped file on a full disk would end the process."""
    with refusals_of(folder):
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            file.truncate(size)


def _write_all(file: IO[bytes], content: memoryview, folder: Path) -> None:
    written = 0
    with refusals_of(folder):
        while written < len(content):
            written += file.write(content[written:])
