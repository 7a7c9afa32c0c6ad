"""Measures how soon the workbench answers: each kind of page of a case, first and again, beside the bar of 500 ms.

python -m benchmarks.web                 on an invented case of a million posts, which takes minutes to build
python -m benchmarks.web --case FOLDER   on a case that is there and scanned; what was computed for its pages is kept
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import polars as pl

from benchmarks.sections import Section
from unisono.cases import Case, open_case
from unisono.web.addresses import address_of

BAR_MILLISECONDS = 500
TIMES = 5
PATIENCE_SECONDS = 600
COMMAND = [sys.executable, "-c", "import sys; from unisono.cli import run; sys.exit(run())"]
LISTS = (
    *("", "import", "scan", "triage", "jobs", "networks", "findings", "timeline", "posts", "accounts", "hashtags"),
    *("links", "texts", "images", "targets", "watchlists", "places", "evidence", "runs", "settings"),
)


@dataclass(frozen=True)
class Timed:
    """How long a page took: its first answer, what was computed for it (None: nothing), and then again and again."""

    address: str
    status: int
    first: float
    computed: float | None
    again: tuple[float, ...]

    @property
    def is_within_bar(self) -> bool:
        """Say whether every answer came in time; while a page is computed, its first answer says so."""
        return self.status == 200 and max(self.first, *self.again) <= BAR_MILLISECONDS


@dataclass(frozen=True)
class Browser:
    """Asks a workbench as one that is signed in."""

    host: str
    cookie: str

    def ask(self, address: str) -> tuple[int, float, dict[str, str]]:
        """Return the status of a page, the milliseconds to its last byte, and its headers."""
        connection = HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        began = time.perf_counter()
        connection.request("GET", address, headers={"cookie": self.cookie, "accept": "text/html"})
        answer = connection.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
        connection.close()
        return answer.status, took, {name.lower(): value for name, value in answer.getheaders()}


def measure_web(folder: Path, posts: int, case: Path | None = None) -> Section:
    """Ask for each kind of page of a case of so many posts, or of one that is there."""
    found = open_case(case or build_case(folder, posts))
    count, accounts = found.counts()
    with serve(found.path) as (browser, name):
        timed = [time_page(browser, address) for address in addresses(found, name)]
    late = [page for page in timed if not page.is_within_bar]
    return Section(
        "The workbench's pages",
        [],
        [
            f"A case of {count:,} posts of {accounts:,} accounts, scanned; each page asked for {TIMES + 1} times, one "
            "after another. What takes longer than a moment is computed once beside the server, while the page says "
            "so, and kept until the case changes: that time stands apart.",
            f"Bar: {BAR_MILLISECONDS} ms for every answer. {len(timed) - len(late)} of {len(timed)} pages keep it"
            + (f"; later come: {', '.join(page.address for page in late)}." if late else "."),
            "",
            table_of(timed),
        ],
        figures={
            "pages": float(len(timed)), "pages_in_time": float(len(timed) - len(late)),
            "most_ms": max(max(page.first, *page.again) for page in timed),
        },
    )  # fmt: skip


def build_case(folder: Path, posts: int) -> Path:
    """Write an invented world, import and scan it."""
    world, case = folder / "world", folder / "web-case"
    for arguments in (
        ["simulate", "medium", "--posts", str(posts), "-o", str(world)],
        ["import", str(case), str(world / "posts.jsonl")],
        ["scan", str(case)],
    ):
        subprocess.run([*COMMAND, *arguments, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return case


@contextmanager
def serve(case: Path) -> Iterator[tuple[Browser, str]]:
    """Yield a browser that is signed in to a running workbench, and the name of the case in its addresses."""
    command = [*COMMAND, "serve", str(case), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            url = urlsplit(json.loads(process.stdout.readline())["url"])
            _, _, headers = Browser(url.netloc, "").ask(f"{url.path}?{url.query}")
            browser = Browser(url.netloc, headers["set-cookie"].partition(";")[0])
            _, _, headers = browser.ask("/")
            yield browser, headers["location"].removeprefix("/case/")
        finally:
            process.terminate()
            process.wait()


def addresses(case: Case, name: str) -> Iterator[str]:
    """Yield an address of each kind of page; subjects are those that have most to show."""
    yield from (address_of(name, page) for page in LISTS)
    yield address_of(name, "posts", words="harbour")
    yield address_of(name, "search", words="harbour")
    yield address_of(name, "posts", page=1000)
    posts = case.posts().select("platform", "post_id", "hashtags", "urls").head(50_000).collect()
    yield from _of_subject(name, "hashtag", posts["hashtags"].explode())
    for url in posts["urls"].explode().drop_nulls().value_counts(sort=True).head(1)["urls"]:
        yield address_of(name, "link", url=url)
    yield address_of(name, "post", f"{posts['platform'][0]}:{posts['post_id'][0]}")
    run = case.latest_run()
    assert run is not None, "the case is not scanned"
    yield address_of(name, "run", run.id)
    yield from (address_of(name, "network", number) for number in run.table("networks")["network"].head(2))
    yield from _of_subject(name, "account", run.table("members")["account"])
    findings = run.table("findings").unique("detector", keep="first", maintain_order=True)
    yield from (address_of(name, "finding", finding) for finding in findings["finding"])
    texts = findings.filter(pl.col("subject_kind") == "text")["subject"]
    yield from (address_of(name, "text", text) for text in texts)


def _of_subject(name: str, page: str, subjects: pl.Series) -> Iterator[str]:
    usual = subjects.drop_nulls().value_counts(sort=True).head(1).to_series(0)
    yield from (address_of(name, page, subject) for subject in usual)


def time_page(browser: Browser, address: str) -> Timed:
    """Ask for a page until what is computed for it is there, and then again."""
    status, first, _ = browser.ask(address)
    began, computed = time.perf_counter(), None
    while status == 202:
        time.sleep(0.1)
        status, _, _ = browser.ask(address)
        computed = first / 1000 + time.perf_counter() - began
    again = tuple(browser.ask(address)[1] for _ in range(TIMES))
    return Timed(address, status, first, computed, again)


def table_of(timed: list[Timed]) -> str:
    """Lay the pages out as a table in Markdown."""
    lines = [
        "| page | first answer, ms | computed, s | again: median, ms | most, ms | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for page in timed:
        computed = "" if page.computed is None else f"{page.computed:.1f}"
        said = "" if page.is_within_bar else (f"answers {page.status}" if page.status != 200 else "later than the bar")
        numbers = f"{page.first:,.0f} | {computed} | {median(page.again):,.0f} | {max(page.again):,.0f}"
        lines.append(f"| {page.address} | {numbers} | {said} |")
    return "\n".join(lines)


def main(given: list[str] | None = None) -> int:
    """Print the table; exit code 1 where a page is late."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, help="a scanned case; without, one is built")
    parser.add_argument("--posts", type=int, default=1_000_000, metavar="N")
    arguments = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        section = measure_web(Path(scratch), arguments.posts, arguments.case)
    print("\n".join(section.sentences))
    return 1 if "later come" in section.sentences[1] else 0


if __name__ == "__main__":
    sys.exit(main())
