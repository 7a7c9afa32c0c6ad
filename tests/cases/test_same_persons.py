"""A case keeps which accounts are one person's, with the reason, and says which file is damaged."""

import shlex
from pathlib import Path

import pytest

from unisono.cases.folder import create_case
from unisono.cases.same_persons import (
    SAME_PERSONS,
    SamePerson,
    keep_same_person,
    kept_links,
    kept_same_persons,
    remove_same_person,
)
from unisono.model.errors import DataRejectedError, UsageError

ANA = SamePerson("Ana", ("twitter:1", "bluesky:did:plc:a"), "both link to ana.example.org")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_links_are_kept_as_they_were_given_and_give_a_row_for_each_account(case: Path) -> None:
    keep_same_person(case, ANA)
    assert kept_links(case) == [ANA]
    assert kept_same_persons(case).rows() == [(one, "Ana", ANA.because) for one in sorted(ANA.accounts)]


def test_a_case_without_links_has_none(case: Path) -> None:
    assert dict(kept_same_persons(case).schema) == SAME_PERSONS
    assert kept_same_persons(case).is_empty()


def test_an_account_belongs_to_one_person_only(case: Path) -> None:
    keep_same_person(case, ANA)
    with pytest.raises(UsageError, match="belongs to Ana already"):
        keep_same_person(case, SamePerson("Bea", ("twitter:1", "twitter:2"), "x"))
    remove_same_person(case, "Ana")
    keep_same_person(case, SamePerson("Bea", ("twitter:1", "twitter:2"), "x"))


def test_a_damaged_file_is_named(case: Path) -> None:
    keep_same_person(case, ANA)
    (file,) = (case / "same_persons").glob("*.json")
    file.write_text('{"person": "Ana", "accounts": [1], "because": "x"}')
    with pytest.raises(DataRejectedError, match=file.name):
        kept_links(case)


def test_the_command_that_takes_the_other_link_out_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    case = create_case(tmp_path / "my case").path
    keep_same_person(case, SamePerson("Ana's cousin", ("twitter:1", "twitter:3"), "both say so"))
    with pytest.raises(UsageError) as told:
        keep_same_person(case, SamePerson("Bea", ("twitter:1", "twitter:2"), "x"))
    typed = shlex.split(str(told.value).partition("first: ")[2])
    assert typed == ["unisono", "same-person", "remove", str(case), "Ana's cousin"]
