"""Events are added, listed and taken out, and a scan counts who woke around them."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import orjson
import pytest

from tests.accounts.sleepers import START, Town, lone_returners, people, sleepers
from unisono.cases import SourceRecord, create_case
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, empty


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_events_are_added_listed_and_removed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (added,) = lines(capsys, "event", "add", str(case), "vote", "--at", "2017-06-04", "--source", "gazette")
    assert added == {"added": "vote", "at": "2017-06-04T00:00:00Z", "source": "gazette"}
    lines(capsys, "event", "add", str(case), "debate", "--at", "2017-05-28T20:00:00+02:00")
    listed = lines(capsys, "event", "list", str(case))
    assert [(row["event"], row["at"], row["source"]) for row in listed] == [
        ("debate", "2017-05-28T18:00:00Z", None),
        ("vote", "2017-06-04T00:00:00Z", "gazette"),
    ]
    assert lines(capsys, "event", "remove", str(case), "debate") == [{"removed": "debate"}]
    assert len(lines(capsys, "event", "list", str(case))) == 1


def test_people_read_sentences(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["event", "list", str(case)]) == 0
    assert "No events: unisono event add CASE NAME --at DATE" in "".join(capsys.readouterr())
    assert main(["event", "add", str(case), "vote", "--at", "2017-06-04"]) == 0
    assert "Added vote, 2017-06-04 00:00 UTC." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("vote", "--at", "soon"), "is not a day or a time"),
        (("../vote", "--at", "2017-06-04"), "cannot name an event"),
        (("vote",), "--at"),
    ],
)
def test_what_cannot_be_an_event_is_refused(
    case: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert main(["event", "add", str(case), *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_scan_counts_who_woke_before_an_event(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = Town(np.random.default_rng(7))
    people(town, 500)
    lone_returners(town, 40)
    sleepers(town, 60, 513.0)
    folder = create_case(case.parent / "town")
    folder.append([Batch(posts=town.posts(), accounts=empty(ACCOUNTS))], SourceRecord("town.csv", "0" * 64))
    vote = START + timedelta(days=520)
    lines(capsys, "event", "add", str(folder.path), "vote", "--at", vote.isoformat())
    assert main(["scan", str(folder.path), "--only", "woke_together,dormancy", "--no-twin", "--quiet"]) == 0
    capsys.readouterr()
    found = lines(capsys, "findings", str(folder.path), "--detector", "woke_together")
    assert [(row["subject_kind"], row["subject"]) for row in found] == [
        ("cohort", "woke:2017-05-28"),
        ("event", "vote"),
    ]
    (listed,) = lines(capsys, "event", "list", str(folder.path))
    assert "far more than chance (q " in str(listed["result"])
    assert found[1]["value"] >= 60
    evidence = lines(capsys, "evidence", str(folder.path), str(found[0]["finding"]))
    assert {str(row["created_at"])[:10] for row in evidence} == {"2017-05-28"}


def test_an_event_says_what_was_tested_where_nothing_was_unusual(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = Town(np.random.default_rng(8))
    people(town, 400)
    lone_returners(town, 60)
    folder = create_case(case.parent / "town")
    folder.append([Batch(posts=town.posts(), accounts=empty(ACCOUNTS))], SourceRecord("town.csv", "0" * 64))
    assert main(["event", "add", str(folder.path), "fair", "--at", "2017-02-20"]) == 0
    said = capsys.readouterr()
    assert f"A scan tests who woke around it: unisono scan {folder.path}" in said.out
    assert said.err == ""
    assert main(["event", "add", str(folder.path), "long ago", "--at", "2011-01-01"]) == 0
    assert "lies outside of the case, whose posts are from 2016-01-01 to" in capsys.readouterr().err
    (_, fair) = lines(capsys, "event", "list", str(folder.path))
    assert str(fair["result"]).startswith("not tested by the latest scan: unisono scan ")
    assert main(["scan", str(folder.path), "--only", "woke_together", "--no-twin", "--quiet"]) == 0
    capsys.readouterr()
    ago, fair = lines(capsys, "event", "list", str(folder.path))
    assert "not tested, the case has 0 of these 14 days" in str(ago["result"])
    assert " accounts woke within 14 days before, expected " in str(fair["result"])
    assert str(fair["result"]).count(": nothing unusual.") == 2
    assert main(["findings", str(folder.path), "--subject-kind", "event"]) == 0
    assert f"What was tested of each event, unusual or not: unisono event list {folder.path}" in capsys.readouterr().out
    lines(capsys, "event", "remove", str(folder.path), "fair")
    lines(capsys, "event", "add", str(folder.path), "fair", "--at", "2017-03-10")
    (_, moved) = lines(capsys, "event", "list", str(folder.path))
    assert str(moved["result"]).startswith("not tested")
