"""A network is seen in another case where its members were together there, and the registry is only read for it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.registry.planted_cases import activities, planted_case
from unisono.cases import Case, SourceRecord, open_case
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, empty
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
    # Their posts are numbered alike: here they are taken for different ones.
    found = [replace(one, same_as=None) for one in seen_in(new, new.runs()[-1], 1, file)]
    assert sorted(cases_seen_in(found)) == [str((tmp_path / folder / "case").resolve()) for folder in ("a", "b")]


def test_a_copied_or_grown_case_has_not_seen_itself(tmp_path: Path) -> None:
    file = tmp_path / "known.sqlite"
    case = planted_case(tmp_path / "case", {1: PEOPLE[:30]}, activities(PEOPLE, 1))
    kept(file, case)
    copy = open_case(shutil.copytree(case.path, tmp_path / "copy"))
    assert seen_in(copy, copy.runs()[-1], 1, file) == []
    copy.append([Batch(posts=empty(POSTS))], SourceRecord("later.jsonl", "ef" * 32, "generic"))
    assert seen_in(copy, copy.runs()[-1], 1, file) == []


def test_another_export_of_the_same_posts_is_no_second_case(tmp_path: Path) -> None:
    file = tmp_path / "known.sqlite"
    posts = activities(PEOPLE, 1)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    kept(file, planted_case(tmp_path / "a" / "case", {1: PEOPLE[:30]}, posts))
    export = planted_case(tmp_path / "b" / "case", {1: PEOPLE[:30]}, posts)
    (found,) = seen_in(export, export.runs()[-1], 1, file)
    assert (found.shared, found.again, found.same_posts, found.withheld) == (30, False, 1.0, "same_posts")
    assert (found.expected, found.p, found.q) == (None, None, None)
    assert cases_seen_in([found]) == []


def test_of_two_exports_of_the_same_posts_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "known.sqlite"
    posts = activities(PEOPLE, 1)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        kept(file, planted_case(tmp_path / folder / "case", {1: PEOPLE[:30]}, posts))
    later = planted_case(tmp_path / "later", {1: PEOPLE[:30]}, posts, days_later=90)
    found = seen_in(later, later.runs()[-1], 1, file)
    assert [(one.again, one.same_as) for one in found] == [(True, None), (True, 1)]
    assert cases_seen_in(found) == ["case"]


def test_without_a_registry_nothing_was_seen_and_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "none" / "known.sqlite"))
    case = planted_case(tmp_path / "case", {1: PEOPLE[:30]}, activities(PEOPLE[:50], 1))
    found: list[SeenIn] = seen_in(case, case.runs()[-1], 1)
    assert found == []
    assert not (tmp_path / "none").exists()
