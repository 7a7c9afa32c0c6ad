"""Buried: whether the steady posts of a few accounts make a tag's rise look like no rise."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.hashtag.growth import BEFORE, Card, growth_of_hours
from unisono.dossiers.hashtag.growth import FEWEST_POSTS as FEWEST_GROWING
from unisono.model.counting import counted
from unisono.significance.baselines import HOUR

Int64 = NDArray[np.int64]

FEWEST_POSTS = 50
FEWEST_DAYS = 7
STEADY = 0.5
"""An account is steady if it used the tag on this share of the days from its first to its last use at least."""

FEW_ACCOUNTS = 0.05
AT_MOST = 3
"""Few: a twentieth of the accounts, or three."""

LOWERED = 2.0
GROWTH = 5.0
LEVEL = 0.01
"""Buried: without the steady accounts the fastest hour grows so many times as fast, and so fast, and not by chance."""

SHUFFLES = 199
MOST_CELLS = 20_000_000


def describe_buried(moments: Int64, accounts: pl.Series | None, first_hour: int, hours: int) -> Card:
    """Return is_buried, accounts and posts of the steady, growth with and without them, lowered_by, p, n and says.

    moments: ascending, microseconds since 1970; accounts: who posted each. Growth of an hour is beside the day before
    it; lowered_by is how many times as fast the fastest hour without the steady accounts grew for the others as for
    all. p: of a lowering as large if the accounts had posted at each other's times (their numbers of posts kept): the
    posts of busy accounts that post when all do hide no more than anybody's.
    """
    size = len(moments)
    card: Card = {
        "is_buried": None, "accounts": None, "posts": None, "growth": None, "growth_without": None, "at": None,
        "lowered_by": None, "p": None, "n": size, "cannot_say": None, "says": None,
    }  # fmt: skip
    days = int(moments[-1] // (24 * HOUR) - moments[0] // (24 * HOUR) + 1) if size else 0
    why = (
        "who posted is not known" if accounts is None
        else f"n = {counted(size, 'post')}" if size < FEWEST_POSTS
        else f"it was used on {counted(days, 'day')} only" if days < FEWEST_DAYS
        else None
    )  # fmt: skip
    if accounts is None or why is not None:
        return {
            **card,
            "cannot_say": f"cannot say, {why}",
            "says": f"Whether steady posts hide a rise: cannot say, {why}.",
        }
    owners = accounts.rank("dense").to_numpy().astype(np.int64) - 1
    steady = _steady(moments, owners, days)
    few = max(AT_MOST, int(FEW_ACCOUNTS * (int(owners.max()) + 1)))
    if not steady.any() or steady.sum() > few:
        many = "no account" if not steady.any() else f"{int(steady.sum()):,} of {steady.size:,} accounts"
        return {
            **card,
            "is_buried": False,
            "accounts": int(steady.sum()),
            "says": f"No few accounts hide a rise: {many} used it on half of its {days:,} days.",
        }
    places = moments // HOUR - first_hour
    hidden = steady[owners]
    rest = int((~hidden).sum())
    if rest < FEWEST_GROWING:
        why = f"{size - rest:,} of its {size:,} posts are by accounts that use it steadily, too few are left"
        return {
            **card,
            "accounts": int(steady.sum()),
            "posts": int(hidden.sum()),
            "cannot_say": f"cannot say, {why}",
            "says": f"Whether steady posts hide a rise: cannot say, {why}.",
        }
    lowered, hour, growth, without = _lowering(places, hidden[None, :], hours)
    card |= {
        "accounts": int(steady.sum()), "posts": int(hidden.sum()), "growth": float(growth[0]),
        "growth_without": float(without[0]), "lowered_by": float(lowered[0]), "is_buried": False,
        "at": pl.Series([(first_hour + int(hour[0])) * HOUR]).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")[0],
    }  # fmt: skip
    if lowered[0] >= LOWERED and without[0] >= GROWTH:
        card["p"] = _chance(places, hidden, hours, float(lowered[0]))
        card["is_buried"] = card["p"] <= LEVEL
    return {**card, "says": _says(card, days)}


def _steady(moments: Int64, owners: Int64, days: int) -> NDArray[np.bool_]:
    """Return for each account whether it used the tag on most days."""
    used = np.unique(owners * 10**6 + moments // (24 * HOUR)) // 10**6
    return np.asarray(np.bincount(used, minlength=int(owners.max()) + 1) >= STEADY * days)


def _lowering(
    places: Int64, hidden: NDArray[np.bool_], hours: int
) -> tuple[NDArray[np.float64], Int64, NDArray[np.float64], NDArray[np.float64]]:
    """Return for each row of hidden posts: the lowering, the fastest hour without them, the growth with and without."""
    everybody = growth_of_hours(np.bincount(places, minlength=hours))
    rows = hidden.shape[0]
    row, post = np.nonzero(~hidden)
    rest = np.bincount(row * hours + places[post], minlength=rows * hours).reshape(rows, hours)
    growth = growth_of_hours(rest)
    best = growth.argmax(axis=1)
    without = growth[np.arange(rows), best]
    return without / everybody[best], best + BEFORE, everybody[best], without


def _chance(places: Int64, hidden: NDArray[np.bool_], hours: int, lowered: float) -> float:
    generator = np.random.default_rng(0)
    at_once = max(1, MOST_CELLS // max(hours, hidden.size) // 8)
    as_low = done = 0
    while done < SHUFFLES:
        rows = min(at_once, SHUFFLES - done)
        shuffled = generator.permuted(np.tile(hidden, (rows, 1)), axis=1)
        as_low += int((_lowering(places, shuffled, hours)[0] >= lowered).sum())
        done += rows
    return (1 + as_low) / (1 + SHUFFLES)


def _says(card: Card, days: int) -> str:
    who = f"{counted(card['accounts'], 'account')} used it on half of its {days:,} days or more"
    said = f"{who} ({card['posts']:,} of {card['n']:,} posts)"
    if not card["is_buried"]:
        return f"No rise is hidden by steady posts: {said}, and without them it grows about as fast."
    return (
        f"Its rise is buried: {said}. Without them its fastest hour ({card['at']:%Y-%m-%d %H:00} UTC) grows to "
        f"{card['growth_without']:,.3g} times the day before, with them to {card['growth']:,.3g} "
        f"(p = {card['p']:.2g}). Lists that rank by growth would miss it. A feed, a club or a daily programme uses a "
        "tag like that, too."
    )
