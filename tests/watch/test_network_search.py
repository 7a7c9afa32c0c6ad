"""The search for networks runs beside the watcher, tells it what goes wrong, and never outlives it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.detectors.small_world import HIRED, case_of, world
from unisono.cases import Case, create_case
from unisono.cases.live.networks import read_networks
from unisono.watch.network_search import NetworkSearch, SearchSettings
from unisono.watch.networks.recent_batches import RecentLimits

WHOLE = SearchSettings(limits=RecentLimits(window_s=400 * 86_400.0))
PATIENCE_S = 60.0
WATCHER = """
import sys, time
from pathlib import Path
from unisono.watch.network_search import NetworkSearch
if __name__ == "__main__":
    print(NetworkSearch.start(Path(sys.argv[1])).pid, flush=True)
    sys.stdin.read()
"""


def wait_until(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("search") / "case", world())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[Path, NetworkSearch]]:
    """Return a case without posts, and a search of it that is stopped afterwards."""
    path = create_case(tmp_path / "case").path
    search = NetworkSearch.start(path, WHOLE)
    yield path, search
    search.stop()


def test_finishing_searches_all_that_is_stored_and_ends_the_process(case: Case) -> None:
    search = NetworkSearch.start(case.path, WHOLE)
    claims = search.finish()
    assert any(claim.who >= HIRED for claim in claims)
    assert len({claim.subject for claim in claims}) == len(claims)
    assert search.problem is None
    assert search.numbers["searched_posts"] == case.counts()[0]
    last = read_networks(case.path)
    assert last is not None
    assert search.numbers["networks"] == len(last.networks) == len(claims)
    assert not is_alive(search.pid)
    assert search.results() == []


def test_a_stopped_search_is_gone_at_once(empty: tuple[Path, NetworkSearch]) -> None:
    _, search = empty
    assert search.results() == []
    search.stop()
    assert not is_alive(search.pid)
    assert search.problem is None


def test_what_goes_wrong_is_told_and_the_search_goes_on(empty: tuple[Path, NetworkSearch]) -> None:
    path, search = empty
    (path / "manifest.jsonl").write_text("{}\n")
    assert wait_until(lambda: search.results() == [] and search.problem is not None)
    assert "DataRejectedError" in str(search.problem)
    (path / "manifest.jsonl").unlink()
    assert search.finish() == []


def test_a_search_that_was_killed_is_told_and_does_not_hold_up_the_end(empty: tuple[Path, NetworkSearch]) -> None:
    _, search = empty
    assert search.pid is not None
    os.kill(search.pid, signal.SIGKILL)
    assert wait_until(lambda: search.results() == [] and search.problem is not None)
    assert search.problem == "the search for networks has ended by itself (exit code -9)"
    assert search.finish() == []


def test_a_search_ends_with_a_watcher_that_was_killed(tmp_path: Path) -> None:
    program, path = tmp_path / "watcher.py", create_case(tmp_path / "case").path
    program.write_text(WATCHER)
    with subprocess.Popen(
        [sys.executable, str(program), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout is not None
        pid = int(watcher.stdout.readline())
        assert is_alive(pid)
        watcher.kill()
        watcher.wait()
        assert wait_until(lambda: not is_alive(pid))


def is_alive(pid: int | None) -> bool:
    """Say whether a process runs; one that has ended and was not waited for does not."""
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
