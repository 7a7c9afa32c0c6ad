"""What the frame of every page does: keys, light and dark, language, the menu of a phone, and what is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.scanned_case import scanned_case
from tests.web.browser.chromium import PHONE, open_browser, watched_page
from tests.web.browser.served import Served, serve
from tests.web.browser.walking import settle


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(scanned_case(Path(tmp_path_factory.mktemp("keys")) / "party").path) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def test_rows_are_walked_and_opened_by_the_keyboard(browser: Browser, served: Served) -> None:
    with watched_page(browser, served.url) as watched:
        page = watched.page
        page.goto(served.address("/case/party/accounts"))
        settle(page)
        here = page.locator("table.rows tr.here")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.locator("table.rows tbody tr").nth(1)).to_have_class("here")
        page.keyboard.press("k")
        expect(page.locator("table.rows tbody tr").first).to_have_class("here")
        page.keyboard.press("Escape")
        expect(here).to_have_count(0)
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()
        page.keyboard.type("j?x")
        expect(page.locator("#search")).to_have_value("j?x")
        page.keyboard.press("Escape")
        expect(page.locator("#search")).not_to_be_focused()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).not_to_be_visible()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/*")
        assert not watched.faults


def test_theme_language_and_skip_link_work_and_stay(browser: Browser, served: Served) -> None:
    with watched_page(browser, served.url) as watched:
        page = watched.page
        page.goto(served.address("/case/party/runs"))
        page.keyboard.press("Tab")
        expect(page.locator("a.skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.locator("#theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.locator("#language").select_option("de")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("nav.places")).to_contain_text("Netzwerke")
        page.emulate_media(media="print")
        for hidden in ("nav.places", ".search", ".controls"):
            expect(page.locator(hidden)).not_to_be_visible()
        assert not watched.faults


def test_the_menu_of_a_phone_is_folded_until_it_is_asked_for(browser: Browser, served: Served) -> None:
    with watched_page(browser, served.url, size=PHONE, touch=True) as watched:
        page = watched.page
        page.goto(served.address("/case/party/runs"))
        expect(page.locator("nav.places ul").first).not_to_be_visible()
        page.locator("nav.places summary").tap()
        page.locator("nav.places").get_by_role("link", name="Networks").tap()
        page.wait_for_url("**/networks")
        assert not watched.faults
