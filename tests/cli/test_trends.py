"""Trend lists are added, listed and taken out, and the commands say what was read."""

from pathlib import Path

import orjson
import pytest

from unisono.cases import create_case
from unisono.cli import main

CSV = "Date,Rank,Trend,Country\n2018-06-27 02:00,3,#WalkAway,Norway\n,1,#x,\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "june.csv").write_text(CSV)
    return create_case(tmp_path / "case").path


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_list_is_added_listed_and_removed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(case.parent / "june.csv")
    (added,) = lines(capsys, "trends", "add", str(case), file, "--source", "by hand")
    assert (added["added"], added["entries"], added["places"]) == ("june", 1, ["Norway"])
    assert added["rejected"] == [{"reason": "there is no time", "rows": 1, "example": ", 1, #x, "}]
    (listed,) = lines(capsys, "trends", "list", str(case))
    assert (listed["list"], listed["first_at"], listed["source"]) == ("june", "2018-06-27T02:00:00Z", "by hand")
    assert main(["trends", "add", str(case), file]) == 2
    assert "has a trend list named june" in capsys.readouterr().err
    assert lines(capsys, "trends", "remove", str(case), "june") == [{"removed": "june"}]
    assert lines(capsys, "trends", "list", str(case)) == []


def test_people_read_what_was_taken_and_what_was_left_out(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trends", "list", str(case)]) == 0
    assert "No trend lists: unisono trends add CASE FILE" in "".join(capsys.readouterr())
    assert main(["trends", "add", str(case), str(case.parent / "june.csv")]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Added june: 1 entry, 2018-06-27 02:00 to 2018-06-27 02:00 UTC.")
    assert "time from Date, rank from Rank, tag from Trend, place from Country" in said.err
    assert "1 row left out: there is no time." in said.err
    assert f"A wrong one? Type unisono trends remove {case} june and add it again with --map FIELD=COLUMN" in said.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--map", "tag"), "is not FIELD=COLUMN"),
        (("--map", "tag=nothing"), "has no column 'nothing'"),
        (("--tz", "Nowhere/Else"), "Nowhere/Else"),
        (("--name", "../june"), "cannot name a trend list"),
    ],
)
def test_what_cannot_be_read_is_refused(
    case: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert main(["trends", "add", str(case), str(case.parent / "june.csv"), *arguments]) == 2
    assert says in capsys.readouterr().err
