"""A walk through the workbench, as an investigator takes it: from the file to the report under its hash."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.browser.chromium import MOST_MILLISECONDS, Watched
from tests.web.browser.served import Served

BEING_COMPUTED = "progress[data-computing]"
COMES_BY_ITSELF = re.compile("comes by itself")
MOST_SCREENS = 3
"""So much of a long page is kept as a picture: a page of 50,000 pixels takes a processor five seconds to draw."""


def settle(page: Page) -> None:
    """Wait until nothing is being computed for a page any more, which would load it anew."""
    expect(page.locator(BEING_COMPUTED)).to_have_count(0, timeout=MOST_MILLISECONDS)
    expect(page.get_by_text(COMES_BY_ITSELF)).to_have_count(0, timeout=MOST_MILLISECONDS)
    expect(page.locator("main h1")).to_have_count(1)
    # A page that was loaded anew has its heading before its scripts.
    page.wait_for_load_state("load")


@dataclass(frozen=True)
class Walk:
    """One case of a workbench in one window; `pictures` is where its screenshots go."""

    served: Served
    watched: Watched
    case: str
    pictures: Path

    @property
    def page(self) -> Page:
        """Return the page of the browser."""
        return self.watched.page

    def open(self, path: str = "") -> Page:
        """Open a page of the case, and wait until what is computed for it is there."""
        self.page.goto(self.served.address(f"/case/{self.case}{path}"))
        settle(self.page)
        return self.page

    def picture(self, name: str) -> None:
        """Keep what the beginning of the page looks like, and see that it does not run out of the window."""
        width, window, height = self.page.evaluate(
            "[window.innerWidth, window.innerHeight, document.documentElement.scrollHeight]"
        )
        beginning = {"x": 0, "y": 0, "width": width, "height": min(height, MOST_SCREENS * window)}
        self.page.screenshot(path=self.pictures / f"{self.case}-{name}.png", full_page=True, clip=beginning)
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{self.page.url} is {too_wide} pixels wider than the window"

    def import_files(self, *files: Path) -> None:
        """Drop files, look at how they would be read, and import them."""
        self.open("/import")
        self.picture("1-import")
        self.page.locator("#files").set_input_files(files)
        self.page.locator("form[data-drop] button.primary").click()
        expect(self.page.locator("#reading")).to_be_visible(timeout=MOST_MILLISECONDS)
        self.picture("2-mapping")
        self.page.locator("button[name=action][value=import]").first.click()
        self.wait_for_job()
        self.picture("3-imported")

    def scan(self) -> None:
        """Scan the case."""
        self.open("/scan")
        self.page.locator("main form button.primary").first.click()
        self.wait_for_job()
        self.picture("4-scanned")

    def wait_for_job(self) -> None:
        """Wait until the job that is open has ended well."""
        expect(self.page.locator("[data-job]").or_(self.page.locator("#became, #found, #ended")).first).to_be_visible()
        expect(self.page.locator("[data-job]")).to_have_count(0, timeout=4 * MOST_MILLISECONDS)
        expect(self.page.locator("#ended")).to_have_count(0)

    def keep_first_claim(self, note: str) -> None:
        """Walk to the first claim by the keyboard, mark it, and keep it with a note."""
        self.open("/triage")
        self.page.keyboard.press("j")
        row = self.page.locator("table.rows tr.here")
        expect(row).to_have_count(1)
        self.page.keyboard.press("x")
        row.get_by_label("Note").fill(note)
        row.get_by_role("button", name="Keep").click()
        expect(self.page.locator("[data-marked=keep]").first).to_be_visible()
        self.picture("5-triage")

    def look(self, path: str, name: str, see: Callable[[Page], None]) -> None:
        """Open a page, see that it says what it should, and take its picture."""
        see(self.open(path))
        self.picture(name)

    def write_report(self, by: str) -> None:
        """Write the report, read its hash on the page, and see that the kept file has it."""
        self.open("/evidence")
        form = self.page.locator("form", has=self.page.locator("input[name=what][value=report]"))
        form.get_by_label("Your name or sign").fill(by)
        form.get_by_role("button").click()
        hashed = self.page.locator("section:has(#kept-title) table.rows code.hash").first
        expect(hashed).to_be_visible(timeout=2 * MOST_MILLISECONDS)
        self.picture("10-evidence")
        with self.page.expect_download() as awaited:
            self.page.locator("section:has(#kept-title) table.rows tbody a[download]").first.click()
        content = Path(awaited.value.path()).read_bytes()
        assert hashlib.sha256(content).hexdigest() == hashed.inner_text()
        assert b"<html" in content
