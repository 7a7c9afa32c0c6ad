"""A scan after an import is set beside a scan of the same case without a past, and their tables are compared."""

from pathlib import Path

import pytest
from benchmarks.processes import Measured
from benchmarks.scan_again import copy_without_past, different_tables, measure_scan_again, split_lines

from benchmarks import scan_again
from tests.detectors.small_world import case_of, scanned, world
from unisono.model.settings import ScanSettings


def test_lines_are_split_without_losing_one(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text("".join(f"{number}\n" for number in range(200)))
    first, last = split_lines(file, 0.01)
    assert last.read_text() == "198\n199\n"
    assert first.read_text() + last.read_text() == file.read_text()


def test_a_copy_has_no_past_and_tables_are_compared_byte_by_byte(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    settings = ScanSettings(only=(), twin=False, layers=("repost",))
    run = scanned(case, settings)
    copy_without_past(case.path, tmp_path / "fresh")
    assert list((tmp_path / "fresh" / "runs").iterdir()) == []
    assert different_tables(case.path, tmp_path / "fresh") == [
        f"{name}.parquet after an import" for name in run.table_names
    ]
    scanned(type(case)(tmp_path / "fresh", case.name), settings)
    assert different_tables(case.path, tmp_path / "fresh") == []


def test_the_share_is_that_of_the_scan_without_a_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {"the scan before": 9.0, "the same without a past": 10.0, "the scan after": 4.0}

    def measured(name: str, command: list[str]) -> Measured:
        made = (
            Path(command[command.index("-o") + 1])
            if "-o" in command
            else Path(command[command.index(name) + 1])
            if name == "import"
            else tmp_path
        )
        for folder in ("segments", "derived", "runs") if name == "import" else ():
            (made / folder).mkdir(parents=True, exist_ok=True)
            (made / folder / "file").write_bytes(b"1234")
        if name == "import":
            (made / "case.json").write_text('{"unisono_case": 1, "name": "case", "zone": "UTC"}')
        if name == "simulate":
            made.mkdir()
            (made / "posts.jsonl").write_text("{}\n" * 100)
        return Measured(name, seconds.get(name, 1.0), 1.0, 1.0)

    monkeypatch.setattr(scan_again, "measure", measured)
    section = measure_scan_again(tmp_path, 100)
    assert section.figures["share"] == pytest.approx(0.4)
    assert "It takes 40%." in section.sentences[0]
    assert section.differences == []
    assert not (tmp_path / "again").exists()
