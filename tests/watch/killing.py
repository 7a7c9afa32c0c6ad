"""Kills a real watcher of a real server again and again, and compares what the case holds with what was sent."""

import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import numpy as np
import polars as pl

from unisono.cases import Case, create_case, find_problems, open_case
from unisono.cases.live.recordings import is_recording, read_recording, recorded_lines
from unisono.cases.live.status import read_status
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.importers.importing import import_files
from unisono.watch.replay.serving import serving
from unisono.watch.replay.settings import Serving

LOADED = [
    "unisono.cli.command_tree", "unisono.cli.watch", "unisono.cli.watch_told", "unisono.watch.opening",
    "unisono.importers", "unisono.content.addresses", "tldextract", "websockets.asyncio.client",
]  # fmt: skip
LONGEST_S = 120.0


@dataclass(frozen=True)
class Killing:
    """How often, by which chance, and when: every third while it starts, the others soon after it has stored something.

    rate: messages a second that the server sends.
    """

    kills: int = 12
    starting_s: float = 1.0
    storing_s: float = 0.4
    rate: float = 800.0
    store_every: str = "0.1s"
    seed: int = 1


@dataclass
class Killed:
    """What was found: what is wrong with the case, in words, and how far it had come at each kill."""

    wrong: list[str] = field(default_factory=list)
    batches_at_kills: list[int] = field(default_factory=list)
    posts: int = 0
    redelivered: int = 0
    seconds: float = 0.0


def kill_again_and_again(recording: Path, folder: Path, how: Killing | None = None) -> Killed:
    """Watch a recording of Jetstream from a server of this process, killing the watcher, and compare in the end."""
    how = how or Killing()
    chance = np.random.default_rng(how.seed)
    case, killed, begun = create_case(folder / "case"), Killed(), time.monotonic()
    manifest = case.path / "manifest.jsonl"
    sent = recording.read_bytes().count(b'"operation":"create"')
    with serving(recording, Serving(rate=how.rate, waits=True, stays=True)) as served:
        for number in range(how.kills):
            watcher = _watch(case, served.url, how)
            # Before anything was acknowledged there is nothing to go on from: a stream has no beginning.
            if number % 3 == 2:
                time.sleep(float(chance.uniform(0.0, how.starting_s)))
            else:
                _wait_for_growth(case, sent, watcher)
                time.sleep(float(chance.uniform(0.0, how.storing_s)))
            _kill(watcher, killed)
            killed.batches_at_kills.append(len(read_manifest(manifest)))
        last = _watch(case, served.url, how)
        _wait_for_all(case, sent, last)
        _end(last, killed)
    compare(recording, open_case(case.path), folder / "imported", killed)
    killed.seconds = time.monotonic() - begun
    return killed


def _watch(case: Case, url: str, how: Killing) -> ForkServerProcess:
    """Start a watcher; a server of processes that has loaded the program makes that quick."""
    context = get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    arguments = [
        "watch", str(case.path), "--from", f"jetstream:{url}", "--no-networks", "--store-every", how.store_every,
        "--quiet", "--json",
    ]  # fmt: skip
    process = context.Process(target=run_watcher, args=(arguments,), daemon=True)
    process.start()
    return process


def run_watcher(arguments: list[str]) -> None:
    """Be the watcher."""
    import sys

    from unisono.cli import main

    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = nowhere
        code = main(arguments)
    os._exit(code)


def _wait_for_growth(case: Case, sent: int, watcher: ForkServerProcess) -> None:
    """Wait until the watcher has had something acknowledged, or all was before it began."""
    manifest = case.path / "manifest.jsonl"
    size = manifest.stat().st_size if manifest.exists() else 0
    until = time.monotonic() + LONGEST_S
    if size and case.counts()[0] >= sent:
        return
    while watcher.is_alive() and time.monotonic() < until:
        if manifest.exists() and manifest.stat().st_size > size:
            return
        time.sleep(0.005)


def _wait_for_all(case: Case, sent: int, watcher: ForkServerProcess) -> None:
    """Wait until the watcher is at work, and as many posts are stored as were sent: what else there is comes with them.

    Before it is at work, the wish to end would be the end of it, as of any program that is starting.
    """
    until = time.monotonic() + LONGEST_S
    while watcher.is_alive() and time.monotonic() < until:
        status = read_status(case.path)
        is_at_work = status is not None and status.pid == watcher.pid and status.state != "starting"
        if is_at_work and case.counts()[0] >= sent:
            return
        time.sleep(0.1)


def _end(watcher: ForkServerProcess, killed: Killed) -> None:
    """Ask the watcher to end, as a service does, and wait for it."""
    watcher.terminate()
    watcher.join(LONGEST_S)
    if watcher.exitcode != 0:
        killed.wrong.append(f"the last watcher ended with {watcher.exitcode}")
        watcher.kill()
        watcher.join()


def _kill(watcher: ForkServerProcess, killed: Killed) -> None:
    if watcher.exitcode is not None:
        killed.wrong.append(f"a watcher had ended by itself with {watcher.exitcode}")
    elif watcher.pid is not None:
        os.kill(watcher.pid, signal.SIGKILL)
    watcher.join()


def compare(recording: Path, case: Case, scratch: Path, killed: Killed) -> None:
    """Say what differs between a watched case and what was sent, and within the case."""
    imported = create_case(scratch)
    list(import_files(imported, [str(recording)]))
    for table in ("posts", "accounts"):
        watched, sent = _rows(case, table), _rows(imported, table)
        if not watched.equals(sent):
            missing, extra = sent.join(watched, on=sent.columns, how="anti", nulls_equal=True).height, watched.join(
                sent, on=sent.columns, how="anti", nulls_equal=True
            ).height  # fmt: skip
            killed.wrong.append(f"{table}: {missing:,} rows are missing or differ, {extra:,} are too many or differ")
    killed.posts = case.posts().collect().height
    lines = read_manifest(case.path / "manifest.jsonl")
    killed.redelivered = sum(int(line.source.settings.get("redelivered", 0)) for line in lines)
    killed.wrong += [
        f"doctor: {one['code']} {one['problem']}" for one in find_problems(case.path) if one["code"] != "leftover"
    ]
    if (observations := case.post_observations().collect().height) != killed.posts:
        killed.wrong.append(f"{observations - killed.posts:,} posts were stored twice")
    killed.wrong += _wrong_rows(recording, case, lines)


def _wrong_rows(recording: Path, case: Case, lines: list[ManifestLine]) -> list[str]:
    """Say which rows do not point to the line that was sent, and which lines were recorded twice."""
    files = {line.source.sha256: line.source.file for line in lines if is_recording(line.source.file)}
    recorded = {sha256: recorded_lines(read_recording(case.path, file)) for sha256, file in files.items()}
    sent = set(recording.read_bytes().splitlines())
    every = Counter(line for own in recorded.values() for line in own)
    wrong = [f"a line was recorded {count} times" for count in every.values() if count > 1][:1]
    if foreign := sum(line not in sent for line in every):
        wrong.append(f"{foreign:,} recorded lines were never sent")
    rows = case.post_observations().select("post_id", "source_sha256", "source_row").collect().rows()
    astray = sum(post.rpartition("/")[2].encode() not in recorded[sha256][row - 1] for post, sha256, row in rows)
    return [*wrong, f"{astray:,} posts point to another line"] if astray else wrong


def _rows(case: Case, table: str) -> pl.DataFrame:
    rows = getattr(case, table)().collect().drop("source_sha256", "source_row")
    return rows.sort(["platform", "post_id" if table == "posts" else "account_id"])
