"""Files kept by name: one for each, durably, and nothing outside their folder."""

from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.cases.custody import check_log
from unisono.cases.durable import TEMPORARY_PREFIX
from unisono.cases.named_files import NamedFiles
from unisono.model.errors import UsageError

EVENTS = NamedFiles(folder="events", command="event", what="event", such_as="vote")


def test_what_is_kept_is_listed_by_name_until_it_is_removed(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    assert EVENTS.kept(case) == []
    for name in ("Zweite Wahl", "attack"):
        EVENTS.keep(case, name, name.encode())
    (case / "events" / f"{TEMPORARY_PREFIX}left.json").touch()
    assert [file.read_text(encoding="utf-8") for file in EVENTS.kept(case)] == ["attack", "Zweite Wahl"]
    EVENTS.remove(case, "ATTACK")
    assert [file.name for file in EVENTS.kept(case)] == ["zweite wahl.json"]


def test_a_second_one_of_a_name_and_a_missing_one_are_refused_with_what_to_type(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    EVENTS.keep(case, "vote", b"{}")
    with pytest.raises(UsageError, match=r"has an event named Vote.*unisono event remove \S+ Vote$"):
        EVENTS.keep(case, "Vote", b"{}")
    with pytest.raises(UsageError, match=r"has no event named match\. See its events: unisono event list \S+$"):
        EVENTS.remove(case, "match")


@pytest.mark.parametrize("name", ["", "../out", "a/b", ".hidden", "ends.", "x" * 65, "a\u202eb"])
def test_names_that_could_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    case = create_case(tmp_path / "case").path
    with pytest.raises(UsageError, match=r"cannot name an event: .* such as vote"):
        EVENTS.keep(case, name, b"{}")


def test_what_is_kept_is_changed_under_its_name(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    EVENTS.change(case, "vote", lambda before: b"1" if before is None else b"wrong")
    EVENTS.change(case, "Vote", lambda before: (before or b"") + b"2")
    assert [file.read_bytes() for file in EVENTS.kept(case)] == [b"12"]


@pytest.mark.parametrize("name", ["O'Neil", "मोदी", "فاطِمة", "山田太郎"])
def test_names_of_people_in_every_script_can_be_kept(tmp_path: Path, name: str) -> None:
    case = create_case(tmp_path / "case").path
    EVENTS.keep(case, name, b"{}")
    assert len(EVENTS.kept(case)) == 1


def test_what_a_case_is_told_is_entered_into_its_log(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    EVENTS.keep(case, "One", b"{}")
    EVENTS.change(case, "One", lambda before: b"[1]")
    EVENTS.remove(case, "One")
    entries = check_log(case).entries[1:]
    assert [(one["action"], one["details"]["how"]) for one in entries] == [  # type: ignore[index]
        ("changed", "added"),
        ("changed", "changed"),
        ("changed", "removed"),
    ]
    assert [len(one["outputs"]) for one in entries] == [1, 1, 0]  # type: ignore[arg-type]
