"""References are built from one case, shown, and used for another."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from unisono.cases import Case, SourceRecord, create_case
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.worlds import WorldSettings, build_world


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Case]:
    """Return a case of many accounts, and one of few."""
    made = []
    for name, accounts in (("many", 700), ("few", 60)):
        world = build_world(WorldSettings(posts=15 * accounts, accounts=accounts, days=40), seed=accounts)
        case = create_case(tmp_path_factory.mktemp(name) / "case")
        case.append([Batch(posts=world.posts, accounts=world.accounts)], SourceRecord(f"{name}.jsonl", "ab" * 32))
        made.append(case)
    return made[0], made[1]


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_reference_is_built_shown_and_used(
    cases: tuple[Case, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many, few = cases
    file = tmp_path / "usual.json"
    (told,) = lines(capsys, "reference", "build", str(many.path), "-o", str(file))
    groups = lines(capsys, "reference", "show", str(file))
    assert told["reference"] == str(file) and told["groups"] == len(groups)
    assert groups[-1] == {"platform": "all", "language": "all", "period": "all"} | {
        "accounts": told["accounts"],
        "signals": groups[-1]["signals"],
    }
    alone = lines(capsys, "accounts", str(few.path), "--signal", "repost_share")
    assert alone and all(row["percentile"] is None for row in alone)
    compared = lines(capsys, "accounts", str(few.path), "--signal", "repost_share", "--reference", str(file))
    assert [row["value"] for row in compared] == [row["value"] for row in alone]
    assert all(row["reference"].endswith("in usual.json") and row["reference_n"] >= 200 for row in compared)
    percentiles = [row["percentile"] for row in compared]
    assert percentiles[0] > 90


def test_people_read_what_a_reference_holds(
    cases: tuple[Case, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "usual.json"
    assert main(["reference", "build", str(cases[0].path), "-o", str(file)]) == 0
    assert "Use it: unisono accounts CASE --reference" in capsys.readouterr().out
    assert main(["reference", "show", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "platform" in printed and "Built by Unisono" in printed and f"{cases[0].counts()[0]:,} posts" in printed


def test_a_file_is_not_replaced_unasked(
    cases: tuple[Case, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "usual.json"
    file.write_text("mine")
    assert main(["reference", "build", str(cases[0].path), "-o", str(file)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert main(["reference", "build", str(cases[0].path), "-o", str(file), "--overwrite"]) == 0
    assert file.read_bytes().startswith(b'{"unisono_reference":1')


def test_a_case_of_few_accounts_makes_no_reference(
    cases: tuple[Case, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reference", "build", str(cases[1].path), "-o", str(tmp_path / "usual.json")]) == 2
    assert "A reference needs 200 accounts" in capsys.readouterr().err
    empty = create_case(tmp_path / "empty")
    assert main(["reference", "build", str(empty.path), "-o", str(tmp_path / "usual.json")]) == 2


def test_a_file_that_is_no_reference_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.json").write_text("{}")
    assert main(["reference", "show", str(tmp_path / "notes.json")]) == 3
    assert "is no whole reference file" in capsys.readouterr().err
