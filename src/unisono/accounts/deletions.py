"""Deleted posts: how long they stood, and the minutes in which many accounts deleted."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.read_posts import PostsRead
from unisono.engine.special_functions import gammainc
from unisono.model.few_rows import compact
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import TIME
from unisono.significance.combination import false_discovery_rates

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

FEWEST_ACCOUNTS = 10
"""Accounts that must have deleted in one minute."""

FEWEST_DELETED = 5
"""Deleted posts of an account below which its median says nothing."""

TIMES_USUAL = 3.0
LEVEL = 0.01
NOTED_FROM = ("platform", "post_id", "account_id", "created_at", "collected_at", "is_deleted")
"""Columns of POSTS that say which posts were noted as deleted, and when."""

MINUTE = 60_000_000
"""Microseconds."""

MOST_OF_ALL = 0.5
"""Share of all deletions in one minute from which it is the collector's second look, not the accounts' deed."""

LIVES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "deleted": pl.Int64(),  # posts noted as deleted, with a time
    "median_life_s": pl.Float64(),  # how long half of them stood at most; null with fewer than FEWEST_DELETED
}

SHARED_MINUTES: dict[str, pl.DataType] = {
    "at": TIME,  # the minute
    "accounts": pl.List(pl.String()),  # platform:id, ascending
    "posts": pl.List(pl.String()),  # platform:id of the deleted posts, ascending
    "median_life_s": pl.Float64(),
    "expected": pl.Float64(),  # accounts that usually delete in such a minute
    "minutes": pl.Int64(),  # that were compared: from the first deletion to the last
    "p": pl.Float64(),
    "q": pl.Float64(),  # among all minutes
}


def noted_deletions(posts: pl.DataFrame) -> pl.DataFrame:
    """Return account, post, at (microseconds) and life_s of the posts that were noted as deleted at a known time.

    posts: platform, post_id, account_id, created_at, collected_at and is_deleted of POSTS. When a post was deleted is
    not known, only when that was noted: a life is the longest it can have been.
    """
    if "is_deleted" not in posts.columns or not posts["is_deleted"].any():
        return pl.DataFrame(schema={"account": pl.String, "post": pl.String, "at": pl.Int64, "life_s": pl.Float64})
    gone = posts.lazy().filter(
        pl.col("is_deleted") & pl.col("collected_at").is_not_null() & pl.col("account_id").is_not_null()
    )
    life = (pl.col("collected_at") - pl.col("created_at")).dt.total_microseconds() / 1e6
    return gone.select(
        ACCOUNT_NAME, POST_NAME, pl.col("collected_at").dt.epoch("us").alias("at"), life.alias("life_s")
    ).collect()


def deletion_lives(posts: pl.DataFrame) -> pl.DataFrame:
    """Return one row in LIVES columns for each account that has deleted posts, by account."""
    median = pl.when(pl.len() >= FEWEST_DELETED).then(pl.col("life_s").median())
    counted = noted_deletions(posts).group_by("account").agg(pl.len().alias("deleted"), median.alias("median_life_s"))
    return counted.sort("account").cast({"deleted": pl.Int64})


def shared_minutes(posts: PostsRead) -> pl.DataFrame:
    """Return the minutes in which surprisingly many accounts deleted, in SHARED_MINUTES columns, in order of time.

    Minutes in which posts that still stand were collected are the collector's, and left out, and so is one with half
    of all deletions. A minute is compared with those around it (see `usual_in`), by a Poisson tail.
    """
    noted = pl.concat([compact(noted_deletions(part)) for part in posts.read(NOTED_FROM)])
    gone = noted.with_columns((pl.col("at") // MINUTE).alias("minute"))
    if gone.height == 0:
        return pl.DataFrame(schema=SHARED_MINUTES)
    own = gone.filter(~pl.col("minute").is_in(_minutes_of_looks(posts, gone).implode()))
    counted = own.group_by("minute").agg(pl.col("account").n_unique().cast(pl.Int64).alias("accounts")).sort("minute")
    minutes, accounts = counted["minute"].to_numpy(), counted["accounts"].to_numpy()
    many = np.flatnonzero(accounts >= FEWEST_ACCOUNTS)
    if len(many) == 0:
        return pl.DataFrame(schema=SHARED_MINUTES)
    span = int(minutes[-1] - minutes[0]) + 1
    expected = np.array([usual_in(int(minutes[place]), minutes, accounts) for place in many])
    tails = np.maximum(gammainc(accounts[many].astype(np.float64), expected), 1e-300)
    rates = false_discovery_rates(tails, span)
    table = pl.DataFrame(
        {"minute": minutes[many], "expected": expected, "minutes": np.full(len(many), span), "p": tails, "q": rates}
    )
    found = table.filter((pl.col("q") <= LEVEL) & pl.Series(accounts[many] >= TIMES_USUAL * expected))
    who = own.group_by("minute").agg(
        pl.col("account").unique().sort().alias("accounts"),
        pl.col("post").unique().sort().alias("posts"),
        pl.col("life_s").median().alias("median_life_s"),
    )
    moment = (pl.col("minute") * MINUTE).cast(TIME).alias("at")
    return found.join(who, on="minute", how="left").sort("minute").with_columns(moment).select(*SHARED_MINUTES)


def _minutes_of_looks(posts: PostsRead, gone: pl.DataFrame) -> pl.Series:
    """Return the minutes in which the collector looked, so that what was noted then says nothing of the accounts."""
    standing = ~pl.col("is_deleted").fill_null(value=False) & pl.col("collected_at").is_not_null()
    minute = (pl.col("collected_at").dt.epoch("us") // MINUTE).alias("minute")
    looked = [
        part.lazy().filter(standing).select(minute).unique().collect()["minute"]
        for part in posts.read(["collected_at", "is_deleted"])
    ]
    crowded = gone.group_by("minute").len().filter(pl.col("len") > MOST_OF_ALL * gone.height)
    return pl.concat([*looked, crowded["minute"]]).unique()


def usual_in(minute: int, minutes: Int64, accounts: Int64) -> float:
    """Return how many accounts usually delete in a minute: the most of four counts, none of which looks at it.

    The hour around it (one more than there are), the day around it, the same minute of the 24 hours around it
    (services that delete old posts run at full hours), and all minutes. minutes: ascending; accounts: theirs.
    """
    others = minutes != minute
    away = np.abs(minutes - minute)
    hour = (accounts[others & (away <= 30)].sum() + 1) / 60
    in_a_day = others & (away <= 720)
    day = accounts[in_a_day].sum() / 1_440
    full = accounts[in_a_day & ((minutes - minute) % 60 == 0)].sum() / 24
    everywhere = accounts[others].sum() / max(1, int(minutes[-1] - minutes[0]))
    return float(max(hour, day, full, everywhere))
