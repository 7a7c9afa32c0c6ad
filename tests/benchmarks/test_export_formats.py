"""The measurement of exports takes a case that is there, and says what each export took and wrote."""

from pathlib import Path

from benchmarks.export_formats import commands, measure_exports, size_of, table_of

from tests.exports.told_case import told_case
from unisono.exports import EXPORTS


def test_each_export_is_measured_and_its_size_told(tmp_path: Path) -> None:
    case, _ = told_case(tmp_path / "case")
    section = measure_exports(tmp_path, 0, case.path, only=("csv",))
    alone, written = section.rows
    assert written.measured.name == "csv"
    assert written.compared.endswith(" MB written")
    assert written.measured.peak_megabytes > 50
    assert "unisono, and nothing else" in table_of([alone])
    assert section.sentences[-1] == "All keep it."
    assert (tmp_path / "exported" / "csv" / "networks.csv").exists()


def test_all_forms_of_export_are_measured(tmp_path: Path) -> None:
    names = [name for name, _, _ in commands(tmp_path, tmp_path)]
    assert {exporter.name for exporter in EXPORTS} <= set(names)
    assert {"report.html", "evidence-pack seal", "evidence-pack verify"} <= set(names)


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x" * 1_500_000)
    (tmp_path / "two").write_bytes(b"x" * 500_000)
    assert size_of(tmp_path) == "2.00 MB written"
    assert size_of(tmp_path / "one") == "1.50 MB written"
