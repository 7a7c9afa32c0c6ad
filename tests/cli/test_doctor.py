"""What doctor says of a machine and of a case."""

import json
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cli import main
from unisono.cli.doctor import check_compiled_code, check_disk, check_libraries, check_memory


def test_this_machine_is_checked_for_python_libraries_cores_memory_cache_and_disk(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["doctor", "--json"]) == 0
    rows = {row["check"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {"python", "polars", "duckdb", "numba", "cores", "memory", "compiled code", "disk"} <= set(rows)
    assert rows["python"]["ok"]
    assert rows["polars"]["ok"]
    assert all(row["advice"] for row in rows.values() if not row["ok"])


def test_a_library_that_is_missing_or_too_old_or_too_new_is_a_problem() -> None:
    wanted = ["no-such-library>=1", "polars>=999", "polars>=0.1,<0.2", "polars>=0.1", "pytest>=1; extra == 'test'"]
    lines = list(check_libraries(wanted))
    assert [line["ok"] for line in lines] == [False, False, False, True]
    assert lines[0]["found"] == "not installed"
    assert "pip install 'polars>=999'" in str(lines[1]["advice"])


def test_little_memory_is_a_problem_with_advice() -> None:
    assert check_memory(16.0)["ok"]
    assert check_memory(None)["ok"]
    assert not check_memory(1.0)["ok"]
    assert "--since" in str(check_memory(1.0)["advice"])


def test_a_cache_folder_that_cannot_be_written_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "new"))
    assert check_compiled_code()["ok"]
    file = tmp_path / "file"
    file.write_text("not a folder")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(file))
    assert not check_compiled_code()["ok"]
    assert "NUMBA_CACHE_DIR" in str(check_compiled_code()["advice"])


def test_the_disk_of_a_folder_that_does_not_exist_yet_is_its_parents(tmp_path: Path) -> None:
    assert str(tmp_path) in str(check_disk(tmp_path / "not" / "yet")["found"])


def test_a_sound_case_is_said_to_be_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_case(tmp_path / "case")
    assert main(["doctor", str(tmp_path / "case"), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["ok"] for row in rows if row["check"] == "case"] == [True]


def test_a_leftover_in_a_case_is_a_problem_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_case(tmp_path / "case")
    (tmp_path / "case" / "segments").mkdir(exist_ok=True)
    (tmp_path / "case" / "segments" / "000009-posts.parquet").write_bytes(b"half a segment")
    assert main(["doctor", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "000009-posts.parquet" in printed
    assert "problem" in printed


def test_a_folder_that_is_no_case_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path / "nothing")]) == 2
    assert "nothing" in capsys.readouterr().err
