"""Every import is entered with the hash of its source and of its segments, whoever imports."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import SourceRecord, create_case
from unisono.cases.custody import check_log
from unisono.cases.manifest import read_manifest
from unisono.model.batches import Batch


def batch(*ids: str) -> Batch:
    return Batch(posts=pl.DataFrame({"platform": ["twitter"] * len(ids), "post_id": list(ids)}))


def test_an_import_is_one_entry_however_many_batches_it_has(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    source = tmp_path / "posts.csv"
    source.write_bytes(b"four")
    case.append([batch("1"), batch("2", "1")], SourceRecord(str(source), "ab" * 32, "generic", {"tz": "UTC"}))
    _, entry = check_log(case.path).entries
    assert entry["action"] == "import"
    assert entry["inputs"] == [{"name": str(source), "bytes": 4, "sha256": "ab" * 32}]
    lines = read_manifest(case.path / "manifest.jsonl")
    assert [(one["name"], one["sha256"]) for one in entry["outputs"]] == [  # type: ignore[attr-defined]
        (line.tables[table], line.sha256[table]) for line in lines for table in sorted(line.tables)
    ]
    assert entry["details"] == {
        "append": 1, "format": "generic", "settings": {"tz": "UTC"}, "segments": [1, 2], "read": 3, "stored": 2,
        "duplicates": 1, "rejected": 0, "whole": True,
    }  # fmt: skip


def test_an_import_that_broke_off_is_entered_with_what_it_stored(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")

    def breaking_off() -> Iterator[Batch]:
        yield batch("1")
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        case.append(breaking_off(), SourceRecord("-", "cd" * 32))
    entry = check_log(case.path).entries[-1]
    assert (entry["details"]["stored"], entry["details"]["whole"]) == (1, False)  # type: ignore[index]
    assert entry["inputs"] == [{"name": "-", "bytes": None, "sha256": "cd" * 32}]


def test_what_stores_nothing_and_what_is_watched_has_no_entry(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.append([], SourceRecord("empty.csv", "ab" * 32))
    case.append([batch("1")], SourceRecord("live/recordings/000001.jsonl.zst", "ab" * 32))
    assert [row["action"] for row in check_log(case.path).entries] == ["case made"]


def test_a_name_that_no_file_can_have_is_no_obstacle(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.append([batch("1")], SourceRecord("a\0b", "ab" * 32))
    assert check_log(case.path).entries[-1]["inputs"] == [{"name": "a\0b", "bytes": None, "sha256": "ab" * 32}]
