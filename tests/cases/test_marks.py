"""Marks of findings and networks."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import RECORD, scanned_case, scanned_tables
from unisono.cases.marks import FILE, Mark, keep_mark, kept_marks, marks_of_earlier_networks, network_identity
from unisono.model.errors import UsageError

MEMBERS = ["twitter:1", "twitter:2", "twitter:3"]


def marked(mark: str, identity: str = "f-aa11", **more: str) -> Mark:
    return Mark(at="", by="Ana", kind=more.pop("kind", "finding"), identity=identity, mark=mark, **more)


def test_the_latest_mark_holds_and_the_others_stay(tmp_path: Path) -> None:
    for mark in ("keep", "unsure", "dismiss"):
        keep_mark(tmp_path, marked(mark, note=f" because {mark} "))
    kept = kept_marks(tmp_path)
    assert kept.latest["f-aa11"].mark == "dismiss"
    assert [(one.mark, one.note) for one in kept.of("f-aa11")] == [
        ("dismiss", "because dismiss"),
        ("unsure", "because unsure"),
        ("keep", "because keep"),
    ]
    assert all(one.at.endswith("Z") for one in kept.marks)


def test_damaged_lines_are_told_and_the_others_count(tmp_path: Path) -> None:
    keep_mark(tmp_path, marked("keep"))
    with (tmp_path / FILE).open("ab") as handle:
        handle.write(
            b'{"at":"x","by":"y","kind":"finding","identity":"f-1","mark":"accuse"}\n{"mark":"keep"}\nnot json\n'
        )
    keep_mark(tmp_path, marked("unsure", "f-bb22"))
    kept = kept_marks(tmp_path)
    assert set(kept.latest) == {"f-aa11", "f-bb22"}
    assert [(one.line, one.problem.split(":")[0]) for one in kept.damaged][:2] == [
        (2, "accuse is no mark of a finding"),
        (3, "it has no at"),
    ]
    assert len(kept.damaged) == 3


def test_another_word_or_too_long_a_note_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no mark"):
        keep_mark(tmp_path, marked("guilty"))
    with pytest.raises(UsageError, match="up to 4,000 letters"):
        keep_mark(tmp_path, marked("keep", note="a" * 5000))
    assert not (tmp_path / FILE).exists()


def test_a_network_is_known_again_by_its_members_whatever_its_number(tmp_path: Path) -> None:
    assert network_identity(MEMBERS) == network_identity(reversed(MEMBERS))
    assert network_identity(MEMBERS) != network_identity(MEMBERS[:2])
    case = scanned_case(tmp_path / "case")
    run = case.runs()[0]
    keep_mark(case.path, marked("keep", network_identity(MEMBERS), kind="network", subject="1", run=run.id))
    assert kept_marks(case.path).latest[network_identity(MEMBERS)].mark == "keep"


def test_a_network_that_changed_a_member_still_shows_what_was_decided_before(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = case.runs()[0]
    keep_mark(case.path, marked("dismiss", network_identity(MEMBERS), kind="network", subject="1", run=run.id))
    case.write_run(RECORD, scanned_tables())
    kept = kept_marks(case.path)
    grown = [*MEMBERS, "twitter:4"]
    ((mark, common),) = marks_of_earlier_networks(kept, case.runs(), grown)
    assert (mark.mark, common) == ("dismiss", 3)
    assert marks_of_earlier_networks(kept, case.runs(), MEMBERS) == []
    assert marks_of_earlier_networks(kept, case.runs(), ["twitter:1", "twitter:8", "twitter:9"]) == []
