"""Each story, walked in a real Chromium from dropping its file to the report: light and dark, desktop and phone."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.chromium import DESKTOP, PHONE, open_browser, watched_page
from tests.web.browser.served import UNISONO, Served, serve
from tests.web.browser.walking import Walk, settle

STORIES = ("amplified-post", "pushed-hashtag", "wake-and-turn", "watchlist")
POSTS = 9_000
"""The smallest worlds in which the stories can be told; amplified-post takes some more."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("stories"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serve(*(folder / "cases" / story for story in STORIES)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def unisono(*arguments: str) -> None:
    """Call a command."""
    subprocess.run([*UNISONO, *arguments], check=True, capture_output=True)


def write_world(folder: Path, story: str) -> Path:
    """Write the files of a story."""
    world = folder / story
    unisono("simulate", story, "--posts", str(POSTS), "-o", str(world))
    return world


@contextmanager
def walk(
    browser: Browser, served: Served, folder: Path, story: str, *, size: tuple[int, int], dark: bool
) -> Iterator[Walk]:
    """Yield a walk through a story, begun with import, scan and triage; nothing may have gone wrong at its end."""
    world = write_world(folder, story)
    (folder / "pictures").mkdir(exist_ok=True)
    with watched_page(browser, served.url, size=size, dark=dark, touch=size == PHONE) as watched:
        one = Walk(served, watched, story, folder / "pictures")
        one.import_files(*(file for name in ("posts.jsonl", "crowdtangle.csv") if (file := world / name).exists()))
        one.scan()
        one.open()
        one.picture("0-home")
        one.keep_first_claim("read side by side; the accounts acted within seconds")
        one.look(
            "/networks", "6-networks", lambda page: expect(page.locator("table.rows tbody tr")).not_to_have_count(0)
        )
        one.look("/network/1", "7-network", lambda page: expect(page.locator("main h1")).to_contain_text("1"))
        yield one
        one.write_report("Ana Ruiz")
        assert not watched.faults, "\n".join(watched.faults)


def says(text: str) -> Callable[[Page], None]:
    """Return what sees that a page says a text."""
    return lambda page: expect(page.locator("main")).to_contain_text(text)


def test_an_amplified_post_by_light_on_a_desk(browser: Browser, served: Served, folder: Path) -> None:
    with walk(browser, served, folder, "amplified-post", size=DESKTOP, dark=False) as walked:
        told = orjson.loads((folder / "amplified-post" / "truth.json").read_bytes())
        walked.look(f"/post/{told['marked']['the_post']}", "8-post", says("repost"))


def test_a_pushed_hashtag_in_the_dark_on_a_desk(browser: Browser, served: Served, folder: Path) -> None:
    with walk(browser, served, folder, "pushed-hashtag", size=DESKTOP, dark=True) as walked:
        page = walked.open("/hashtags")
        walked.picture("8-hashtags")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/hashtag/*")
        settle(walked.page)
        walked.picture("9-hashtag")


def test_a_network_that_woke_and_turned_by_light_on_a_phone(browser: Browser, served: Served, folder: Path) -> None:
    with walk(browser, served, folder, "wake-and-turn", size=PHONE, dark=False) as walked:
        walked.look("/timeline", "8-timeline", says("Network"))
        walked.look("/accounts", "9-accounts", says("@"))


def test_a_watchlist_in_the_dark_on_a_phone(browser: Browser, served: Served, folder: Path) -> None:
    with walk(browser, served, folder, "watchlist", size=PHONE, dark=True) as walked:
        case, file = folder / "cases" / "watchlist", folder / "watchlist" / "watchlist.csv"
        unisono("watchlist", "add", str(case), "lantern-desk", str(file))
        walked.look("/watchlist/lantern-desk", "8-watchlist", says("lantern-desk"))
