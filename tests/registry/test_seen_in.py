"""A network is seen in another case where its members were together there, and the registry is only read for it."""

from pathlib import Path

import pytest

from tests.registry.planted_cases import activities, planted_case
from unisono.cases import Case
from unisono.registry.describing import describe_case
from unisono.registry.keeping import keep_case
from unisono.registry.seen_in import SeenIn, cases_seen_in, seen_in

PEOPLE = [str(number) for number in range(1_500)]


def kept(file: Path, case: Case) -> None:
    keep_case(file, describe_case(case, case.runs()[-1]).record)


def test_a_network_is_seen_in_the_cases_in_which_its_members_were_together(tmp_path: Path) -> None:
    file = tmp_path / "known.sqlite"
    posts = activities(PEOPLE, 1)
    kept(file, planted_case(tmp_path / "spring", {1: PEOPLE[:30], 2: PEOPLE[200:230]}, posts))
    kept(file, planted_case(tmp_path / "summer", {4: [PEOPLE[13], *PEOPLE[300:330]]}, posts))
    autumn = planted_case(tmp_path / "autumn", {1: PEOPLE[10:40], 2: PEOPLE[700:730]}, posts)
    kept(file, autumn)
    found = seen_in(autumn, autumn.runs()[-1], 1, file)
    assert [(one.case, one.network, one.shared, one.again) for one in found] == [
        ("spring", 1, 20, True),
        ("summer", 4, 1, False),
    ]
    assert found[0].p < 1e-20
    assert found[0].q == pytest.approx(found[0].p * 3)  # three known networks of other cases
    assert found[0].expected < 2
    assert found[0].path == str((tmp_path / "spring").resolve())
    assert cases_seen_in(found) == ["spring"]
    assert seen_in(autumn, autumn.runs()[-1], 2, file) == []


def test_cases_of_one_name_are_told_by_their_folders(tmp_path: Path) -> None:
    file = tmp_path / "known.sqlite"
    posts = activities(PEOPLE, 1)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        kept(file, planted_case(tmp_path / folder / "case", {1: PEOPLE[:30]}, posts))
    new = planted_case(tmp_path / "new", {1: PEOPLE[:30]}, posts)
    found = cases_seen_in(seen_in(new, new.runs()[-1], 1, file))
    assert sorted(found) == [str((tmp_path / folder / "case").resolve()) for folder in ("a", "b")]


def test_without_a_registry_nothing_was_seen_and_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "none" / "known.sqlite"))
    case = planted_case(tmp_path / "case", {1: PEOPLE[:30]}, activities(PEOPLE[:50], 1))
    found: list[SeenIn] = seen_in(case, case.runs()[-1], 1)
    assert found == []
    assert not (tmp_path / "none").exists()
