"""What was learned is kept for the same source for a day, and nothing that is no such file does any harm."""

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from unisono.cases import create_case
from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.watch import learnt
from unisono.watch.learnt import FILE, OLDEST_S, keep_learnt, read_learnt

ARRAYS = {"10 uses": np.array([1.5, 2.0]), "seeds": np.array([2**63 + 1], np.uint64)}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_arrays_come_back_for_the_same_source_only(case: Path) -> None:
    assert read_learnt(case, "ws:x") == {}
    keep_learnt(case, "ws:x", ARRAYS)
    told = read_learnt(case, "ws:x")
    assert {name: array.tolist() for name, array in told.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }
    assert read_learnt(case, "ws:y") == {}


def test_what_was_usual_more_than_a_day_ago_is_learned_anew(case: Path) -> None:
    keep_learnt(case, "ws:x", ARRAYS)
    with patch.object(learnt, "time", return_value=learnt.time() + OLDEST_S + 5):
        assert read_learnt(case, "ws:x") == {}


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 torn"])
def test_a_damaged_file_is_passed_over(case: Path, content: bytes) -> None:
    (make_live_folder(case) / FILE).write_bytes(content)
    assert read_learnt(case, "ws:x") == {}


def test_a_file_that_would_run_code_is_passed_over(case: Path) -> None:
    np.savez(make_live_folder(case) / FILE, of=np.array([{"a": 1}], object))
    assert read_learnt(case, "ws:x") == {}


def test_a_full_disk_keeps_the_last(case: Path) -> None:
    keep_learnt(case, "ws:x", ARRAYS)
    with patch.object(Path, "write_bytes", side_effect=OSError(28, "No space left on device")):
        keep_learnt(case, "ws:x", {})
    assert set(read_learnt(case, "ws:x")) == set(ARRAYS)
    assert (live_folder(case) / FILE).exists()
