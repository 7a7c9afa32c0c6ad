"""Derived tables are those of the case, byte by byte, and the same as CSV that no spreadsheet computes."""

import csv
import hashlib
import io
from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases import SourceRecord
from unisono.cases.marks import Mark, keep_mark
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.tables import own_records, put_tables
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def test_segments_and_runs_are_copied_and_written_as_csv(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    pack = PackFolder(tmp_path / "pack")
    put_tables(case, pack)
    run = case.latest_run()
    assert run is not None
    for file in [*(case.path / "segments").iterdir(), *run.path.iterdir()]:
        folder = "segments" if file.parent.name == "segments" else f"runs/{run.id}"
        assert pack.sha256[f"derived/{folder}/{file.name}"] == hashlib.sha256(file.read_bytes()).hexdigest()
    posts = rows_of(pack.path / "derived/posts.csv")
    assert [row["post_id"] for row in posts] == case.post_observations().collect()["post_id"].to_list()
    findings = rows_of(pack.path / f"derived/runs/{run.id}/findings.csv")
    assert len(findings) == run.table("findings").height


def test_every_observation_stands_in_the_table_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    posts = pl.DataFrame({"platform": ["twitter"] * 2, "post_id": ["1001", "n"], "text": ["again", "=1+1"]})
    case.append([Batch(posts=posts)], SourceRecord("more.csv", "ab" * 32))
    pack = PackFolder(tmp_path / "pack")
    put_tables(case, pack)
    rows = rows_of(pack.path / "derived/posts.csv")
    assert len([row for row in rows if row["post_id"] == "1001"]) == 2
    assert [row["text"] for row in rows if row["post_id"] == "n"] == ["'=1+1"]


def test_a_damaged_segment_is_not_sealed(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    file = next((case.path / "segments").glob("*posts.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(DataRejectedError, match="SHA-256"):
        put_tables(case, PackFolder(tmp_path / "pack"))


def test_marks_go_along_and_keys_do_not(tmp_path: Path) -> None:
    case = scanned_case(tmp_path)
    keep_mark(case.path, Mark("", "Ann", "finding", "f-1", "keep"))
    (case.path / "pseudonym.key").write_bytes(b"secret")
    (case.path / "targets").mkdir()
    (case.path / "targets" / "ana.json").write_text("{}")
    (case.path / "link.json").symlink_to("/etc/passwd")
    names = [file.relative_to(case.path).as_posix() for file in own_records(case.path)]
    assert names == ["case.json", "manifest.jsonl", "marks.jsonl", "targets/ana.json"]
