"""The table of techniques names the framework in every row, and hides people where the copy does."""

import csv
import io
from pathlib import Path

from tests.exports.small_case import content_of
from tests.exports.told_case import leaks, told_case
from unisono.exports import build_export


def test_every_row_names_disarm_its_findings_and_its_likelihood(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    (file,) = build_export(case, run, "disarm")
    rows = list(csv.DictReader(io.StringIO(content_of(file).decode())))
    assert rows
    assert all(row["technique"].startswith("DISARM T") and "f-net" in row["findings"] for row in rows)
    assert {row["likelihood"] for row in rows} == {"almost certain", "very likely"}


def test_a_copy_for_others_names_nobody(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    for profile in ("peer", "public"):
        (file,) = build_export(case, run, "disarm", profile=profile)
        written = content_of(file).decode()
        assert leaks(written) == []
        assert "against target 1" in written
