"""Builders of posts for windows and live detectors: single posts, a background of invented chatter, and pushes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from unisono.cases.live.alerts import Alert
from unisono.model.tables import POSTS, conform
from unisono.watch.alarms import Alarms
from unisono.watch.lookout import Lookout
from unisono.watch.windows import Windows

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
SYLLABLES = ["ba", "ko", "ri", "men", "tu", "la", "dor", "vi", "sa", "nel", "pu", "gra"]

TOGETHER = 5
"""Seconds of posts that come at once; windows step through them."""


def moment(seconds: float) -> datetime:
    """Return the time so many seconds after START."""
    return START + timedelta(seconds=seconds)


def post(seconds: float, account: str, name: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a row of POSTS; its name is made of account and time where none is given."""
    return {
        "platform": "bluesky",
        "post_id": name if name is not None else f"{account}-{seconds}",
        "account_id": account,
        "created_at": moment(seconds),
        "created_at_precision": "second",
        "kind": "post",
        "lang": "en",
        **more,
    }


def frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as POSTS, in the order given."""
    return conform(pl.DataFrame(rows, schema=POSTS), POSTS)


def words(draw: np.random.Generator, count: int) -> str:
    """Return so many invented words."""
    return " ".join("".join(draw.choice(SYLLABLES, 3)) for _ in range(count))


def chatter(rate: float, seconds: int, seed: int = 0) -> Iterator[tuple[list[dict[str, Any]], float]]:
    """Yield for each second the rows of accounts that act independently of each other, and when they arrived."""
    draw = np.random.default_rng(seed)
    tags = 1.0 / np.arange(1, 200) ** 0.9
    tags /= tags.sum()
    for second in range(seconds):
        rows = []
        for number in range(int(draw.poisson(rate))):
            used = [f"t{draw.choice(len(tags), p=tags)}"] if draw.random() < 0.4 else []
            at = second + float(draw.random())
            account = f"a{draw.integers(2000)}"
            said = words(draw, int(draw.integers(6, 12)))
            rows.append(post(at, account, f"p{second}-{number}", text=said, hashtags=used))
        yield rows, START.timestamp() + second + 1


def watch(
    seconds_of_rows: Iterator[tuple[list[dict[str, Any]], float]],
    pushed: Sequence[dict[str, Any]],
    *,
    lookout: Lookout,
    alarms: Alarms,
    windows: Windows | None = None,
) -> list[Alert]:
    """Show a stream with pushed posts put into it, some seconds at once, and return the alerts."""
    held = windows if windows is not None else Windows()
    told: list[Alert] = []
    waiting: list[dict[str, Any]] = []
    for second, (rows, arrived) in enumerate(seconds_of_rows):
        waiting += rows
        waiting += [one for one in pushed if arrived - 1 <= one["created_at"].timestamp() < arrived]
        if waiting and second % TOGETHER == TOGETHER - 1:
            held.add(frame(sorted(waiting, key=lambda one: one["created_at"])), arrived)
            told += alarms.judge(lookout.look(held), datetime.fromtimestamp(arrived, UTC))
            waiting = []
    return told
