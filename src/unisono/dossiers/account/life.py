"""The life of an account: when it was made, when it posted, when it was silent, and when it woke."""

from typing import Any

import numpy as np
import polars as pl

from unisono.accounts.coverage import Coverage
from unisono.accounts.known import KnownAccounts
from unisono.accounts.pauses import FEWEST_PAUSES
from unisono.accounts.timelines import DAY
from unisono.detectors.dormancy import judge_silences
from unisono.dossiers.account.material import Material
from unisono.dossiers.subject_posts import Card
from unisono.model.tables import TIME

SILENCES_TOLD = 3
KINDS = ("post", "repost", "reply", "quote")


def describe_life(material: Material) -> Card:
    """Return when the account was made, its posts by kind, its first, last and active days, and its longest silences.

    Days are those of the case's zone; `days` are from its first post to its last, both counted. `case_first_at` and
    `case_last_at` are those of the whole case: what lies outside was not collected. `first_precision` and
    `last_precision` say how exactly these posts are dated. `events`: what the case was told of.
    """
    own, zone = material.own, material.case.zone
    timed = own.filter(pl.col("created_at").is_not_null())
    day = timed.select(pl.col("created_at").dt.convert_time_zone(zone).dt.date().alias("day"))
    active = day.group_by("day").agg(pl.len().cast(pl.Int64).alias("posts")).sort("day")
    made = material.profiles["created_at"].drop_nulls()
    kinds = dict(own.group_by(pl.col("kind").fill_null("post")).len().iter_rows())
    times, precision = material.known.posts["created_at"], precisions(own)
    return {
        "made_at": made[-1] if len(made) else None,
        "first_at": (first := timed["created_at"].min()),
        "first_precision": precision.get(first),
        "last_at": (last := timed["created_at"].max()),
        "last_precision": precision.get(last),
        "posts": own.height,
        "posts_without_time": own.height - timed.height,
        "kinds": {kind: kinds.get(kind, 0) for kind in KINDS},
        "active_days": active.height,
        "days": (active["day"][-1] - active["day"][0]).days + 1 if active.height else 0,
        "activity": active.to_dicts(),
        "silences": longest_silences(material),
        "uncollected": uncollected_spans(material.known, material.account),
        "events": material.known.events.to_dicts(),
        "case_first_at": times.min(),
        "case_last_at": times.max(),
    }


def longest_silences(material: Material) -> list[Card]:
    """Return the longest silences of a day or more, longest first: days, began_at, ended_at and `woke`.

    Days of which the case has hardly anything do not count. `woke`: the silence counts among those whose ends are
    compared (see accounts/returns.py), which need not be rare by the account's own rhythm. `began_precision` and
    `ended_precision`: how exactly the posts around it are dated.
    """
    if material.place is None:
        return []
    silences, timelines = material.known.silences, material.known.timelines
    first, last = timelines.start[[material.place, material.place + 1]].tolist()
    lengths = silences.gaps[first:last]
    places = first + np.lexsort((np.arange(len(lengths)), -lengths))[:SILENCES_TOLD]
    returns = set(material.known.returns.place.tolist())
    precision = precisions(material.own)
    return [
        {
            "days": float(silences.gaps[place] / DAY),
            "began_at": (began := moment(timelines.times[place - 1])),
            "began_precision": precision.get(began),
            "ended_at": (ended := moment(timelines.times[place])),
            "ended_precision": precision.get(ended),
            "woke": place in returns,
        }
        for place in places.tolist()
        if silences.gaps[place] >= DAY
    ]


def precisions(posts: pl.DataFrame) -> dict[Any, str]:  # Any: times
    """Return by time of a post how exactly it is known: second, minute or day; the finest of posts at one time."""
    ranks = pl.col("created_at_precision").replace_strict({"day": 0, "minute": 1}, default=2)
    timed = posts.filter(pl.col("created_at").is_not_null())
    finest = timed.select("created_at", ranks.alias("rank")).group_by("created_at").agg(pl.col("rank").max())
    return {at: ("day", "minute", "second")[rank] for at, rank in finest.iter_rows()}


def describe_dormancy(material: Material) -> Card:
    """Return the longest silence, how unusual it is for this account, and whether it counts as having slept.

    `slept`: the bars are those of the detector `dormancy`, over all posts of the case; q is among all accounts whose
    rhythm is known. `woke`: the silence counts among those whose ends are compared (see accounts/returns.py), which in
    a short case may be short. `cannot_say` tells why a value is null.
    """
    if material.place is None:
        return {**dict.fromkeys(_DORMANCY), "n": 0, "cannot_say": "no post has a time"}
    silences = material.known.silences
    row = silences.frame().row(material.place, named=True)
    rates, slept = judge_silences(silences)
    q = None if np.isnan(rates[material.place]) else float(rates[material.place])
    unsaid = row["cannot_say"] or (f"fewer than {FEWEST_PAUSES} other pauses to compare with" if q is None else None)
    return {
        **{name: row[name] for name in _ROW},
        "q": q,
        "slept": bool(slept[material.place]),
        "woke": bool(np.isin(silences.place[material.place], material.known.returns.place)),
        "n": row["posts"],
        "cannot_say": unsaid,
    }


_ROW = ("days", "began_at", "ended_at", "next_longest_days", "before", "after", "p")
_DORMANCY = (*_ROW, "q", "slept", "woke")


def uncollected_spans(known: KnownAccounts, account: str) -> list[Card]:
    """Return the spans of days (UTC) of which the case has hardly anything of the account's platform: first, last."""
    coverage = known.silences.coverage
    found = (known.timelines.accounts == account).arg_true()
    if not len(found) or not coverage.days:
        return []
    return dark_spans(coverage, int(coverage.platform_of[found[0]]))


def dark_spans(coverage: Coverage, platform: int) -> list[Card]:
    """Return the spans of dark days of a platform (a place in Coverage), in order: first and last day."""
    dark = np.concatenate([[False], coverage.dark[platform], [False]]).astype(np.int8)
    edges = np.diff(dark)
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return [
        {
            "first": moment((coverage.first_day + begin) * DAY).date(),
            "last": moment((coverage.first_day + end) * DAY).date(),
        }
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]


def moment(microseconds: int) -> Any:  # Any: polars hands out what it holds, here a datetime
    """Return a moment in UTC."""
    return pl.Series([int(microseconds)]).cast(TIME)[0]
