"""The evidence command: the posts of a finding, each with the row of the file it was found in."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, scanned_case, scanned_tables, some_posts
from unisono.cases import Case, Run
from unisono.cli import main
from unisono.detectors import evidence

FIELDS = ("post_id", "platform", "account_id", "handle", "created_at", "kind", "text")
FIELDS += ("source_file", "source_row", "source_sha256")
Asked = list[tuple[Path, str, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return which findings were fetched; each rests on the first two posts."""
    calls: Asked = []

    def fetch_evidence(case: Case, run: Run, finding: str) -> pl.DataFrame:
        calls.append((case.path, run.id, finding))
        post = pl.concat_str("platform", pl.lit(":"), "post_id").alias("post_id")
        shown = some_posts().head(2).with_columns(post, source_file=pl.lit("party.jsonl"))
        return shown.select(evidence.COLUMNS)

    monkeypatch.setattr(evidence, "fetch_evidence", fetch_evidence)
    return calls


def test_json_has_the_fields_that_scripts_rely_on_in_order(
    tmp_path: Path, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scanned_case(tmp_path / "case")
    assert main(["evidence", str(tmp_path / "case"), "f-aa11", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert tuple(rows[0]) == FIELDS
    assert [(row["post_id"], row["source_file"], row["source_row"]) for row in rows] == [
        ("twitter:1001", "party.jsonl", 1),
        ("twitter:1002", "party.jsonl", 2),
    ]
    assert asked == [(case.path, case.runs()[0].id, "f-aa11")]


def test_a_person_reads_texts_and_where_they_were_found(
    tmp_path: Path, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["evidence", str(tmp_path / "case"), "f-aa1"]) == 0
    printed = capsys.readouterr().out
    assert "RT @party: vote 100" in printed
    assert "party.jsonl" in printed


def test_a_finding_of_an_earlier_scan_is_shown_and_said_to_be_so(
    tmp_path: Path, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scanned_case(tmp_path / "case")
    case.write_run(RECORD, {name: table.clear() for name, table in scanned_tables().items()})
    assert main(["evidence", str(tmp_path / "case"), "f-aa11"]) == 0
    assert "f-aa11 is of an earlier scan" in capsys.readouterr().err


def test_a_finding_that_is_not_there_is_a_usage_error(
    tmp_path: Path, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned_case(tmp_path / "case")
    assert main(["evidence", str(tmp_path / "case"), "f-zz"]) == 2
    assert "has no finding f-zz" in capsys.readouterr().err
    assert asked == []


def test_profiles_are_said_to_be_no_posts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch_profiles(case: Case, run: Run, finding: str) -> pl.DataFrame:
        shown = (
            some_posts()
            .head(1)
            .with_columns(
                post_id=pl.lit(None, dtype=pl.String), kind=pl.lit("profile"), source_file=pl.lit("party.jsonl")
            )
        )
        return shown.select(evidence.COLUMNS)

    scanned_case(tmp_path / "case")
    monkeypatch.setattr(evidence, "fetch_evidence", fetch_profiles)
    assert main(["evidence", str(tmp_path / "case"), "f-aa11"]) == 0
    assert "These are profiles, not posts" in capsys.readouterr().out
    assert main(["evidence", str(tmp_path / "case"), "f-aa11", "--json"]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["kind"], row["post_id"]) == ("profile", None)
