"""Every page of a case full of hostile words, in a real Chromium: nothing runs, and axe finds nothing serious."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.browser.chromium import Watched, open_browser, watched_page
from tests.web.browser.reading import grave_violations
from tests.web.browser.served import Served, serve
from tests.web.browser.walking import settle
from tests.web.pages_of_case import addresses_of_pages
from tests.web.security.hostile_case import hostile_case
from tests.web.security.hostile_texts import HOSTILE
from unisono.web.pages import PAGES


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_case(Path(tmp_path_factory.mktemp("hostile")), HOSTILE)


@pytest.fixture(scope="module")
def served(case: Path) -> Iterator[Served]:
    with serve(case) as served:
        yield served


@pytest.fixture(scope="module")
def watched(served: Served) -> Iterator[Watched]:
    with open_browser() as browser, watched_page(browser, served.url) as watched:
        yield watched


def open_page(watched: Watched, address: str) -> Page:
    """Open a page and wait until what is computed for it is there."""
    watched.page.goto(address)
    settle(watched.page)
    return watched.page


def test_no_text_runs_on_any_page_and_axe_finds_nothing_serious_in_light_or_dark(
    watched: Watched, served: Served, case: Path
) -> None:
    faults: list[str] = []
    visited = addresses_of_pages("case", case)
    for addresses in visited.values():
        for place, address in enumerate(addresses):
            page = open_page(watched, served.address(address))
            if place == 0:  # pages of one kind are written by one template
                faults += grave_violations(page)
                page.emulate_media(color_scheme="dark")
                faults += [f"dark: {fault}" for fault in grave_violations(page, "color-contrast")]
                page.emulate_media(color_scheme="light")
            if page.evaluate("'__tripped' in window"):
                faults.append(f"{address}: a text ran: {page.evaluate('window.__tripped')}")
    assert len(visited) > len(PAGES) / 2
    assert not faults + watched.faults, "\n".join(faults + watched.faults)
