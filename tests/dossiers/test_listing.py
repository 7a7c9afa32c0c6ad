"""What lists say of places."""

from pathlib import Path

from tests.dossiers.written_case import PAGE, write_case
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.dossiers.listing import listings_of


def test_each_list_speaks_for_itself_and_silence_is_left_out(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", [])
    assert listings_of(case, [PAGE]) == {}
    for name, label in (("one", "press"), ("two", None)):
        entries = (ListedDomain("theamberpage.example", label),)
        keep_domain_list(case.path, DomainList(name, f"Society {name}", "2018-01-31", "f.csv", "ab", entries))
    found = listings_of(case, [PAGE, "other.example"])
    assert list(found) == [PAGE]
    assert [one["says"] for one in found[PAGE]] == [
        "listed by Society one (one, 2018-01-31) as press",
        "listed by Society two (two, 2018-01-31)",
    ]
