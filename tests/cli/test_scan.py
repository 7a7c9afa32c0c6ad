"""The scan command: what it hands to the scan, and how it tells what came out."""

import json
import math
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_tables
from unisono.cases import Case, create_case
from unisono.cli import main
from unisono.cli.scan import summary_text
from unisono.detectors import scanning
from unisono.engine.engines import EMBEDDED, Engine
from unisono.model.scan_steps import READING, ScanStep
from unisono.model.settings import ScanSettings

Calls = list[ScanSettings]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return the settings with which the scan was asked, in place of scanning."""
    asked: Calls = []

    def scan_case(case: Case, settings: ScanSettings, on_step: Callable[[ScanStep], None], engine: Engine) -> object:
        assert engine is EMBEDDED
        on_step(ScanStep(READING, 1, 2))
        asked.append(settings)
        run = case.write_run(RECORD, scanned_tables())
        return SimpleNamespace(record={**RECORD, "run": run}, tables=scanned_tables())

    monkeypatch.setattr(scanning, "scan_case", scan_case)
    return asked


def test_options_become_settings(tmp_path: Path, calls: Calls) -> None:
    case_with_posts(tmp_path / "case")
    options = "--only co_action,bursts --since 2018-06-01 --until 2018-07-01T12:00:00Z --window any,60s,10min"
    more = "--q 0.05 --no-twin --seed 7 --engine embedded --json"
    assert main(["scan", str(tmp_path / "case"), *options.split(), *more.split()]) == 0
    (settings,) = calls
    assert settings.only == ("co_action", "bursts")
    assert settings.since == datetime(2018, 6, 1, tzinfo=UTC)
    assert settings.until == datetime(2018, 7, 1, 12, tzinfo=UTC)
    assert settings.windows == (60.0, 600.0, math.inf)
    assert (settings.q, settings.twin, settings.seed) == (0.05, False, 7)


def test_without_options_the_scan_has_its_own_defaults(tmp_path: Path, calls: Calls) -> None:
    case_with_posts(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case"), "--json"]) == 0
    assert calls == [ScanSettings()]


def test_json_has_the_fields_that_scripts_rely_on(
    tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    case = case_with_posts(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case"), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    run = case.latest_run()
    assert run is not None
    assert row["run"] == run.id
    names = ("pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks", "seconds")
    assert [row[name] for name in names] == [12_345, 3, 1, 2, 0, 0, 1.25]


def test_a_terminal_hears_the_twin_and_the_way_on(
    tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    case_with_posts(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case")]) == 0
    printed = capsys.readouterr().out
    assert "Pairs tested: 12,345. More than chance: 3 pairs, 1 network, 2 findings." in printed
    assert "The shuffled twin, the same posts with accounts exchanged, gave 0 pairs and 0 networks." in printed
    assert "unisono networks" in printed


def test_a_scan_without_its_twin_says_what_is_missing() -> None:
    assert "twin was left out" in summary_text({**RECORD, "twin_pairs": None})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--master", "yarn"], "Type --engine spark with it"),
        (["--engine", "abacus"], "no engine 'abacus'"),
        (["--window", "5 weeks"], "'5 weeks' is not a window"),
        (["--since", "yesterday"], "'yesterday' is not a day or a time"),
        (["--since", "2018-07-01", "--until", "2018-06-01"], "is not before"),
        (["--since", "2030-01-01"], "no post in this time. Its posts are from 2018-06-30"),
        (["--until", "2010-01-01"], "no post in this time"),
        (["--only", ","], "--only names nothing"),
        (["--q", "5"], "lies between 0 and 1"),
        (["--seed", "-1"], "not a whole number from 0"),
        (["--seed", str(2**64)], "not a whole number from 0"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(
    tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    case_with_posts(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case"), *options]) == 2
    assert message in capsys.readouterr().err
    assert calls == []


def test_a_case_of_a_few_strangers_has_no_networks_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = case_with_posts(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case")]) == 0
    assert "No networks: nothing here is more than chance would give. The scan tested" in capsys.readouterr().out
    run = case.latest_run()
    assert run is not None
    assert run.table("networks").height == 0
    for command in ("networks", "pairs", "findings"):
        assert main([command, str(tmp_path / "case"), "--json"]) == 0
        assert capsys.readouterr().out == ""


def test_an_empty_case_says_to_import_first(tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    create_case(tmp_path / "case")
    assert main(["scan", str(tmp_path / "case")]) == 2
    assert "holds no posts. Add some: unisono import" in capsys.readouterr().err


def test_a_case_that_cannot_be_written_is_refused_before_the_scan(
    tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_with_posts(tmp_path / "case")
    monkeypatch.setattr("unisono.cases.durable.os.access", lambda _path, mode: mode != os.W_OK)
    assert main(["scan", str(case.path)]) == 2
    assert "nothing can be stored in it" in capsys.readouterr().err
    assert not calls


def test_an_address_is_read_by_spark_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "s3a://bucket/case"]) == 2
    assert "--engine spark" in capsys.readouterr().err
