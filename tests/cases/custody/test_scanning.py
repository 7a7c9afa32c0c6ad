"""A scan is entered with the sources that it read and the hashes of its tables."""

import hashlib
from pathlib import Path

from tests.cli.scanned_case import scanned_case
from unisono.cases.custody import FileRecord, check_log
from unisono.cases.custody.files import MOST_LISTED
from unisono.cases.custody.scanning import log_scan


def test_a_scan_is_entered_with_its_tables(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    run = case.latest_run()
    assert run is not None
    entry = check_log(case.path).entries[-1]
    assert entry["action"] == "scan"
    made = {one["name"]: one["sha256"] for one in entry["outputs"]}  # type: ignore[attr-defined]
    assert set(made) == {f"runs/{run.id}/{file.name}" for file in run.path.iterdir()}
    for name, sha256 in made.items():
        assert hashlib.sha256((case.path / name).read_bytes()).hexdigest() == sha256
    assert entry["details"]["run"] == run.id  # type: ignore[index]


def test_very_many_sources_are_one_listing(tmp_path: Path) -> None:
    sources = [{"file": f"{number}", "sha256": "ab" * 32} for number in range(MOST_LISTED + 1)]
    log_scan(tmp_path, "r1", {"sources": sources}, [FileRecord("t", 1, "ab")])
    (listed,) = check_log(tmp_path).entries[-1]["inputs"]  # type: ignore[misc]
    assert listed["name"].startswith("listing of 201 files")
    log_scan(tmp_path, "r2", {}, [])
    assert check_log(tmp_path).entries[-1]["inputs"] == []
