"""Levels 4 to 6: stated with evidence, kept as they were stated, withdrawn without being lost."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.scanned_case import RECORD, scanned_case, scanned_tables
from unisono.cases import create_case, open_case
from unisono.cases.breakouts import FILE, StatedLevel, keep_level, kept_levels, levels_by_network, withdraw_level
from unisono.cases.custody import catch_up, check_log
from unisono.cases.marks import network_identity
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def stated(**changed: object) -> StatedLevel:
    told = {"at": "", "by": "Rosa", "identity": "n-1", "level": 5, "evidence": "https://news.example/a", "network": "1"}
    return StatedLevel(**{**told, **changed})  # type: ignore[arg-type]  # every value is of its field's kind


def test_a_level_is_kept_as_it_was_stated_and_entered_in_the_log_with_its_line(case: Path) -> None:
    kept = keep_level(case, stated(by=" Rosa ", note="The paper shows it.", on="2026-11-20"))
    assert kept_levels(case).holding == [kept]
    assert (kept.by, kept.level, len(kept.id)) == ("Rosa", 5, 8)
    entry, chain = check_log(case).entries[-1], check_log(case)
    line = (case / FILE).read_bytes().rstrip(b"\n")
    assert (entry["action"], entry["actor"], chain.is_whole) == ("breakout", "Rosa", True)
    assert entry["outputs"][0]["sha256"] == hashlib.sha256(line).hexdigest()  # type: ignore[index]
    assert entry["details"]["level"] == 5  # type: ignore[index]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"evidence": "  "}, "needs evidence that others can look up"),
        ({"evidence": "television"}, "nobody can look up 'television'"),
        ({"evidence": "https://"}, "nobody can look up"),
        ({"level": 3}, "counted from posts"),
        ({"level": 7}, "no level 7"),
        ({"by": " "}, "give your name"),
        ({"on": "yesterday"}, "no day of the evidence"),
        ({"on": "2999-01-01"}, "cannot lie ahead"),
        ({"note": "a" * 5000}, "Shorten it"),
    ],
)
def test_what_has_no_evidence_or_no_such_level_is_refused_and_nothing_stored(
    case: Path, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        keep_level(case, stated(**changed))
    assert not (case / FILE).exists()


def test_what_was_printed_needs_title_and_day_only(case: Path) -> None:
    assert keep_level(case, stated(evidence="Daily Gazette, 3 May 2026, page 4")).evidence.startswith("Daily")


def test_a_withdrawn_level_stays_with_who_withdrew_it_and_the_log_misses_neither(case: Path) -> None:
    first, second = keep_level(case, stated(at="2026-11-20T10:00:00Z")), keep_level(case, stated(level=4))
    withdraw_level(case, first.id, "Ben", "another post")
    kept = kept_levels(case)
    assert (list(kept.levels), kept.holding) == ([first, second], [second])
    assert (kept.withdrawn[first.id].by, kept.withdrawn[first.id].note) == ("Ben", "another post")
    with pytest.raises(UsageError, match="No level with the id"):
        withdraw_level(case, first.id, "Ben")
    with pytest.raises(UsageError, match="give your name"):
        withdraw_level(case, second.id, "")
    assert catch_up(case) == 0


def test_a_log_that_was_lost_is_written_again_from_the_lines(case: Path) -> None:
    kept = keep_level(case, stated())
    withdraw_level(case, kept.id, "Ben")
    (case / "custody.jsonl").unlink()
    catch_up(case)
    assert [row["action"] for row in check_log(case).entries] == ["case made", "breakout", "breakout"]
    assert catch_up(case) == 0


def test_damaged_lines_are_told(case: Path) -> None:
    kept = keep_level(case, stated())
    with (case / FILE).open("ab") as handle:
        handle.write(b'{"at":"x","by":"y","identity":"n","level":2,"evidence":"e f"}\n{"withdraws":"a"}\ntorn\n')
    found = kept_levels(case)
    assert found.holding == [kept]
    assert [one.line for one in found.damaged] == [2, 3, 4]


def test_a_level_goes_with_its_network_when_another_scan_changes_few_of_its_members(tmp_path: Path) -> None:
    folder = scanned_case(tmp_path / "case").path
    opened = open_case(folder)
    (run,) = opened.runs()
    members = run.table("networks")["accounts"][0].to_list()
    level = stated(identity=network_identity(members), run=run.id)
    same, grown, other = {1: members}, {4: [*members, "x"]}, {4: ["x", "y", members[0]]}
    assert levels_by_network([level], opened.runs(), same) == {1: [(level, 3)]}
    assert levels_by_network([level], opened.runs(), grown) == {4: [(level, 3)]}
    assert levels_by_network([level], opened.runs(), other) == {}
    assert levels_by_network([stated(run="gone")], opened.runs(), grown) == {}
    assert (RECORD["networks"], len(scanned_tables()["networks"])) == (1, 1)
