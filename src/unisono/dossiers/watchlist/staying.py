"""What stays on top of a list's ranking for days: third or fourth, day after day."""

from datetime import date, timedelta

import polars as pl

from unisono.dossiers.subject_posts import Card
from unisono.dossiers.watchlist.ranking import TOP

FEWEST_DAYS = 2
FEWEST_ACCOUNTS = 3
"""Accounts that must have used a thing on one of its days; the habits of one or two come after all others."""

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
ORDINALS |= {6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


def find_stays(ranks: pl.DataFrame) -> list[Card]:
    """Return what was in the top ten on two days or more, longest first: its days, ranks, longest run and a sentence.

    ranks: day, kind, item, label, rank, days_in_top10. A run is of days that follow each other.
    """
    top = ranks.filter((pl.col("rank") <= TOP) & (pl.col("days_in_top10") >= FEWEST_DAYS)).sort("day")
    stays = []
    for (kind, item), rows in top.group_by("kind", "item", maintain_order=True):
        days, places = rows["day"].to_list(), rows["rank"].to_list()
        begin, end = _longest_run(days)
        run = places[begin : end + 1]
        stay: Card = {
            "kind": kind,
            "item": item,
            "label": rows["label"][0],
            "days_in_top10": len(days),
            "most_accounts": rows["accounts"].max(),
            "best_rank": min(places),
            "run_days": end - begin + 1,
            "run_from": days[begin],
            "run_to": days[end],
            "run_ranks": sorted(set(run)),
        }
        stays.append({**stay, "says": _sentence(stay)})
    return sorted(stays, key=_order)


def _order(stay: Card) -> tuple[bool, int, int, str, str]:
    is_habit = stay["most_accounts"] < FEWEST_ACCOUNTS
    return (is_habit, -stay["days_in_top10"], stay["best_rank"], stay["kind"], stay["item"])


def ordinals_text(ranks: list[int]) -> str:
    """Return ranks as words.

    >>> ordinals_text([3, 4]), ordinals_text([1]), ordinals_text([1, 2, 5])
    ('third or fourth', 'first', 'first to fifth')
    """
    if len(ranks) == 1:
        return ORDINALS[ranks[0]]
    return f"{ORDINALS[ranks[0]]} {'or' if len(ranks) == 2 else 'to'} {ORDINALS[ranks[-1]]}"


def _longest_run(days: list[date]) -> tuple[int, int]:
    """Return the places of the first and last day of the longest run, the earliest of several."""
    best = begin = 0
    longest = 1
    for place in range(1, len(days)):
        if days[place] - days[place - 1] != timedelta(days=1):
            begin = place
        if place - begin + 1 > longest:
            longest, best = place - begin + 1, begin
    return best, best + longest - 1


def _sentence(stay: Card) -> str:
    ranks = ordinals_text(stay["run_ranks"])
    more = stay["days_in_top10"] - stay["run_days"]
    others = f", and in the top ten on {more} other day{'' if more == 1 else 's'}" if more else ""
    if stay["run_days"] == 1:
        return f"{stay['label']}: in the top ten on {stay['days_in_top10']} days, never two in a row"
    return (
        f"{stay['label']}: {ranks} for {stay['run_days']} days in a row "
        f"({stay['run_from']} to {stay['run_to']}){others}"
    )
