"""A scan that was stopped finds what it had finished, and one that ends leaves nothing."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from unisono.cases.finished_steps import GOES_ON, NOTHING_KEPT, StepValues, finished_steps
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays


def values(number: int) -> StepValues:
    arrays = {"some": np.arange(number, dtype=np.int32), "wide": np.ones((2, number))}
    return StepValues(arrays, {"names": pl.DataFrame({"name": ["a", None, "ä" * 40]})}, {"exact": number, "layer": "x"})


def never() -> StepValues:
    pytest.fail("what is kept was computed again")


def stopped(case: Path, described: list[object], *steps: str) -> list[str]:
    with pytest.raises(KeyboardInterrupt) as raised, finished_steps(case, described) as kept:
        for name in steps:
            kept.take(name, lambda: values(5))
        raise KeyboardInterrupt
    return getattr(raised.value, "__notes__", [])


def left(case: Path) -> list[Path]:
    return [path for path in case.rglob("*") if path.is_file()]


def test_ctrl_c_says_that_the_scan_goes_on_where_it_does(tmp_path: Path) -> None:
    assert stopped(tmp_path, ["asked"]) == []
    assert stopped(tmp_path, ["asked"], "reading") == [GOES_ON]


@pytest.mark.parametrize("in_files", [True, False])
def test_a_scan_that_was_stopped_takes_up_what_it_had_finished(tmp_path: Path, in_files: bool) -> None:
    stopped(tmp_path, ["asked"], "reading", "pairs")
    arrays = LargeArrays(tmp_path, 0) if in_files else IN_MEMORY
    with finished_steps(tmp_path, ["asked"], arrays) as kept:
        found = kept.take("reading", never)
        kept.take("twin", lambda: values(2))
        assert kept.resumed == ["reading"]
        expected = values(5)
        assert {name: array.tolist() for name, array in found.arrays.items()} == {
            name: array.tolist() for name, array in expected.arrays.items()
        }
        assert found.arrays["some"].dtype == np.int32
        assert found.tables["names"].equals(expected.tables["names"])
        assert found.told == expected.told
    assert left(tmp_path) == []


@pytest.mark.parametrize("name", ["some.npy", "names.arrow", "told.json", "sha256.json"])
@pytest.mark.parametrize("change", [lambda content: content[:-9], lambda content: content[:-9] + b"!" + content[-8:]])
def test_a_step_whose_files_are_damaged_is_computed_again(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    stopped(tmp_path, ["asked"], "reading", "pairs")
    damaged = next(tmp_path.glob(f"**/reading/{name}"))
    damaged.write_bytes(change(damaged.read_bytes()))
    with finished_steps(tmp_path, ["asked"]) as kept:
        assert kept.take("reading", lambda: values(3)).told["exact"] == 3
        assert kept.take("pairs", never).told["exact"] == 5
        assert kept.take("reading", never).told["exact"] == 3


def test_another_scan_finds_nothing_and_removes_what_is_left(tmp_path: Path) -> None:
    stopped(tmp_path, ["asked"], "reading")
    computed: list[int] = []

    def compute() -> StepValues:
        computed.append(1)
        return values(3)

    stopped_files = left(tmp_path)
    with finished_steps(tmp_path, ["asked otherwise"]) as kept:
        assert not any(path.exists() for path in stopped_files if path.name != "lock")
        assert kept.take("reading", compute).told["exact"] == 3
    assert computed == [1]
    assert left(tmp_path) == []


def test_of_two_scans_at_once_the_later_keeps_nothing(tmp_path: Path) -> None:
    with finished_steps(tmp_path, ["asked"]) as first:
        first.take("reading", lambda: values(5))
        with finished_steps(tmp_path, ["asked"]) as second:
            assert second.take("reading", lambda: values(7)).told["exact"] == 7
            assert second.resumed == []
        assert first.take("reading", never).told["exact"] == 5
    assert left(tmp_path) == []


def test_what_cannot_be_kept_stops_no_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with finished_steps(tmp_path, ["asked"]) as kept:
        assert kept.take("reading", lambda: values(5)).told["exact"] == 5
        assert [path.name for path in left(tmp_path)] == ["lock"]
        assert NOTHING_KEPT.take("reading", lambda: values(6)).told["exact"] == 6


def test_a_folder_that_takes_no_files_stops_no_scan(tmp_path: Path) -> None:
    (tmp_path / "derived").write_bytes(b"no folder")
    with finished_steps(tmp_path, ["asked"]) as kept:
        assert kept.take("reading", lambda: values(5)).told["exact"] == 5
    assert [path.name for path in left(tmp_path)] == ["derived"]
