"""The measurements of watching: a steady stream with a peak, how fast it can be at most, and being killed."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.live.outcome import Heard, Process, heard, lags, middle, of_nothing_planted, processes, rates
from benchmarks.live.recording import START_US, Plan, Planted, write_recording
from benchmarks.live.running import COMMAND, Line, Look, Looks, Watcher, clock_of, looking, serving
from unisono.cases import open_case

SLACK_S = 300.0
"""How much longer than its recording a watcher may take before it is ended."""


MEAN_LIFE_S = 6.0
"""How long a watcher lives before it is killed."""


@dataclass(frozen=True)
class Steady:
    """What watching a recording at its own pace came to."""

    plan: Plan
    code: int
    last: dict[str, object]
    lags: tuple[float, ...]
    rates: tuple[float, ...]
    processes: tuple[Process, ...]
    heard: tuple[Heard, ...]
    alerts: int
    others: tuple[Line, ...]
    looks: dict[str, list[Look]]

    @property
    def is_whole(self) -> bool:
        """Say whether every post that was sent is stored; what was due while the first client came is not sent."""
        all_posts = self.plan.posts + sum(one.push.posts for one in self.heard)
        missing = all_posts - int(str(self.last["stored"]))
        is_stored = self.last["stored"] == self.last["received"] and not self.last["dropped"]
        return self.code == 0 and is_stored and 0 <= missing <= self.plan.posts_per_s


def measure_steady(folder: Path, plan: Plan, options: Sequence[str] = ()) -> Steady:
    """Serve a recording at its own pace, watch it with everything on, and set the alerts beside the pushes."""
    recording, case = folder / "steady.jsonl.zst", folder / "steady"
    planted = write_recording(recording, plan)
    with serving(recording, "--speed", "1") as server:
        watcher = Watcher.start(case, server.url, *options)
        pids = {"unisono replay": server.pid, "unisono watch": watcher.process.pid}
        with looking(pids, case) as looks:
            watcher.wait_until_it_watches(case)
            began_at = clock_of(server, START_US)
            code = watcher.wait(plan.seconds + plan.peak_seconds + SLACK_S)
    return _steady(plan, code, watcher, looks, planted, began_at)


def _steady(plan: Plan, code: int, watcher: Watcher, looks: Looks, planted: list[Planted], began_at: float) -> Steady:
    statuses, alerts = looks.statuses, watcher.of_kind("alert")
    pushes = heard(planted, alerts, began_at)
    return Steady(
        plan, code, _last_status(watcher), tuple(lags(statuses)),
        tuple(rates(statuses)), tuple(processes(looks, plan.seconds)), tuple(pushes), len(alerts),
        tuple(of_nothing_planted(planted, alerts)), looks.seen,
    )  # fmt: skip


def _last_status(watcher: Watcher) -> dict[str, object]:
    statuses = watcher.of_kind("status")
    return statuses[-1].said if statuses else {"stored": 0, "received": 0, "dropped": {}}


@dataclass(frozen=True)
class Fastest:
    """How fast a program is on a stream that comes as quickly as it is taken."""

    name: str
    posts: int
    seconds: float
    cpu_seconds: float

    @property
    def posts_per_s(self) -> float:
        """Return posts a second by the clock."""
        return self.posts / self.seconds if self.seconds else 0.0

    @property
    def posts_per_cpu_s(self) -> float:
        """Return posts for each second of a processor."""
        return self.posts / self.cpu_seconds if self.cpu_seconds else 0.0


def measure_fastest(folder: Path, posts: int) -> list[Fastest]:
    """Let a plain consumer, then a watcher with everything on, take the same recording as quickly as they can."""
    recording = folder / "fastest.jsonl.zst"
    plan = Plan(posts_per_s=min(posts, 10_000), seconds=max(1, posts // 10_000), peak_seconds=0)
    write_recording(recording, plan)
    with serving(recording, "--speed", "max") as server:
        program = [sys.executable, "-m", "benchmarks.live.plain_consumer", server.url, str(folder / "lines.jsonl")]
        root = Path(__file__).parents[2]
        said = json.loads(subprocess.run(program, stdout=subprocess.PIPE, check=True, cwd=root, text=True).stdout)
    (folder / "lines.jsonl").unlink()
    plain = Fastest("a plain Python consumer", said["posts"], said["seconds"], said["cpu_seconds"])
    with serving(recording, "--speed", "max") as server:
        watcher = Watcher.start(folder / "fastest", server.url, "--no-networks")
        with looking({"watch": watcher.process.pid}, folder / "fastest") as looks:
            watcher.wait(posts / 1_000 + SLACK_S)
    seen, statuses = looks.seen.get("watch", []), [line for line in looks.statuses if line.said["received"]]
    began = looks.statuses[0].at
    ended = next((line.at for line in statuses if line.said["posts"] == plan.posts), statuses[-1].at)
    ours = Fastest("unisono watch", plan.posts, ended - began, seen[-1].cpu_seconds if seen else 0.0)
    return [plain, ours]


@dataclass(frozen=True)
class Killed:
    """What being killed again and again cost: posts that are missing, posts that are there twice."""

    kills: int
    posts: int
    missing: int
    doubled: int
    problems: int


def measure_kills(folder: Path, kills: int, posts: int = 200_000, seed: int = 1) -> Killed:
    """Kill a watcher at random moments, start it again each time, and compare what is stored with the recording.

    One server sends the stream throughout, at a rate that lasts for all of the kills: a watcher goes on from where the
    one before had come to only with the source that it knows.
    """
    recording, case = folder / "kills.jsonl.zst", folder / "kills"
    plan = Plan(posts_per_s=2_000, seconds=max(1, posts // 2_000), peak_seconds=0)
    write_recording(recording, plan)
    chance = random.Random(seed)
    with serving(recording, "--rate", f"{plan.posts / (kills * MEAN_LIFE_S):.0f}", "--stay") as server:
        for number in range(kills):
            watcher = Watcher.start(case, server.url, "--no-networks", "--store-every", "1s")
            if number == 0:
                _wait_until_stored(case, 1)  # before that there is no place in the stream to go on from
            time.sleep(MEAN_LIFE_S * (0.4 + 1.2 * chance.random()))
            watcher.process.send_signal(signal.SIGKILL)
            watcher.wait(10.0)
        last = Watcher.start(case, server.url, "--no-networks", "--store-every", "1s")
        _wait_until_stored(case, plan.posts)
        last.process.terminate()
        last.wait(SLACK_S)
    stored = open_case(case).post_observations().select("platform", "post_id").collect()
    distinct = stored.unique().height
    command = [*COMMAND, "doctor", str(case), "--json"]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    found = [json.loads(line) for line in told.splitlines()]
    problems = sum(str(line.get("code", "")).startswith("damaged") for line in found)
    return Killed(kills, plan.posts, plan.posts - distinct, stored.height - distinct, problems)


def _wait_until_stored(case: Path, posts: int) -> None:
    """Wait until a case holds so many posts, at most SLACK_S."""
    until = time.monotonic() + SLACK_S
    while time.monotonic() < until:
        if (case / "case.json").exists() and open_case(case).counts()[0] >= posts:
            return
        time.sleep(0.5)


def clear(folder: Path) -> None:
    """Remove what a measurement has left, so that the next has the disk for itself."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def frame_of(steady: Steady) -> pl.DataFrame:
    """Return memory and processor seconds over time as a table, for a figure."""
    rows = [
        {"process": name, "at_s": look.at - seen[0].at, "memory": look.memory, "cpu_seconds": look.cpu_seconds}
        for name, seen in steady.looks.items()
        for look in seen
    ]
    return pl.DataFrame(rows)


def median_lag(steady: Steady) -> float:
    """Return the median of the lags."""
    return middle(steady.lags)
