"""A real Chromium, and pages of it that note whatever goes wrong: errors, dialogs, requests to anywhere else."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = (1400, 900)
PHONE = (390, 844)
MOST_MILLISECONDS = 60_000
"""How long a page is waited for: two busy cores and a scan beside them."""


def find_browser() -> str:
    """Return the path of a Chromium of this machine."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found is not None, (
        "No Chromium is installed, so the workbench cannot be walked in a browser. "
        "On Debian: sudo apt-get install chromium; elsewhere install Chromium or Google Chrome."
    )
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a browser without windows, whose graphs are drawn by the processor."""
    switches = ["--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
    switches += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=switches)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page of the browser, and what went wrong on it since it was opened."""

    page: Page
    host: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Watch."""
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error on {self.page.url}: {error}"))
        self.page.on("dialog", self._note_dialog)
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note_console(self, message: ConsoleMessage) -> None:
        # Answers are noted by themselves; and where the processor draws, taking a picture of WebGL is slow.
        is_known = "the server responded with a status of" in message.text or "GL Driver Message" in message.text
        if message.type in ("error", "warning") and not is_known:
            self.faults.append(f"{message.type} on {self.page.url}: {message.text}")

    def _note_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog on {self.page.url}: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.faults.append(f"request from {self.page.url} to {request.url}")

    def _note_response(self, response: Response) -> None:
        # 202 comes again by itself; 4xx and 5xx are faults wherever they are not what is asked about.
        if response.status >= 400:
            self.faults.append(f"{response.status} for {response.url}")


@contextmanager
def watched_page(
    browser: Browser, url: str, *, size: tuple[int, int] = DESKTOP, dark: bool = False, touch: bool = False
) -> Iterator[Watched]:
    """Yield a page that has opened an address (the one of `serve` signs it in) in a window of its own."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        locale="en-GB",
        accept_downloads=True,
    )
    context.set_default_timeout(MOST_MILLISECONDS)
    watched = Watched(context.new_page(), urlsplit(url).netloc)
    watched.page.goto(url)
    yield watched
    context.close()
