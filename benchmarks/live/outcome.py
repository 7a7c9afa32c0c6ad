"""What a watched stream came to: posts a second, memory over time, lag, drops, and seconds from a push to its alert."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

import numpy as np

from benchmarks.live.recording import START_US, Planted
from benchmarks.live.running import Line, Look, Looks

MIB = 1 << 20
MOST_BETWEEN_S = 4.0
"""Seconds between two looks at a process that runs throughout, at most, on average; one is due every second."""

WARM_UP_S = 180.0
"""Windows (two million acts) fill for less at 10,000 posts a second; memory is called flat or not by what follows."""


@dataclass(frozen=True)
class Process:
    """What one process took: processor seconds in all and as a share of one core, memory at most and its slope."""

    name: str
    cpu_seconds: float
    cores: float
    peak_mib: float
    mib_a_minute: float | None


@dataclass(frozen=True)
class Heard:
    """A planted push, and how long after its first and last post left the server an alert of it was read."""

    push: Planted
    after_first_s: float | None
    after_last_s: float | None
    detector: str = ""


def processes(looks: Looks, steady_s: float = inf) -> list[Process]:
    """Sum up what each process took; how memory grows is told of so many seconds, before a peak begins."""
    return [_process(name, seen, steady_s) for name, seen in looks.seen.items() if len(seen) > 1]


def _process(name: str, seen: Sequence[Look], steady_s: float) -> Process:
    wall = seen[-1].at - seen[0].at
    cpu = seen[-1].cpu_seconds
    late = [look for look in seen if WARM_UP_S <= look.at - seen[0].at < steady_s]
    slope = None
    # What comes and goes again, as copying small segments together does, has no slope.
    if len(late) >= 30 and late[-1].at - late[0].at < MOST_BETWEEN_S * len(late):
        minutes = np.array([(look.at - late[0].at) / 60 for look in late])
        slope = float(np.polyfit(minutes, [look.memory / MIB for look in late], 1)[0])
    cores = (cpu - seen[0].cpu_seconds) / wall if wall > 0 else 0.0
    return Process(name, cpu, cores, max(look.memory for look in seen) / MIB, slope)


def heard(planted: Sequence[Planted], alerts: Sequence[Line], began_at: float, first_us: int = START_US) -> list[Heard]:
    """Set each push beside the first alert that names its object or mostly its posts' accounts."""
    return [_heard(push, alerts, began_at, first_us) for push in planted]


def _heard(push: Planted, alerts: Sequence[Line], began_at: float, first_us: int) -> Heard:
    left_first, left_last = (began_at + (us - first_us) / 1e6 for us in (push.first_us, push.last_us))
    for line in alerts:
        if is_about(line, push):
            return Heard(push, line.at - left_first, line.at - left_last, str(line.said.get("detector")))
    return Heard(push, None, None)


def of_nothing_planted(planted: Sequence[Planted], alerts: Sequence[Line]) -> list[Line]:
    """Return the alerts that are about no push; one that goes on rising, or that several detectors see, has many."""
    return [line for line in alerts if not any(is_about(line, push) for push in planted)]


def is_about(line: Line, push: Planted) -> bool:
    """Say whether an alert is about a push: it names the object, or most posts that it names are of its accounts."""
    subject = str(line.said.get("subject"))
    if push.kind in ("hashtag", "link") and push.object.lower().split("://")[-1] in subject.lower():
        return True
    accounts = set(push.accounts)
    posts = [str(post) for post in line.said.get("posts") or ()]
    own = sum(post.split("at://")[-1].split("/")[0] in accounts for post in posts)
    return bool(posts) and own * 2 > len(posts)


def rates(statuses: Sequence[Line]) -> list[float]:
    """Return the posts a second between each status and the next, while posts came."""
    found = []
    for before, after in pairwise(statuses):
        came, took = after.said["posts"] - before.said["posts"], after.at - before.at
        if came > 0 and took > 0.2:
            found.append(came / took)
    return found


def lags(statuses: Sequence[Line]) -> list[float]:
    """Return the lags that the watcher told."""
    return [float(line.said["lag_s"]) for line in statuses if line.said.get("lag_s") is not None]


def middle(values: Sequence[float]) -> float:
    """Return the median, 0 of nothing."""
    return median(values) if values else 0.0
