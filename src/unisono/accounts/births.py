"""Batches of accounts made within a few days, against how many are usually made around then."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unisono.accounts.timelines import DAY
from unisono.engine.special_functions import gammainc
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import TIME
from unisono.significance.combination import false_discovery_rates

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

LONGEST_DAYS = 7
MEDIAN_DAYS = 31
WIDE_DAYS = 365

FEWEST_ACCOUNTS = 5
"""Accounts that a batch must have."""

FEWEST_DATED = 20
"""Accounts with a known creation date below which nobody can say how many are usually made."""

TIMES_USUAL = 3.0
"""A batch must be so many times as large as usual: a first day of a boom is surprising, but no batch."""

MOST_OF_A_DAY = 3
"""Accounts of one day that count for the mean of rare days, so that a batch is hardly its own reference."""

FIRST_DAY = 9_131
"""1995-01-01, days since 1970; earlier dates stand for missing ones."""

LEVEL = 0.01
MOST_ON_THE_FIRST = 0.5
"""Share of dates on the first day of a month from which dates are taken to be known to the month only."""

CHI_SQUARE_DECILE = 2.706
"""Ninth decile of chi square with one degree of freedom."""

SMALLEST = 1e-300

BATCHES: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "first_at": TIME,  # midnight UTC of the first day
    "days": pl.Int64(),
    "accounts": pl.List(pl.String()),  # platform:id, ascending
    "expected": pl.Float64(),  # accounts that are usually made in so many days around then
    "dated": pl.Int64(),  # accounts of the platform with a creation date
    "p": pl.Float64(),  # of these days
    "q": pl.Float64(),  # among all windows of 1 to 7 days
}

BIRTHS_OF_NETWORKS: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "first_at": TIME,
    "days": pl.Int64(),
    "accounts": pl.List(pl.String()),  # the members made in these days
    "dated": pl.Int64(),  # members with a creation date
    "expected": pl.Float64(),  # of so many accounts of the case, made in these days
    "p": pl.Float64(),  # the best window, corrected for all windows
    "q": pl.Float64(),  # among all networks
}


@dataclass(frozen=True)
class Births:
    """On which day each account of one platform was made, and how many usually are.

    accounts: platform:id (accounts). days: int64 (accounts), days since `first_day`, which counts from 1970. counts:
    int64 (days). rates: float64 (days), accounts usually made on a day around then. spread: how many times as much
    as a Poisson distribution the counts vary, at least 1.
    """

    platform: str
    accounts: pl.Series
    days: Int64
    first_day: int
    counts: Int64
    rates: Float64
    spread: float

    @property
    def windows(self) -> int:
        """Return how many windows of 1 to 7 days there are."""
        return sum(max(0, len(self.counts) - length + 1) for length in range(1, LONGEST_DAYS + 1))

    def tails(self, counts: Float64, expected: Float64) -> Float64:
        """Return P(at least so many | expected), elementwise: a Poisson tail of counts divided by their spread."""
        some = counts > 0
        tails = np.ones(len(counts))
        tails[some] = gammainc(counts[some] / self.spread, expected[some] / self.spread)
        return np.maximum(tails, SMALLEST)


def births_of(profiles: pl.DataFrame) -> tuple[Births, ...]:
    """Return the births on each platform that has enough dates to the day, by platform.

    profiles: platform, account_id and created_at of ACCOUNTS, one row for each account. Dates before 1995 count as
    missing. A platform half of whose dates are the first of a month is left out: they are known to the month only.
    """
    day = pl.col("created_at").dt.epoch("d").cast(pl.Int64).alias("day")
    dated = profiles.select("platform", ACCOUNT_NAME, day).filter(
        pl.col("account").is_not_null() & (pl.col("day") >= FIRST_DAY)
    )
    found = []
    for (platform,), own in sorted(dated.partition_by("platform", as_dict=True).items()):
        on_the_first = (pl.from_epoch(own["day"], time_unit="d").dt.day() == 1).mean()
        if own.height >= FEWEST_DATED and float(str(on_the_first)) < MOST_ON_THE_FIRST:
            found.append(_births(str(platform), own["account"], own["day"].to_numpy()))
    return tuple(found)


def _births(platform: str, accounts: pl.Series, dates: Int64) -> Births:
    first = int(dates.min())
    counts = np.bincount(dates - first).astype(np.int64)
    rates = usual_rates(counts)
    return Births(platform, accounts, dates - first, first, counts, rates, spread_of(counts, rates))


def usual_rates(counts: Int64) -> Float64:
    """Return how many accounts are usually made on each day: float64 (days).

    The median of the 31 days around it (fewer at the ends), which neither a batch of a week moves nor the first day
    of a boom misses, and twice its standard error (pi / 2 times that of a mean), as the median may be too low. Where
    most days are empty the median says nothing: then it is the mean of the 31 days, shrunk halfway towards that of a
    year, with days of more than MOST_OF_A_DAY accounts counted as so many.
    """
    median = running_median(counts, MEDIAN_DAYS)
    median += 2 * np.sqrt(np.pi / 2 * median / MEDIAN_DAYS)
    capped = np.minimum(counts, MOST_OF_A_DAY).astype(np.float64)
    near, wide = running_mean(capped, MEDIAN_DAYS), running_mean(capped, WIDE_DAYS)
    return np.maximum(median, (near + wide) / 2)


def running_median(counts: Int64, days: int) -> Float64:
    """Return the median of the `days` (odd) days around each, without what lies beyond the ends."""
    half = days // 2
    medians = np.empty(len(counts))
    if len(counts) >= days:
        around = sliding_window_view(counts, days)
        medians[half : len(counts) - half] = np.partition(around, half, axis=1)[:, half]
    ends = [*range(min(half, len(counts))), *range(max(half, len(counts) - half), len(counts))]
    for place in ends:
        medians[place] = np.median(counts[max(0, place - half) : place + half + 1])
    return medians


def running_mean(values: Float64, days: int) -> Float64:
    """Return the mean of the `days` (odd) days around each, without what lies beyond the ends."""
    half = days // 2
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(len(values))
    begins, ends = np.maximum(places - half, 0), np.minimum(places + half + 1, len(values))
    return np.asarray((sums[ends] - sums[begins]) / (ends - begins), np.float64)


def spread_of(counts: Int64, rates: Float64) -> float:
    """Return how many times a Poisson distribution's variance the counts have; 1 where days are mostly empty.

    From the ninth decile of squared residuals, so that batches do not hide themselves but weekends and rainy days
    count; CHI_SQUARE_DECILE is what a Poisson distribution gives.
    """
    usual = rates >= 1.0
    if usual.sum() < MEDIAN_DAYS:
        return 1.0
    residuals = (counts[usual] - rates[usual]) ** 2 / rates[usual]
    return max(1.0, float(np.quantile(residuals, 0.9)) / CHI_SQUARE_DECILE)


def find_batches(births: Births) -> pl.DataFrame:
    """Return the batches in BATCHES columns, the most surprising first; no two share a day.

    A batch is a window of 1 to 7 days with at least FEWEST_ACCOUNTS accounts and TIMES_USUAL times as many as usual
    whose tail is small among all windows.
    """
    begins, lengths, counts, expected = _windows(births)
    tails = births.tails(counts, expected)
    likely = (counts >= FEWEST_ACCOUNTS) & (counts >= TIMES_USUAL * expected) & (tails * births.windows <= LEVEL)
    # The likelihood ratio of a window, which goes on where tails are too small for a number.
    gains = np.where(likely, counts * np.log(np.maximum(counts, 1) / expected) - (counts - expected), -1.0)
    taken = np.zeros(len(births.counts), np.bool_)
    chosen = []
    for place in np.argsort(-gains, kind="stable")[: int(likely.sum())]:
        own = slice(begins[place], begins[place] + lengths[place])
        if not taken[own].any():
            taken[own] = True
            chosen.append(int(place))
    rates = false_discovery_rates(tails[chosen], births.windows)
    rows = [
        {
            "platform": births.platform,
            "first_at": _midnight(births.first_day + int(begins[place])),
            "days": int(lengths[place]),
            "accounts": _made_in(births, int(begins[place]), int(lengths[place])),
            "expected": float(expected[place]),
            "dated": len(births.accounts),
            "p": float(tails[place]),
            "q": float(rate),
        }
        for place, rate in zip(chosen, rates, strict=True)
    ]
    return pl.DataFrame(rows, schema=BATCHES)


def _windows(births: Births) -> tuple[Int64, Int64, Float64, Float64]:
    """Return of all windows of 1 to 7 days: first day, length, accounts made, accounts usually made."""
    made = np.concatenate([[0], np.cumsum(births.counts)]).astype(np.float64)
    usual = np.concatenate([[0.0], np.cumsum(births.rates)])
    lengths = [length for length in range(1, LONGEST_DAYS + 1) if length <= len(births.counts)]
    return (
        np.concatenate([np.arange(len(births.counts) - length + 1) for length in lengths]),
        np.concatenate([np.full(len(births.counts) - length + 1, length) for length in lengths]),
        np.concatenate([made[length:] - made[:-length] for length in lengths]),
        np.concatenate([np.maximum(usual[length:] - usual[:-length], 1e-9) for length in lengths]),
    )


def _made_in(births: Births, begin: int, length: int) -> list[str]:
    within = (births.days >= begin) & (births.days < begin + length)
    return births.accounts.filter(pl.Series(within)).sort().to_list()


def _midnight(day: int) -> int:
    return day * DAY


def births_of_networks(members: pl.DataFrame, births: tuple[Births, ...]) -> pl.DataFrame:
    """Return, in BIRTHS_OF_NETWORKS columns, the networks half of whose dated members or more are one batch.

    members: network and account of MEMBERS. A network is looked at on the platform where most of its members are.
    Its best window of 1 to 7 days is held against as many accounts of the case drawn by the usual rates, and
    corrected for all windows.
    """
    rows = []
    for (network,), own in members.group_by("network", maintain_order=True):
        found = [_birth_of_network(own["account"], of_platform) for of_platform in births]
        dated = [row for row in found if row is not None]
        if dated:
            rows.append({"network": network, **max(dated, key=lambda row: int(str(row["dated"])))})
    if not rows:
        return pl.DataFrame(schema=BIRTHS_OF_NETWORKS)
    table = pl.DataFrame(rows, schema={name: kind for name, kind in BIRTHS_OF_NETWORKS.items() if name != "q"})
    rates = false_discovery_rates(table["p"].to_numpy(), members["network"].n_unique())
    judged = table.with_columns(pl.Series("q", rates))
    made = pl.col("accounts").list.len()
    return judged.filter((pl.col("q") <= LEVEL) & (made >= 3) & (2 * made >= pl.col("dated")))


def _birth_of_network(members: pl.Series, births: Births) -> dict[str, object] | None:
    """Return the most surprising window of a network's members on one platform; None where fewer than 3 have dates."""
    own = births.accounts.is_in(members.implode()).to_numpy()
    if own.sum() < 3:
        return None
    days = births.days[own]
    sums = np.concatenate([[0.0], np.cumsum(births.rates)])
    # The best window begins with the birth of a member.
    begins = np.repeat(np.unique(days), LONGEST_DAYS)
    ends = begins + np.tile(np.arange(1, LONGEST_DAYS + 1), len(begins) // LONGEST_DAYS)
    ordered = np.sort(days)
    counts = (np.searchsorted(ordered, ends) - np.searchsorted(ordered, begins)).astype(np.float64)
    shares = (sums[np.minimum(ends, len(births.rates))] - sums[begins]) / sums[-1]
    expected = np.maximum(shares * len(days), 1e-9)
    tails = gammainc(counts, expected)
    best = int(np.lexsort((ends - begins, -counts / expected, tails))[0])
    begin, length = int(begins[best]), int(ends[best] - begins[best])
    within = own & (births.days >= begin) & (births.days < begin + length)
    return {
        "first_at": _midnight(births.first_day + begin),
        "days": length,
        "accounts": births.accounts.filter(pl.Series(within)).sort().to_list(),
        "dated": int(own.sum()),
        "expected": float(expected[best]),
        "p": float(min(1.0, max(tails[best], SMALLEST) * births.windows)),
    }
