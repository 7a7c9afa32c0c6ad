"""The live board in a real Chromium: parts change in place, a pause holds them, and axe finds nothing serious."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser.chromium import open_browser, watched_page
from tests.web.browser.reading import grave_violations
from tests.web.browser.served import Served, serve
from tests.web.live.live_case import HOSTILE, alert_on, live_case, say
from unisono.cases.live.alerts import append_alert


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live_case(Path(tmp_path_factory.mktemp("live")) / "case")


@pytest.fixture(scope="module")
def served(case: Path) -> Iterator[Served]:
    with serve(case) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def test_an_alert_comes_in_place_and_the_pause_holds_the_page(browser: Browser, served: Served, case: Path) -> None:
    with watched_page(browser, served.url) as watched:
        page = watched.page
        page.goto(served.address("/case/case/live"))
        rows = page.locator("table.live-alerts tbody > tr")
        expect(rows).to_have_count(len(HOSTILE))
        expect(page.locator("[data-link]")).to_have_text("Updates by itself")
        page.locator("table.live-alerts summary").first.click()
        append_alert(case, alert_on("<b>later", datetime.now(UTC)))
        expect(rows).to_have_count(len(HOSTILE) + 1)
        expect(rows.first).to_have_class("fresh")
        expect(page.locator("table.live-alerts details[open]")).to_have_count(1)
        expect(page.locator("[role=status]").first).to_contain_text("6 alerts; the latest: Hashtag #<b>later")
        assert grave_violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert grave_violations(page, "color-contrast") == []
        page.get_by_role("button", name="Pause").click()
        expect(page.locator("[data-link]")).to_have_text("Paused")
        say(case, "stopped")
        append_alert(case, alert_on("while paused", datetime.now(UTC)))
        page.get_by_role("button", name="Go on").click()
        expect(rows).to_have_count(len(HOSTILE) + 2)
        expect(page.locator("#state-title")).to_have_text("Stopped")
        assert not watched.faults, watched.faults
