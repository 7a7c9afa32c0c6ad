"""Arrays in files hold what arrays in memory hold, and nothing is left of them."""

import errno
import os
import tempfile
from pathlib import Path

import numpy as np
import pytest

from unisono.engine import large_arrays
from unisono.engine.large_arrays import IN_MEMORY, GrowingArray, LargeArrays
from unisono.model.errors import UsageError

DRAW = np.random.default_rng(5)
VALUES = DRAW.integers(0, 1000, 5000).astype(np.int32)
PLACES = DRAW.integers(0, 5000, 7000)


@pytest.fixture(params=[True, False], ids=["in files", "in memory"])
def arrays(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LargeArrays:
    monkeypatch.setattr(large_arrays.stretches, "__defaults__", (999,))
    return LargeArrays(tmp_path, 0) if request.param else IN_MEMORY


def test_large_arrays_are_files_without_a_name(tmp_path: Path) -> None:
    made = LargeArrays(tmp_path, 100).zeros((30, 2), np.int64)
    assert isinstance(made.base, np.memmap)
    assert made.shape == (30, 2) and not made.any()
    assert list(tmp_path.iterdir()) == []
    assert LargeArrays(tmp_path, 100).empty(3, np.int64).base is None
    assert LargeArrays(tmp_path, 0).empty(0, np.int64).tolist() == []


def test_values_are_gathered_chosen_repeated_and_counted_stretch_by_stretch(arrays: LargeArrays) -> None:
    assert (arrays.gather(VALUES, PLACES) == VALUES[PLACES]).all()
    assert (arrays.chosen(VALUES, VALUES > 300) == VALUES[VALUES > 300]).all()
    assert (arrays.counts(VALUES, 1200) == np.bincount(VALUES, minlength=1200)).all()
    often = PLACES[:5000] % 4
    assert (arrays.repeated(VALUES, often) == np.repeat(VALUES, often)).all()
    assert arrays.repeated(VALUES[:2], np.array([0, 0])).tolist() == []


def test_a_copy_is_an_array_of_its_own(arrays: LargeArrays) -> None:
    copied = arrays.copied(VALUES)
    copied[0] += 1
    assert copied[0] == VALUES[0] + 1
    assert (copied[1:] == VALUES[1:]).all()


def test_what_grows_keeps_its_first_values_and_half_as_much_room_again(arrays: LargeArrays) -> None:
    assert len(arrays.grown(VALUES, 10, 5001)) == 7500
    grown = arrays.grown(VALUES, 10, 9000)
    assert len(grown) == 9000 and grown.dtype == VALUES.dtype
    assert (grown[:10] == VALUES[:10]).all()


def test_an_array_grows_stretch_by_stretch(arrays: LargeArrays) -> None:
    growing = GrowingArray(np.int64, arrays)
    for part in (VALUES[:10], VALUES[:0], VALUES[10:]):
        growing.append(part)
    assert len(growing) == 5000
    assert growing.whole().dtype == np.int64
    assert (growing.whole() == VALUES).all()
    assert len(GrowingArray(np.int32, arrays).whole()) == 0


def test_a_full_disk_is_told_with_what_helps(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not take what memory does not hold.*--memory SIZE"):
        LargeArrays(tmp_path, 0).empty(1 << 60, np.int8)


def test_a_folder_that_may_not_be_written_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object, **_named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(UsageError, match=r"Read-only file system. See whose it is: ls -ld .*--memory SIZE"):
        LargeArrays(tmp_path, 0).empty(1 << 20, np.int64)
