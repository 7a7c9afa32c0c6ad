"""A case keeps lists of domains durably, each with its source and date, and says which file is damaged."""

from pathlib import Path

import pytest

from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list, kept_domain_lists, remove_domain_list
from unisono.cases.folder import create_case
from unisono.cases.manifest import RejectionCount
from unisono.model.errors import DataRejectedError, UsageError

PRESS = DomainList(
    name="Press 2018",
    source="A. Society",
    date="2018-07-02",
    file="press.csv",
    sha256="0" * 64,
    entries=(ListedDomain("news.example", "daily"), ListedDomain("t.me/channel")),
    rejected=(RejectionCount("no domain", 2, "?"),),
    duplicates=1,
    added_at="2026-01-31T00:00:00Z",
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_a_list_is_kept_as_it_was_given(case: Path) -> None:
    keep_domain_list(case, PRESS)
    assert kept_domain_lists(case) == [PRESS]


def test_a_case_without_lists_has_none(case: Path) -> None:
    assert kept_domain_lists(case) == []


def test_a_name_is_taken_once_whatever_its_case(case: Path) -> None:
    keep_domain_list(case, PRESS)
    with pytest.raises(UsageError, match="domains remove"):
        keep_domain_list(case, DomainList("press 2018", "B", "2020-01-01", "b", "1", ()))
    assert kept_domain_lists(case) == [PRESS]


def test_a_list_can_be_taken_out_and_given_again(case: Path) -> None:
    keep_domain_list(case, PRESS)
    remove_domain_list(case, "press 2018")
    assert kept_domain_lists(case) == []
    keep_domain_list(case, PRESS)
    with pytest.raises(UsageError, match="domains list"):
        remove_domain_list(case, "other")


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 65, "dot.", "a\0b", "a\\b"])
def test_a_name_cannot_lead_out_of_the_case(case: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a list"):
        keep_domain_list(case, DomainList(name, "B", "2020-01-01", "b", "1", ()))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "x"}', b'{"entries": [{"x": 1}], "rejected": []}'])
def test_a_damaged_list_is_named(case: Path, content: bytes) -> None:
    keep_domain_list(case, PRESS)
    file = next((case / "domains").glob("*.json"))
    file.write_bytes(content)
    with pytest.raises(DataRejectedError, match=r"press 2018\.json is damaged"):
        kept_domain_lists(case)
