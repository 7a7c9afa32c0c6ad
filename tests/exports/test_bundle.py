"""The archive of a case holds tables, graphs, report, run and sources, and a list of sums that holds."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.exports.small_case import content_of
from tests.exports.told_case import told_case
from unisono.exports import build_export


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the told case's archive."""
    (bundle,) = build_export(*told_case(Path(tmp_path_factory.mktemp("told")) / "case"), "bundle")
    with zipfile.ZipFile(io.BytesIO(content_of(bundle))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_of_the_case_is_there(files: dict[str, bytes]) -> None:
    assert {name.split("/")[0] for name in files} == {
        "README.md", "SHA256SUMS", "graphs", "report.html", "run.json", "sources.csv", "tables",
    }  # fmt: skip
    assert {name for name in files if name.startswith("graphs/")} == {
        "graphs/graph.gexf", "graphs/graph.graphml", "graphs/graph.json",
    }  # fmt: skip
    assert len([name for name in files if name.endswith(".parquet")]) == 5
    assert json.loads(files["run.json"])["posts"] == 24
    assert b"posts.csv" in files["sources.csv"]


def test_the_sums_hold_for_every_other_file(files: dict[str, bytes]) -> None:
    lines = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert lines == {name: hashlib.sha256(files[name]).hexdigest() for name in files if name != "SHA256SUMS"}


def test_tables_in_both_forms_have_the_same_rows(files: dict[str, bytes]) -> None:
    for name in ("networks", "members", "pairs", "acts", "findings"):
        typed = pl.read_parquet(io.BytesIO(files[f"tables/parquet/{name}.parquet"]))
        assert pl.read_csv(io.BytesIO(files[f"tables/csv/{name}.csv"])).height == typed.height > 0


def test_the_readme_says_what_acting_together_does_not_show(files: dict[str, bytes]) -> None:
    readme = files["README.md"].decode()
    assert "It does not say why" in readme
    assert "sha256sum -c SHA256SUMS" in readme
