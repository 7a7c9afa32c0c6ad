"""Invented cases of people who post now and then, some who come back by themselves, and some who wake together."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.known import KnownAccounts
from unisono.model.tables import POSTS, conform

START = datetime(2016, 1, 1, tzinfo=UTC)
Moments = NDArray[np.float64]


@dataclass
class Town:
    """Posts as they are added: whose, and how many days after START."""

    rng: np.random.Generator
    days: float = 700.0
    accounts: list[NDArray[np.int64]] = field(default_factory=list)
    moments: list[Moments] = field(default_factory=list)
    count: int = 0

    def add(self, moments: Moments) -> NDArray[np.int64]:
        """Add accounts that post at these moments, float64 (accounts, posts); NaN is no post. Return their numbers."""
        names = np.arange(self.count, self.count + len(moments))
        self.count += len(moments)
        self.add_to(names, moments)
        return names

    def add_to(self, names: NDArray[np.int64], moments: Moments) -> None:
        """Add posts of accounts that are there already."""
        kept = (moments >= 0) & (moments < self.days)
        self.accounts.append(np.repeat(names, moments.shape[1])[kept.ravel()])
        self.moments.append(moments[kept])

    def posts(self) -> pl.DataFrame:
        """Return the posts in POSTS columns."""
        owners, moments = np.concatenate(self.accounts), np.concatenate(self.moments)
        at = (moments * 86_400e6).astype(np.int64) + int(START.timestamp()) * 1_000_000
        frame = pl.DataFrame(
            {
                "platform": ["here"] * len(at),
                "account_id": pl.Series(owners).cast(pl.String),
                "handle": "h" + pl.Series(owners).cast(pl.String),
                "post_id": pl.Series(np.arange(len(at))).cast(pl.String),
                "created_at": pl.Series(at).cast(POSTS["created_at"]),
            }
        )
        return conform(frame, POSTS)

    def known(self) -> KnownAccounts:
        """Return what a case of these posts knows."""
        return KnownAccounts(self.posts())


def people(town: Town, count: int = 4_000, posts: int = 20) -> NDArray[np.int64]:
    """Add people who post now and then, some more and some less."""
    often = town.rng.lognormal(0.0, 0.6, count)
    gaps = town.rng.exponential(town.days / posts, (count, 3 * posts)) / often[:, None]
    return town.add(np.cumsum(gaps, axis=1) - town.rng.uniform(0, 20, (count, 1)))


def lone_returners(town: Town, count: int = 300) -> NDArray[np.int64]:
    """Add people who post for two months, are silent for half a year or more, and come back each on a day of theirs."""
    rng = town.rng
    begins = rng.uniform(0, town.days - 420, (count, 1))
    back = begins + 60 + rng.uniform(180, 300, (count, 1))
    before = begins + np.sort(rng.uniform(0, 60, (count, 12)), axis=1)
    return town.add(np.hstack([before, back, back + rng.uniform(0, 60, (count, 8))]))


def sleepers(town: Town, count: int, woke: float, within: float = 0.8) -> NDArray[np.int64]:
    """Add accounts that post thrice in the first weeks, sleep, and wake within so many days."""
    rng = town.rng
    first = woke + rng.uniform(0.02, within, (count, 1))
    before = rng.uniform(0, 40, (count, 3))
    return town.add(np.hstack([before, first, first + rng.exponential(1.0, (count, 9))]))


def news_day(town: Town, day: float, share: float) -> None:
    """Let so large a share of all accounts, whoever they are, post on one day, and newcomers as well."""
    called = np.flatnonzero(town.rng.random(town.count) < share)
    town.add_to(called, day + town.rng.uniform(0.3, 0.95, (len(called), 2)))


def day_of(place: float) -> date:
    """Return the date so many days after START."""
    return (START + timedelta(days=place)).date()
