"""Makes posts part by part, so that a hundred million need no more memory than one: bursts, crowds, planted groups.

The law is that of gen_coshare: objects by Zipf's law with a cap on their acts, a burst after each object's first
appearance that fades over hours, accounts by a log-normal activity, and 2 % of the acts by groups of 4 to 20 accounts
that come to one object within 20 s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEED = 7
ROWS = 200_000
"""Rows of a part, and of a segment that is written directly: as many as an import's."""

MOST_ACTS = 2_000
PLANTED_SHARE = 0.02
SECONDS_A_WEEK = 7 * 86_400
BEGIN = 1_600_000_000
MINUTES_MEDIAN = 30
NUMBERS_A_PART = 1_000_000
"""Numbers of accounts and objects that are set aside for the groups of one part."""

Codes = NDArray[Any]


@dataclass(frozen=True)
class Sharing:
    """How many posts, and how many acts an object has at most; above a million posts, time grows with the posts."""

    posts: int
    most_acts: int = MOST_ACTS
    planted_share: float = PLANTED_SHARE
    seed: int = SEED

    @property
    def seconds(self) -> int:
        """Return how long the posts last."""
        return int(SECONDS_A_WEEK * max(1.0, self.posts / 1e6))

    @property
    def accounts(self) -> int:
        """Return how many accounts there are that nobody planted."""
        return max(20, self.posts // 20)

    @property
    def objects(self) -> int:
        """Return how many objects people choose from."""
        return max(10, self.posts // 8)

    @cached_property
    def by_popularity(self) -> Codes:
        """Return the cumulated shares of the objects; none has more than a five-hundredth of the posts."""
        share = np.arange(1, self.objects + 1, dtype=np.float64) ** -1.05
        share /= share.sum()
        most = min(2e-3 * self.most_acts / MOST_ACTS, self.most_acts / self.posts)
        for _ in range(20):
            over = share > most
            share[over] = most
            share[~over] *= (1 - most * over.sum()) / max(share[~over].sum(), 1e-12)
        return np.cumsum(share) / share.sum()

    @cached_property
    def by_activity(self) -> Codes:
        """Return the cumulated shares of the accounts."""
        activity = np.random.default_rng([self.seed, self.posts, 1]).lognormal(0.0, 1.3, self.accounts)
        return np.cumsum(activity) / activity.sum()

    @cached_property
    def born(self) -> Codes:
        """Return when each object first appears."""
        return np.random.default_rng([self.seed, self.posts, 2]).integers(0, self.seconds * 9 // 10, self.objects)


def make_parts(sharing: Sharing, rows: int = ROWS) -> Iterator[pl.DataFrame]:
    """Yield object, account and at (seconds) of all posts, so many rows at a time; the same ones each time."""
    for number, first in enumerate(range(0, sharing.posts, rows)):
        random = np.random.default_rng([sharing.seed, sharing.posts, 3, number])
        yield _make_part(sharing, min(rows, sharing.posts - first), number, random)


def _make_part(sharing: Sharing, rows: int, number: int, random: np.random.Generator) -> pl.DataFrame:
    planted = plant_groups(sharing, round(rows * sharing.planted_share), number, random)
    others = rows - len(planted[0])
    what = np.searchsorted(sharing.by_popularity, random.random(others)).clip(max=sharing.objects - 1)
    who = np.searchsorted(sharing.by_activity, random.random(others)).clip(max=sharing.accounts - 1)
    delay = np.minimum(random.lognormal(np.log(60 * MINUTES_MEDIAN), 1.6, others), sharing.seconds)
    when = np.minimum(sharing.born[what] + delay.astype(np.int64), sharing.seconds)
    order = random.permutation(rows)
    columns = zip(("object", "account", "at"), (what, who, when), planted, strict=True)
    return pl.DataFrame({name: np.concatenate((own, theirs))[order] for name, own, theirs in columns}).with_columns(
        pl.col("at") + BEGIN
    )


def plant_groups(sharing: Sharing, acts: int, number: int, random: np.random.Generator) -> tuple[Codes, Codes, Codes]:
    """Return object, account and second of so many acts by groups that have accounts of their own."""
    account = sharing.accounts + number * NUMBERS_A_PART
    new_object = sharing.objects + number * NUMBERS_A_PART
    whats, whos, whens = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    made = 0
    while made < acts:
        size, events = int(random.integers(4, 21)), int(random.integers(5, 40))
        event, member = np.nonzero(random.random((events, size)) < 0.8)
        # Half of the events are about what other people share as well.
        old = random.random(events) < 0.5
        objects = np.where(old, random.integers(0, sharing.objects, events), new_object + np.arange(events))
        starts = random.integers(0, sharing.seconds, events)
        whats.append(objects[event])
        whos.append(account + member)
        whens.append(starts[event] + random.integers(0, 21, len(event)))
        account, new_object, made = account + size, new_object + events, made + len(event)
    return np.concatenate(whats)[:acts], np.concatenate(whos)[:acts], np.concatenate(whens)[:acts]


def write_table(sharing: Sharing, file: Path, rows: int = ROWS) -> None:
    """Write the posts in CooRTweet's columns."""
    first = 0
    with file.open("wb") as table:
        for part in make_parts(sharing, rows):
            named = part.with_row_index("row", offset=first).select(
                object_id=pl.concat_str(pl.lit("o"), "object"),
                account_id=pl.concat_str(pl.lit("a"), "account"),
                content_id=pl.concat_str(pl.lit("c"), "row"),
                timestamp_share="at",
            )
            named.write_csv(table, include_header=first == 0)
            first += part.height
