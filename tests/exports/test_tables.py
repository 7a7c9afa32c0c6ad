"""CSV and Parquet hold every row of a run."""

import csv
from pathlib import Path

import polars as pl

from tests.exports.small_case import HOSTILE, case_with_run
from unisono.exports import export_case
from unisono.exports.spreadsheets import FORMULA_STARTS
from unisono.model.tables import FINDINGS, conform


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(line.replace("\0", "") for line in file))


def test_csv_is_a_folder_of_the_runs_tables_with_no_cell_that_is_a_formula(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    written = export_case(case, case.latest_run(), "csv", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["acts.csv", "findings.csv", "members.csv", "networks.csv", "pairs.csv"]
    assert written["rows"] == 6 + 8 + 2 + 1 + 1
    for name in names:
        header, *rows = cells(tmp_path / "out" / name)
        assert header
        for row in rows:
            assert len(row) == len(header)
            for cell in row:
                assert not cell or cell[0] not in FORMULA_STARTS or float(cell) < 0


def test_raw_csv_keeps_every_name_as_it_is(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    export_case(case, case.latest_run(), "csv", tmp_path / "out", raw=True)
    handles = pl.read_csv(tmp_path / "out" / "members.csv", infer_schema=False)["handle"].to_list()
    assert handles[:2] == ["@ann", HOSTILE]
    assert handles[3] == "東京\n二"


def test_parquet_keeps_types_lists_and_every_row(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    export_case(case, run, "parquet", tmp_path / "out")
    for name in ("networks", "members", "pairs", "acts", "findings"):
        written = pl.read_parquet(tmp_path / "out" / f"{name}.parquet")
        assert written.schema == run.table(name).schema
        assert written.height == run.table(name).height
    assert pl.read_parquet(tmp_path / "out" / "members.parquet")["account"].to_list() == [
        f"twitter:{n}" for n in range(1, 7)
    ]


def test_findings_about_texts_are_exported_with_their_words_and_no_formula(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    about_text = {
        "finding": "f-cc1",
        "detector": "copied_text",
        "subject_kind": "text",
        "subject": "t-0123456789abcdef",
        "measure": "accounts",
        "value": 8.0,
        "because": '=HYPERLINK("https://x.example") “words,\nmore words” of 8 accounts',
        "posts_count": 9,
        "evidence": '{"kind":"text","object":"t-0123456789abcdef"}',
    }
    tables = {name: run.table(name) for name in run.table_names}
    tables["findings"] = pl.concat([tables["findings"], conform(pl.DataFrame([about_text]), FINDINGS)])
    case.write_run(run.record, tables)
    for kind in ("csv", "parquet"):
        export_case(case, case.latest_run(), kind, tmp_path / kind)
    guarded = pl.read_csv(tmp_path / "csv" / "findings.csv", infer_schema=False).filter(pl.col("finding") == "f-cc1")
    assert guarded.select("subject_kind", "subject", "posts_count").rows() == [("text", "t-0123456789abcdef", "9")]
    assert guarded["because"][0] == f"'{about_text['because']}"
    typed = pl.read_parquet(tmp_path / "parquet" / "findings.parquet").filter(pl.col("finding") == "f-cc1")
    assert typed["because"][0] == about_text["because"]
