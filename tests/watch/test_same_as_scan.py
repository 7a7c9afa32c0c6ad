"""A stream that was watched says the same as a file that was imported: the same networks, pairs and findings."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import orjson
import pytest
from polars.testing import assert_frame_equal

from tests.watch.streams import did, post_line, repost_line, tid, write_lines
from unisono.cases import Run, open_case
from unisono.cases.live.networks import read_networks
from unisono.cli import main

TABLES = ("pairs", "networks", "members", "acts", "findings")
START_US = 1_777_896_000_000_000
TOGETHER = frozenset(range(900, 912))
ALL_OF_IT = ["--search-window", "4000d", "--search-posts", "1000000"]
FAULTS = ["--disorder", "4", "--duplicates", "0.05", "--disconnect-about", "900", "--disconnect-how", "mixed"]


def scanned(case: Path) -> Run:
    assert main(["scan", str(case), "--quiet", "--json"]) == 0
    run = open_case(case).latest_run()
    assert run is not None
    return run


def imported(folder: Path, file: Path) -> Run:
    assert main(["import", str(folder / "imported"), str(file), "--quiet", "--json"]) == 0
    return scanned(folder / "imported")


def watch(case: Path, source: str, *options: str) -> None:
    assert main(["watch", str(case), "--from", source, "--until-end", "--quiet", "--json", *options]) == 0


def assert_same_posts(left: Path, right: Path) -> None:
    """Compare what is stored, but for where it was read."""
    both = [
        open_case(one).posts().drop("source_sha256", "source_row").collect().sort("platform", "post_id")
        for one in (left, right)
    ]
    assert_frame_equal(*both, check_exact=True)


def assert_same_scan(left: Run, right: Run) -> None:
    for name in TABLES:
        assert_frame_equal(left.table(name), right.table(name), check_exact=True)
    names = ("posts", "accounts", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks")
    assert [left.record[name] for name in names] == [right.record[name] for name in names]


def assert_last_search(case: Path, run: Run) -> None:
    """Compare what the search beside the stream found in the end with a scan of the case."""
    last = read_networks(case)
    assert last is not None
    rows = run.table("networks").to_dicts()
    assert last.posts == run.record["posts"]
    assert len(rows) == len(last.networks)
    for row, kept in zip(rows, last.networks, strict=True):
        assert (kept["accounts"], kept["q"], kept["verdict"]) == (row["accounts"], row["q"], row["verdict"])
        assert kept["layers"] == orjson.loads(row["layers"])
        assert kept["innocent"] == orjson.loads(row["innocent"])


@contextmanager
def served(file: Path, *options: str) -> Iterator[str]:
    """Yield the address at which a recording is served."""
    program = "import sys; from unisono.cli import run; sys.exit(run())"
    command = [sys.executable, "-c", program, "replay", str(file), "--speed", "max", "--wait", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield json.loads(server.stdout.readline())["url"]
        finally:
            server.terminate()
            server.wait()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the posts of a world with planted networks, as Twitter's interface gives them."""
    folder = tmp_path_factory.mktemp("story") / "world"
    assert main(["simulate", "easy", "--posts", "2500", "-o", str(folder), "--quiet", "--json"]) == 0
    return folder / "posts.jsonl"


@pytest.fixture(scope="module")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of Bluesky's stream in which twelve of 250 accounts repost the same, again and again."""
    chance = np.random.default_rng(3)
    lines: list[tuple[float, bytes]] = []
    own: list[tuple[int, float]] = []
    for number in range(1600):
        at, account = float(number), int(chance.integers(0, 250))
        own.append((account, at))
        words = " ".join(str(word) for word in chance.integers(0, 4000, 9))
        lines.append((at, post_line(account, at, f"saw {words}", tags=[f"tag{chance.geometric(0.1)}"])))
    for _ in range(900):
        author, at = own[int(chance.integers(0, len(own)))]
        later = at + 5 + float(chance.exponential(900))
        lines.append((later, repost_line(int(chance.integers(0, 250)), later, address(author, at))))
    for place in chance.choice(len(own), 14, replace=False).tolist():
        author, at = own[place]
        begin = at + float(chance.uniform(300, 2000))
        for account in sorted(TOGETHER):
            later = begin + float(chance.uniform(0, 8))
            lines.append((later, repost_line(account, later, address(author, at))))
    ordered = [line for _, line in sorted(lines)]
    return write_lines(tmp_path_factory.mktemp("stream") / "stream.jsonl", ordered)


def address(account: int, at: float) -> str:
    return f"at://{did(account)}/app.bsky.feed.post/{tid(START_US + round(at * 1e6), account)}"


def test_a_story_that_was_watched_is_that_which_was_imported(story: Path, tmp_path: Path) -> None:
    expected = imported(tmp_path, story)
    watch(tmp_path / "watched", f"replay:{story}", "--format", "twitter_v1", *ALL_OF_IT)
    found = scanned(tmp_path / "watched")
    assert found.record["networks"] >= 3
    assert_same_posts(tmp_path / "watched", tmp_path / "imported")
    assert_same_scan(found, expected)
    assert_last_search(tmp_path / "watched", found)


@pytest.fixture(scope="module")
def imported_stream(stream: Path) -> Run:
    """Return the scan of a case into which the recording was imported."""
    return imported(stream.parent, stream)


def test_a_stream_that_came_out_of_order_twice_and_in_pieces_is_the_recording(
    stream: Path, imported_stream: Run, tmp_path: Path
) -> None:
    members = set(imported_stream.table("members")["account"])
    assert members >= {f"bluesky:{did(account)}" for account in TOGETHER}
    with served(stream, "--as", "jetstream", *FAULTS) as url:
        watch(tmp_path / "watched", f"jetstream:{url}/subscribe", *ALL_OF_IT)
    found = scanned(tmp_path / "watched")
    assert_same_posts(tmp_path / "watched", stream.parent / "imported")
    assert_same_scan(found, imported_stream)
    assert_last_search(tmp_path / "watched", found)


def test_lines_over_a_web_socket_are_the_file(stream: Path, imported_stream: Run, tmp_path: Path) -> None:
    with served(stream, "--as", "ndjson") as url:
        watch(tmp_path / "watched", url, "--no-networks")
    assert_same_posts(tmp_path / "watched", stream.parent / "imported")
    assert_same_scan(scanned(tmp_path / "watched"), imported_stream)
