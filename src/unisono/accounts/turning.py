"""When did an account change its subject? The split of its days whose sides are least alike, tested by shuffling."""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.mixes import KINDS, Mixes
from unisono.accounts.read_posts import PostsRead
from unisono.accounts.subjects import posts_around, subjects_around
from unisono.accounts.timelines import DAY
from unisono.engine.mixes import DayItems, scan_splits, shuffle_blocks
from unisono.model.tables import TIME
from unisono.significance.combination import false_discovery_rates

Bool = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

WHOLE = 64
"""The weight of an item that is the only one of its kind on a day."""

FIRST_SHUFFLES, SECOND_SHUFFLES = 9, 49
"""Shuffles after which an account is left alone that they have shown to be ordinary."""

MOST_COMPARED = 400
"""Accounts of a platform and language whose change at a date is looked at, evenly spread over all."""

FEWEST_COMPARED = 10
"""Accounts with posts before and after a date below which nobody can say what the others did."""

UNUSUAL = 0.01
"""The largest p of an account that a finding or a group may take."""

LEVEL = 0.01
"""The largest q of an account that is said to have changed its subject."""

NAMED_Z, NAMED_AT_ONCE = 3.0, 100_000
"""How many times the spread of chance an item must differ by to be named, and posts whose items are read at once."""

EULER = 0.5772156649

TURNS: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "place": pl.Int32(),  # among the accounts of the mixes
    "split": pl.Int64(),  # the first active day after the change, as a place among all days of the mixes
    "posts": pl.Int64(),
    "days": pl.Int64(),
    "turned_at": TIME,  # the first post after the change
    "earliest": TIME,  # between these two lies the change
    "latest": TIME,
    "divergence": pl.Float64(),  # bits
    "drift": pl.Float64(),  # what others of the platform and language changed by at that date
    "by_chance": pl.Float64(),  # the mean of shuffled days; null where none were shuffled
    "p": pl.Float64(),  # 1 where no days were shuffled, as the account differs too little
}
"""One row for each account that was tested."""


@dataclass(frozen=True)
class Turning:
    """How a change of subject is looked for.

    edge: active days that either side must have. longest_block_days: days so near one another stay together when an
    account's days are shuffled, and for accounts of less than 40 such blocks shorter ones. least_items: a kind of which
    an account has fewer does not count. least_change: bits beyond drift and chance. least_divergence: bits below which
    a difference means nothing to a reader; where a tenth of what an account posts about gives way to other things, its
    halves differ by 0.1.
    """

    edge: int = 5
    longest_block_days: float = 2.0
    blocks: int = 40
    least_items: float = 10.0
    least_change: float = 0.04
    least_divergence: float = 0.1
    least_spreads: float = 3.0
    shuffles: int = 199
    seed: int = 20


USUAL = Turning()


@dataclass(frozen=True)
class Turns:
    """The accounts that were tested, TURNS, and what they post about.

    unnamed: accounts of which no single item can be named that they use more, or less, from the date on.
    """

    table: pl.DataFrame
    mixes: Mixes
    unnamed: frozenset[str] = frozenset()

    def found(self, settings: Turning = USUAL) -> pl.DataFrame:
        """Return TURNS of those that changed by more than drift and chance give and to what can be named.

        Whatever p is; but of those whose p no group or finding would take, nobody has asked what can be named.
        """
        beyond = pl.col("divergence") - pl.col("drift") - pl.col("by_chance")
        enough = (beyond >= settings.least_change) & (pl.col("divergence") >= settings.least_divergence)
        return self.table.filter(enough & (pl.col("p") < 1.0) & ~pl.col("account").is_in(list(self.unnamed)))


def rate_turns(turns: Turns) -> pl.DataFrame:
    """Return TURNS with `q` among all that were tested, and `beyond_others`: whether drift and chance give less.

    That is: whether the account is among `Turns.found`, which leaves out what is small or cannot be named, too.
    """
    rates = false_discovery_rates(turns.table["p"].to_numpy(), turns.table.height)
    changed = turns.table["account"].is_in(turns.found()["account"].implode())
    return turns.table.with_columns(pl.Series("q", rates), changed.alias("beyond_others"))


def name_turns(table: pl.DataFrame, mixes: Mixes, posts: PostsRead) -> Turns:
    """Return the Turns of TURNS, those of which no item can be named among them."""
    unsure = Turns(table, mixes).found().filter(pl.col("p") <= UNUSUAL)
    unnamed: set[str] = set()
    for part in in_lots(unsure):
        subjects = subjects_around(posts_around(posts, mixes, part))
        unnamed |= set(part["account"]) - set(subjects.filter(pl.col("z").abs() >= NAMED_Z)["account"])
    return Turns(table, mixes, frozenset(unnamed))


def in_lots(table: pl.DataFrame, posts_at_once: int = NAMED_AT_ONCE) -> Iterator[pl.DataFrame]:
    """Yield rows of TURNS some at a time, so many that their accounts have about so many posts together."""
    lots = (table["posts"].cum_sum() - table["posts"]) // posts_at_once
    yield from (table.filter(lots == lot) for lot in lots.unique().sort())


def find_turns(mixes: Mixes, accounts: pl.Series, settings: Turning = USUAL) -> pl.DataFrame:
    """Return TURNS of all accounts of the mixes; accounts: names of Timelines.

    An account whose largest divergence is not `least_change` above the drift is not shuffled; its p is 1, and what
    chance gives is null.
    """
    if len(mixes) == 0:
        return pl.DataFrame(schema=TURNS)
    days = weighed_days(mixes, settings)
    at_split, strongest, spread = scan_splits(days, edge=settings.edge)
    splits = largest_splits(at_split, mixes.days_of)
    dates = mixes.times[mixes.post_start[:-1]] // DAY
    least = np.maximum(settings.least_change, settings.least_spreads * spread)
    candidates = np.flatnonzero(strongest >= least)
    drift = np.zeros(len(mixes))
    drift[candidates] = drift_of_others(mixes, at_split, dates, candidates, dates[splits[candidates]])
    candidates = candidates[strongest[candidates] - drift[candidates] >= least[candidates]]
    names = accounts.gather(mixes.numbers)
    seeds = np.array([crc32(names[int(one)].encode("utf-8", "surrogatepass")) for one in candidates], np.int64)
    own = strongest[candidates] - drift[candidates]
    p, by_chance, noise = np.ones(len(mixes)), np.full(len(mixes), np.nan), np.zeros(len(mixes))
    p[candidates], by_chance[candidates], noise[candidates] = _tails(
        days, blocks_of(mixes, settings), own, candidates.astype(np.int32), seeds + settings.seed, settings
    )
    earliest, latest = _interval(mixes, at_split, strongest - 2.0 * noise, splits)
    first = mixes.post_start[mixes.days_of]
    return pl.DataFrame(
        {
            "account": names,
            "place": np.arange(len(mixes), dtype=np.int32),
            "split": splits,
            "posts": np.diff(first),
            "days": np.diff(mixes.days_of),
            "turned_at": mixes.times[mixes.post_start[splits]],
            "earliest": earliest,
            "latest": latest,
            "divergence": strongest,
            "drift": drift,
            "by_chance": pl.Series(by_chance).fill_nan(None),
            "p": p,
        },
        schema=TURNS,
    )


def weighed_days(mixes: Mixes, settings: Turning = USUAL) -> DayItems:
    """Return the items of the accounts' days with their weights."""
    given = (mixes.days_of, mixes.day_start, mixes.items, day_weights(mixes), mixes.kind_of)
    return DayItems(*given, kinds=len(KINDS), least=settings.least_items)


def day_weights(mixes: Mixes) -> Bytes:
    """Return the weight of each item of each day: WHOLE over the root of how many of its kind the day has.

    With equal weights, a day of a hundred posts would outweigh weeks of one post a day; with weights that add up to the
    same, a day of one post would say as much as one of a hundred.
    """
    days = np.repeat(np.arange(len(mixes.day_start) - 1), np.diff(mixes.day_start))
    of_kind = days * len(KINDS) + mixes.kind_of[mixes.items]
    many = np.bincount(of_kind, minlength=(len(mixes.day_start) - 1) * len(KINDS))
    table = np.maximum(1.0, np.round(WHOLE / np.sqrt(np.maximum(many, 1)))).astype(np.uint8)
    return np.asarray(table[of_kind], np.uint8)


def largest_splits(at_split: Float64, days_of: Int64) -> Int64:
    """Return for each account the day before which its divergence is largest, the first of several."""
    largest = np.maximum.reduceat(at_split, days_of[:-1])
    is_largest = np.flatnonzero(at_split == np.repeat(largest, np.diff(days_of)))
    return np.asarray(is_largest[np.searchsorted(is_largest, days_of[:-1])], np.int64)


def drift_of_others(mixes: Mixes, at_split: Float64, dates: Int64, candidates: Int64, turned: Int64) -> Float64:
    """Return by how much the others of an account's platform and language changed at the date of its split, in bits.

    The median of their divergences at that date, whatever their own largest ones are; 0 where it is negative, or fewer
    than ten others have enough days before and after. turned: dates (days since 1970) of the candidates' splits.
    """
    drift = np.zeros(len(candidates))
    # (account, date) as one ascending number, so that one search finds the day of every account at a date.
    width = int(dates.max()) + 2
    keys = np.repeat(np.arange(len(mixes)), np.diff(mixes.days_of)) * width + dates
    for cohort in np.unique(mixes.cohorts[candidates]):
        members = np.flatnonzero(mixes.cohorts == cohort)
        members = members[:: -(-len(members) // MOST_COMPARED)]
        inside = mixes.cohorts[candidates] == cohort
        for date in np.unique(turned[inside]):
            days = np.searchsorted(keys, members * width + date)
            known = days < mixes.days_of[members + 1]
            changed = np.sort(at_split[days[known]])
            changed = changed[np.searchsorted(changed, -1.0, side="right") :]
            if len(changed) > FEWEST_COMPARED:
                drift[inside & (turned == date)] = max(0.0, float(np.median(changed)))
    return drift


def blocks_of(mixes: Mixes, settings: Turning) -> tuple[Int64, Int64]:
    """Return (start, blocks): where each account's blocks begin, and the days with which they begin, and the end."""
    dates = mixes.times[mixes.post_start[:-1]] // DAY
    first, last = dates[mixes.days_of[:-1]], dates[mixes.days_of[1:] - 1]
    length = np.clip((last - first + 1) / settings.blocks, 1.0, settings.longest_block_days)
    owners = np.repeat(np.arange(len(mixes)), np.diff(mixes.days_of))
    block = ((dates - first[owners]) / length[owners]).astype(np.int64)
    begins = np.ones(len(dates), np.bool_)
    begins[1:] = (owners[1:] != owners[:-1]) | (block[1:] != block[:-1])
    places = np.flatnonzero(begins)
    start = np.searchsorted(places, mixes.days_of)
    return start.astype(np.int64), np.append(places, len(dates)).astype(np.int64)


def _tails(
    days: DayItems, blocks: tuple[Int64, Int64], own: Float64, chosen: Int32, seeds: Int64, settings: Turning
) -> tuple[Float64, Float64, Float64]:
    """Return p, and the mean and the spread of the largest divergences of shuffled days, for each chosen account.

    Where a few shuffles reach what the account has, no more are made.
    """

    p, means, noise = np.ones(len(chosen)), np.zeros(len(chosen)), np.zeros(len(chosen))
    going_on, largest = np.arange(len(chosen)), np.empty((len(chosen), 0))
    for shuffles, still in ((FIRST_SHUFFLES, 0.101), (SECOND_SHUFFLES, 0.05), (settings.shuffles, 0.0)):
        largest = shuffle_blocks(
            days,
            edge=settings.edge,
            chosen=chosen[going_on],
            blocks=blocks,
            seeds=seeds[going_on] * 0x9E3779B1 + 1,
            known=largest,
            shuffles=shuffles,
        )
        p[going_on] = tails_of_shuffles(own[going_on], largest)
        means[going_on], noise[going_on] = largest.mean(axis=1), largest.std(axis=1)
        open_still = p[going_on] < still
        going_on, largest = going_on[open_still], largest[open_still]
    return p, means, noise


def tails_of_shuffles(own: Float64, shuffled: Float64) -> Float64:
    """Return how often shuffles reach what each account has: by count, and where hardly any do, by a tail.

    The tail is that of a Gumbel distribution with the shuffles' mean and spread, as for the largest of many. The
    largest divergence of shuffled days is bounded, so that this tail is too thick rather than too thin.
    """
    shuffles = shuffled.shape[1]
    reached = (shuffled >= own[:, None]).sum(axis=1)
    counted = (1.0 + reached) / (1.0 + shuffles)
    if shuffles < SECOND_SHUFFLES:
        return np.asarray(counted, np.float64)
    spread = np.maximum(shuffled.std(axis=1), 1e-12)
    standard = (own - shuffled.mean(axis=1)) / spread * np.pi / np.sqrt(6.0) + EULER
    tail = -np.expm1(-np.exp(-np.clip(standard, -6.0, 600.0)))
    return np.asarray(np.where(10 * reached < shuffles / 2, np.maximum(tail, 1e-12), counted), np.float64)


def _interval(mixes: Mixes, at_split: Float64, least: Float64, splits: Int64) -> tuple[Int64, Int64]:
    """Return between which times the change lies: the splits around the largest that are nearly as large.

    least: the divergence that they must reach, by account; from the last post before the first of these splits to the
    first post behind the last of them.
    """
    owners = np.repeat(np.arange(len(mixes)), np.diff(mixes.days_of))
    near = np.flatnonzero((at_split >= least[owners]) & (at_split > -1.0) | (np.arange(len(owners)) == splits[owners]))
    first = near[np.searchsorted(near, mixes.days_of[:-1])]
    last = near[np.searchsorted(near, mixes.days_of[1:]) - 1]
    return mixes.times[mixes.post_start[first] - 1], mixes.times[mixes.post_start[last]]
