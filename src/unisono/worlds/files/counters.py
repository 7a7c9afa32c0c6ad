"""What the counters of posts and accounts showed when a post was collected: on the midnight after it was published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

import numpy as np
import polars as pl

from unisono.worlds.draft import Floats, Ints
from unisono.worlds.numbering import scatter
from unisono.worlds.population import DAY_MS

CHANCES = 1 << 24  # how many values `scatter` has
HALF_OF_LIKES_MS = 6 * 3_600_000
REACH, TAIL = 0.01, 0.8
LEAST_LIKES_A_REPOST, MOST_LIKES_A_REPOST = 0.5, 3.5
USER_COUNTERS = ("followers_seen", "friends_seen", "favourites_seen", "statuses_seen")


@dataclass(frozen=True)
class Tally:
    """How often each owner did something, day by day: accounts that publish, originals that are reposted."""

    owners: Ints  # sorted ids
    keys: Ints  # number of the owner times the days of the span, plus the day: sorted, each once
    sums: Ints  # acts before each key, and after the last one
    starts: Ints  # the first key of each owner
    first_day: int
    days: int

    @classmethod
    def count(cls, owners: Ints, days: Ints) -> Self:
        """Count one act for each row: who did it (or whom it was done to), and on which day since 1970."""
        first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
        span = last - first + 1
        known, numbers = np.unique(owners, return_inverse=True)
        keys, counts = np.unique(numbers * span + (days - first), return_counts=True)
        sums = np.concatenate([[0], np.cumsum(counts)])
        return cls(known, keys, sums, np.searchsorted(keys, np.arange(len(known)) * span), first, span)

    def find(self, owners: Ints) -> Ints:
        """Return the number that each of these has among the owners; -1 for those that never did it."""
        if not len(self.owners):
            return np.full(len(owners), -1, dtype=np.int64)
        numbers = np.minimum(np.searchsorted(self.owners, owners), len(self.owners) - 1)
        return np.where(self.owners[numbers] == owners, numbers, -1).astype(np.int64)

    def until(self, numbers: Ints, days: Ints) -> Ints:
        """Return how often each owner, by number, had done it when the day was over.

        >>> tally = Tally.count(np.array([7, 7, 9]), np.array([1, 3, 3]))
        >>> tally.until(tally.find(np.array([7, 7, 9, 8])), np.array([2, 3, 9, 3]))
        array([1, 2, 1, 0])
        """
        counts = np.zeros(len(numbers), dtype=np.int64)
        known = np.flatnonzero(numbers >= 0)
        owners = numbers[known]
        day = np.clip(days[known] - self.first_day, -1, self.days - 1)
        done = self.sums[np.searchsorted(self.keys, owners * self.days + day, side="right")]
        if len(known):
            counts[known] = np.maximum(done - self.sums[self.starts[owners]], 0)
        return counts


@dataclass(frozen=True)
class Counters:
    """The counters of a world's Twitter posts and accounts: who had published and been reposted how often, and when."""

    published: Tally
    reposted: Tally
    ends_ms: int

    @classmethod
    def read(cls, posts: pl.DataFrame, ends_at: datetime) -> Self:
        """Count the posts of every account and the reposts of every original; the world ends at `ends_at`."""
        days = days_of(posts["created_at"])
        is_repost = (posts["kind"] == "repost").to_numpy()
        return cls(
            Tally.count(posts["account_id"].cast(pl.Int64).to_numpy(), days),
            Tally.count(posts.filter(is_repost)["ref_post_id"].cast(pl.Int64).to_numpy(), days[is_repost]),
            int(ends_at.timestamp() * 1000),
        )

    def number_posts(self, ids: pl.Series) -> list[pl.Series]:
        """Return what the counters of posts are counted from: their ids as numbers, and those in `reposted`."""
        numbers = ids.cast(pl.Int64)
        return [numbers.alias("post_number"), pl.Series("reposted_number", self.reposted.find(numbers.to_numpy()))]

    def of_users(self, rows: pl.DataFrame, prefix: str = "") -> pl.DataFrame:
        """Add USER_COUNTERS, each named behind the prefix, as collecting each row's post showed them of an account."""
        days = days_of(rows["created_at"])
        lived = self._lived(rows, prefix, (days + 1) * DAY_MS)
        published = self.published.until(_numbers(rows, f"{prefix}published_number", missing=-1), days)
        statuses = _numbers(rows, f"{prefix}statuses_before") + published
        values = {
            "followers_seen": _floor(_numbers(rows, f"{prefix}followers") * lived),
            "friends_seen": _floor(_numbers(rows, f"{prefix}following") * np.sqrt(lived)),
            "favourites_seen": _floor(statuses * _numbers(rows, f"{prefix}favourites_a_status")),
            "statuses_seen": statuses,
        }
        return rows.hstack([pl.Series(f"{prefix}{name}", counts) for name, counts in values.items()])

    def of_posts(self, rows: pl.DataFrame, prefix: str = "", *, published_at: str = "created_at") -> pl.DataFrame:
        """Add `reposts_seen` and `likes_seen` of posts whose authors' counters are there, named behind the prefix.

        They are as collecting the row's post showed them; `published_at` names the column that says how old they were.
        """
        days = days_of(rows["created_at"])
        age = (days + 1) * DAY_MS - rows[published_at].dt.epoch("ms").fill_null(0).to_numpy()
        reposts = self.reposted.until(_numbers(rows, f"{prefix}reposted_number", missing=-1), days)
        followers = rows[f"{prefix}followers_seen"].to_numpy()
        likes = count_likes(_numbers(rows, f"{prefix}post_number"), followers, reposts, age)
        return rows.hstack([pl.Series(f"{prefix}reposts_seen", reposts), pl.Series(f"{prefix}likes_seen", likes)])

    def _lived(self, rows: pl.DataFrame, prefix: str, seen_ms: Ints) -> Floats:
        """Return which share of its life until the world's end each account had lived when it was seen."""
        born = rows[f"{prefix}born"].dt.epoch("ms").fill_null(0).to_numpy()
        return np.asarray(np.clip((seen_ms - born) / np.maximum(self.ends_ms - born, 1), 0.0, 1.0))


def days_of(times: pl.Series) -> Ints:
    """Return the days since 1970 of times."""
    return np.asarray(times.dt.epoch("ms").to_numpy() // DAY_MS)


def count_likes(posts: Ints, followers: Ints, reposts: Ints, age_ms: Ints) -> Ints:
    """Return how many likes posts of that age have: heavy-tailed among their authors' followers, and some a repost.

    The same post has never fewer of them later. Most posts of small accounts have none.
    """
    luck = (scatter(posts) + 0.5) / CHANCES
    audience = np.minimum(REACH * followers * (luck**-TAIL - 1), followers)
    a_repost = LEAST_LIKES_A_REPOST + (MOST_LIKES_A_REPOST - LEAST_LIKES_A_REPOST) * scatter(posts ^ 1) / CHANCES
    age = np.maximum(age_ms, 0)
    return _floor(audience * (age / (age + HALF_OF_LIKES_MS))) + _floor(a_repost * reposts)


def draw_favourites(accounts: pl.Series) -> pl.Series:
    """Return how many posts each account likes for one that it publishes: about one, heavy-tailed both ways."""
    chance = np.clip((scatter(accounts.to_numpy() ^ 3) + 0.5) / CHANCES, 0.01, 0.99)
    return pl.Series((chance / (1 - chance)) ** TAIL)


def _numbers(rows: pl.DataFrame, name: str, *, missing: int = 0) -> Ints:
    numbers = rows[name]
    return (numbers.fill_null(missing) if numbers.null_count() else numbers).to_numpy()


def _floor(numbers: Floats | Ints) -> Ints:
    return np.floor(numbers).astype(np.int64)
