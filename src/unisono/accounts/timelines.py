"""The timeline of every account: its posts in order of time, as arrays that all signals share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.acts import sort_acts
from unisono.engine.growing_names import GrowingNames
from unisono.engine.numbering import number_texts
from unisono.model.tables import POSTS
from unisono.traces.acts import UNKNOWN_PLATFORM

Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]
Int8 = NDArray[np.int8]

KINDS = ("post", "repost", "reply", "quote")
"""What an account does, in the order of `Timelines.kinds`; posts of no stated kind count as posts."""

READ_FROM = ("platform", "account_id", "created_at", "created_at_precision", "kind", "post_id")
"""Columns of POSTS that timelines are made of."""

NUMBERED_FROM = READ_FROM[:-1]
"""Columns that timelines are numbered from; ids only order posts of one account in one moment."""

DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True)
class Timelines:
    """All posts of a case that have an account and a time, account by account, in order of time.

    accounts: `platform:id`, ascending (accounts). start: int64 (accounts + 1): the posts of account i stand at
    start[i]:start[i + 1] of the other arrays. times: int64 (posts), microseconds since 1970 UTC, ascending within an
    account. kinds: int8 (posts), places in KINDS. rows: int64 (posts), rows of the posts table read.
    coarse: bool (posts), times known to the minute or the day only.
    """

    accounts: pl.Series
    start: Int64
    times: Int64
    kinds: Int8
    rows: Int64
    coarse: NDArray[np.bool_]

    @cached_property
    def counts(self) -> Int64:
        """Return how many posts each account has: int64 (accounts)."""
        return np.diff(self.start)

    @cached_property
    def owners(self) -> Int32:
        """Return the account of each post, as its place in `accounts`: int32 (posts)."""
        return np.repeat(np.arange(len(self.accounts), dtype=np.int32), self.counts)

    @cached_property
    def gaps(self) -> Int64:
        """Return the microseconds since the account's post before: int64 (posts), -1 for the first of each account."""
        gaps = np.diff(self.times, prepend=0)
        gaps[self.start[:-1][self.counts > 0]] = -1
        return gaps

    def of_posts(self, column: pl.Series) -> pl.Series:
        """Return a column of the posts table in the order of the timelines: (posts)."""
        return column.gather(self.rows)


@dataclass(frozen=True)
class NumberedAccounts:
    """The accounts of posts: names (`platform:id`), ascending, and the place of each post's among them.

    numbers: int32 (posts).
    """

    names: pl.Series
    numbers: Int32


def number_accounts(posts: pl.DataFrame) -> NumberedAccounts | None:
    """Number the accounts of posts of one platform that all name theirs; None where others are among them."""
    platforms, ids = posts["platform"], posts["account_id"]
    if ids.is_empty() or ids.null_count() or (ids == "").any() or not platforms.eq_missing(platforms[0]).all():
        return None
    return None if platforms[0] is None else NumberedAccounts(*_number_accounts(platforms, ids))


def read_timelines(posts: pl.DataFrame, numbered: NumberedAccounts | None = None) -> Timelines:
    """Return the timelines of posts in columns of POSTS (those of READ_FROM are needed), whatever their order.

    Posts of one account in one moment stand in the order of their kinds, then of their ids. numbered: the accounts of
    these posts, where they are numbered already.
    """
    usable = _usable(posts)
    rows = np.flatnonzero(usable.to_numpy())
    own = posts.select(READ_FROM)
    own = own if len(rows) == own.height else own.filter(usable)
    if numbered is not None and len(rows) == posts.height:
        accounts, owners = numbered.names, numbered.numbers
    else:
        accounts, owners = _number_accounts(own["platform"].fill_null(UNKNOWN_PLATFORM), own["account_id"])
    times = own["created_at"].to_physical().to_numpy()
    kinds = _kinds_of(own)
    order = _in_order(owners, times, kinds, own["post_id"])
    start = np.zeros(len(accounts) + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=len(accounts)), out=start[1:])
    return Timelines(accounts, start, times[order], kinds[order], rows[order], _coarse(own)[order])


def read_timelines_by_part(
    parts: Iterable[pl.DataFrame], ids_at: Callable[[Int64], pl.Series] | None = None
) -> Timelines:
    """Return the timelines of posts that come part by part, of which no more than numbers are held.

    parts: NUMBERED_FROM of POSTS. Posts of one account in one moment stand in the order of their kinds, then of their
    ids. ids_at: returns the ids of the posts in these rows; without it such posts stand as they come.
    """
    names = GrowingNames()
    read = [_numbers_of(part, names) for part in parts]
    if not read:
        return read_timelines(pl.DataFrame(schema={name: POSTS[name] for name in READ_FROM}))
    numbers, times, kinds, coarse, usable = (np.concatenate(own) for own in zip(*read, strict=True))
    accounts, places = number_texts(names.names().alias("account"))
    owners = places[numbers]
    rows = np.flatnonzero(usable)
    order = _by_time(owners, times, kinds)
    if ids_at is not None:
        _order_tied(order, owners, times, kinds, lambda tied: ids_at(rows[tied]))
    start = np.zeros(len(accounts) + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=len(accounts)), out=start[1:])
    return Timelines(accounts, start, times[order], kinds[order], rows[order], coarse[order])


def _numbers_of(
    posts: pl.DataFrame, names: GrowingNames
) -> tuple[Int32, Int64, Int8, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the accounts, times, kinds and coarseness of the posts that count, and which posts these are."""
    usable = _usable(posts)
    own = posts.filter(usable)
    named = own.select(pl.concat_str(pl.col("platform").fill_null(UNKNOWN_PLATFORM), pl.lit(":"), "account_id"))
    times = own["created_at"].to_physical().to_numpy()
    return names.number(named.to_series()), times, _kinds_of(own), _coarse(own), usable.to_numpy()


def _usable(posts: pl.DataFrame) -> pl.Series:
    known = posts["account_id"].is_not_null() & (posts["account_id"] != "") & posts["created_at"].is_not_null()
    return known.fill_null(value=False)


def _kinds_of(posts: pl.DataFrame) -> Int8:
    place = pl.lit(0, pl.Int8)
    for number, kind in enumerate(KINDS[1:], 1):
        place = pl.when(pl.col("kind") == kind).then(pl.lit(number, pl.Int8)).otherwise(place)
    return posts.select(place).to_series().to_numpy()


def _coarse(posts: pl.DataFrame) -> NDArray[np.bool_]:
    return (posts["created_at_precision"].fill_null("second") != "second").to_numpy()


def _number_accounts(platforms: pl.Series, ids: pl.Series) -> tuple[pl.Series, Int32]:
    """Return the accounts (platform:id), ascending, and the place of each row's among them."""
    if len(ids) and (platforms == platforms[0]).all():
        names, owners = number_texts(ids)
        return (f"{platforms[0]}:" + names).alias("account"), owners
    return number_texts(pl.select(pl.concat_str(platforms, pl.lit(":"), ids).alias("account")).to_series())


def _in_order(owners: Int32, times: Int64, kinds: Int8, ids: pl.Series) -> Int64:
    """Return the rows by account, time, kind and id; ids are only looked at where all else is the same."""
    order = _by_time(owners, times, kinds)
    _order_tied(order, owners, times, kinds, ids.gather)
    return order


def _order_tied(order: Int64, owners: Int32, times: Int64, kinds: Int8, ids_at: Callable[[Int64], pl.Series]) -> None:
    """Put rows of one account, time and kind, which follow one another in this order, in the order of their ids."""
    again = np.ones(max(0, len(order) - 1), np.bool_)
    for values in (owners, times, kinds):
        sorted_values = values[order]
        again &= sorted_values[1:] == sorted_values[:-1]
    tied = np.zeros(len(order), np.bool_)
    if again.any():
        tied[1:] = again
        tied[:-1] |= again
        places = np.flatnonzero(tied)
        run = np.cumsum(np.concatenate([[True], ~again]))[places]
        rows = pl.DataFrame({"run": run, "id": ids_at(order[places]), "row": order[places]})
        order[places] = rows.sort("run", "id", "row")["row"].to_numpy()


def _by_time(owners: Int32, times: Int64, kinds: Int8) -> Int64:
    """Return the rows by account, time and kind, then as they came."""
    count = len(owners)
    if count == 0 or len(KINDS) * count > np.iinfo(np.int32).max:
        return np.asarray(np.lexsort((kinds, times, owners)), np.int64)
    # No two acts have the same kind and row, so that none of them counts as a repeat of another.
    kind_and_row = (kinds.astype(np.int64) * count + np.arange(count)).astype(np.int32)
    return sort_acts(kind_and_row, owners, times, len(KINDS) * count, int(owners.max()) + 1).rows
