"""Links to one person lose those who are taken out, and go when nothing is linked any more."""

from pathlib import Path

from unisono.cases import create_case
from unisono.cases.purging.links import unlink_gone
from unisono.cases.same_persons import SamePerson, keep_same_person, kept_links


def test_a_link_goes_with_its_second_account_and_others_stay(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_same_person(case, SamePerson("Ana", ("x:1", "x:2"), "said so"))
    keep_same_person(case, SamePerson("Ben", ("x:3", "x:4", "x:5"), "said so"))
    assert unlink_gone(case, frozenset({"x:1", "x:3"})) == 2
    assert [(one.person, one.accounts) for one in kept_links(case)] == [("Ben", ("x:4", "x:5"))]
    assert unlink_gone(case, frozenset({"x:1"})) == 0


def test_a_damaged_link_is_left_as_it_is(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    (case / "same_persons").mkdir()
    (case / "same_persons" / "ana.json").write_text("x:1")
    assert unlink_gone(case, frozenset({"x:1"})) == 0
    assert (case / "same_persons" / "ana.json").read_text() == "x:1"
