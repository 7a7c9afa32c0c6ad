"""Pages are written out, each with an address of its own."""

from unisono.web.pages import PAGES


def test_no_two_pages_have_one_address() -> None:
    paths = [page.path for page in PAGES]
    assert len(set(paths)) == len(paths) > 20


def test_an_address_begins_with_a_slash_and_does_not_end_with_one() -> None:
    assert all(page.path == "" or (page.path.startswith("/") and not page.path.endswith("/")) for page in PAGES)
