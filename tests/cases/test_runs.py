"""Runs appear whole, sort by time and say so when they are damaged."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import create_case, find_problems
from unisono.cases import runs as runs_module
from unisono.cases.runs import list_runs, write_run
from unisono.model.errors import DataRejectedError

PAIRS = pl.DataFrame({"a": ["twitter:1"], "b": ["twitter:2"]})


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert case.latest_run() is None
    run_id = case.write_run({"seed": 7}, {"pairs": PAIRS})
    run = case.latest_run()
    assert run is not None
    assert run.id == run_id
    assert run.record == {"run": run_id, "seed": 7}
    assert run.table("pairs").equals(PAIRS)
    assert run.table_names == ("pairs",)


def test_run_ids_are_unique_and_sort_by_time(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    written = [case.write_run({"number": number}, {}) for number in range(12)]
    assert written == sorted(set(written))
    assert [run.record["number"] for run in case.runs()] == list(range(12))


def test_a_clock_that_was_set_back_does_not_reorder_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = create_case(tmp_path / "case")
    latest = case.write_run({}, {})

    class EarlierClock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(runs_module, "datetime", EarlierClock)
    assert case.write_run({}, {}) > latest


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [create_case(tmp_path / name).path for name in ("one", "two")]
    for folder, record in zip(folders, ({"a": 1, "b": 2}, {"b": 2, "a": 1}), strict=True):
        write_run(folder, record, {"pairs": PAIRS})
    one, two = (list_runs(folder)[0].path for folder in folders)
    assert (one / "pairs.parquet").read_bytes() == (two / "pairs.parquet").read_bytes()
    assert (one / "record.json").read_bytes().splitlines()[1:3] == [b'  "a": 1,', b'  "b": 2,']


def test_a_run_that_was_interrupted_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = create_case(tmp_path / "case")

    def fail(*_arguments: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(runs_module, "write_durably", fail)
        with pytest.raises(OSError, match="No space"):
            case.write_run({}, {"pairs": PAIRS})
    assert case.runs() == []
    assert [problem["code"] for problem in find_problems(case.path)] == ["leftover"]
    case.write_run({}, {"pairs": PAIRS})
    assert len(case.runs()) == 1


def test_a_damaged_run_says_what_to_type(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.write_run({}, {"pairs": PAIRS})
    run = case.runs()[0]
    (run.path / "pairs.parquet").write_bytes(b"PAR1")
    with pytest.raises(DataRejectedError, match=r"pairs\.parquet cannot be read.*unisono scan"):
        run.table("pairs")
    (run.path / "record.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataRejectedError, match=r"record\.json cannot be read"):
        _ = run.record
    with pytest.raises(DataRejectedError, match=r"members\.parquet cannot be read"):
        run.table("members")
