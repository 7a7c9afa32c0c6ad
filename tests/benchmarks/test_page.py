"""A page keeps the sections that were not measured anew."""

from benchmarks.page import merge_pages, write_page
from benchmarks.sections import Section


def test_a_section_measured_anew_takes_the_place_of_the_old_one() -> None:
    old = write_page([Section("Texts", [], ["old texts"]), Section("Pictures", [], ["```text", "# 7", "```"])])
    merged = merge_pages(old, write_page([Section("Texts", [], ["new texts"]), Section("Importing", [], ["fast"])]))
    assert merged == write_page(
        [
            Section("Texts", [], ["new texts"]),
            Section("Pictures", [], ["```text", "# 7", "```"]),
            Section("Importing", [], ["fast"]),
        ]
    )


def test_a_page_merged_with_itself_stays_as_it_is() -> None:
    page = write_page([Section("Texts", [], ["some"]), Section("Pictures", [], ["others"])])
    assert merge_pages(page, page) == page
