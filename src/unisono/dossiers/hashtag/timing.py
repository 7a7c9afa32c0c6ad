"""When a tag or any other subject was posted: bursts, since when it rose, how fast, by whom anew, its hours."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.hashtag.buried import describe_buried
from unisono.dossiers.hashtag.growth import Card, describe_acceleration
from unisono.dossiers.hashtag.novelty import describe_novelty
from unisono.model.counting import counted
from unisono.significance.baselines import FEWEST_HOURS, HOUR, HOURS_OF_WEEK, MONDAY, baseline_of, count_hours
from unisono.significance.bursts import Burst, find_bursts
from unisono.significance.onset import Onset, find_onset

Int64 = NDArray[np.int64]

RESOLUTIONS = {"second": 1_000_000, "minute": 60_000_000, "day": 24 * HOUR}
FEWEST_OTHERS = 1_000
FEWEST_SHAPE_HOURS = 7 * 24
"""Posts of others, and hours of the case, from which on their hours of the week say how people's days go."""

CASE_GROWS = 3.0
MOST_BEFORE = 0.05
"""Where no more of the posts of the case came before a rise, it may be the collection that begins."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def timing_of(
    moments: pl.Series,
    everybody: pl.Series,
    zone: str = "UTC",
    *,
    accounts: pl.Series | None = None,
    others: pl.DataFrame | None = None,
    precision: str = "second",
) -> Card:
    """Return when the posts came: first_at, onset_at, onset_low, onset_high, peak_at, bursts, hours and more.

    moments: times of the subject's posts (null: not known); everybody: times of all posts of the case, which say what
    was looked at; zone: of hours_of_day; accounts: who made each post of moments, in their order; others: tag, posts
    and growth of the case's other tags (growth.largest_growths); precision: the coarsest of the times.
    Every part has `says`, and `cannot_say` where too little is known.
    """
    table = pl.DataFrame(
        {
            "at": moments,
            "account": accounts if accounts is not None else pl.Series([None] * len(moments), dtype=pl.String),
        }
    )
    known = table.drop_nulls("at").sort("at", maintain_order=True)
    own = known["at"].dt.epoch("us").to_numpy().astype(np.int64)
    case = np.sort(everybody.drop_nulls().dt.epoch("us").to_numpy().astype(np.int64))
    card: Card = {"posts": len(own), "without_time": table.height - known.height}
    if not len(own):
        return card | _nothing("cannot say: none of its posts has a time")
    resolution = RESOLUTIONS[precision] if _has_hours(own) else RESOLUTIONS["day"]
    span = (
        min(int(own[0]), int(case[0])) if len(case) else int(own[0]),
        max(int(own[-1]), int(case[-1]) if len(case) else 0),
    )
    baseline = baseline_of(own, span)
    bursts = find_bursts(own, baseline) if resolution < 24 * HOUR else []
    onset = find_onset(own, span, bursts=bursts, shape=_shape(own, case, span), resolution=resolution)
    counts = count_hours(own, baseline.first_hour, baseline.hours)
    peak = int(np.argmax(counts))
    who = known["account"] if accounts is not None else None
    by_hour = resolution < 24 * HOUR
    card |= {
        "first_at": known["at"][0],
        "last_at": known["at"][-1],
        "onset_at": _time(onset.at),
        "onset_low": _time(onset.low),
        "onset_high": _time(onset.high),
        "onset": _describe_onset(onset, own, case, resolution),
        "peak_at": _time((baseline.first_hour + peak) * HOUR),
        "peak_posts": int(counts[peak]),
        "bursts": [_describe_burst(one, span) for one in bursts],
        "bursts_cannot_say": _no_bursts_because(by_hour=by_hour, hours=baseline.hours),
        "baseline": baseline.kind,
        "hours": _describe_hours(counts, baseline.first_hour),
        "hours_of_day": _hours_of_day(known["at"], zone) if by_hour else None,
        "acceleration": describe_acceleration(counts if by_hour else counts[:0], baseline, others),
        "novelty": describe_novelty(own, who, onset.at),
        "buried": describe_buried(own, who if by_hour else None, baseline.first_hour, baseline.hours),
    }  # fmt: skip
    return card


def _nothing(why: str) -> Card:
    names = (
        "first_at",
        "last_at",
        "onset_at",
        "onset_low",
        "onset_high",
        "peak_at",
        "peak_posts",
        "hours_of_day",
        "baseline",
    )
    part = {"cannot_say": why, "says": f"{why[0].upper()}{why[1:]}."}
    return {
        **dict.fromkeys(names),
        "onset": part,
        "bursts": [],
        "bursts_cannot_say": why,
        "hours": [],
        "acceleration": {"value": None, "n": 0, **part},
        "novelty": {"value": None, "n": 0, **part},
        "buried": {"is_buried": None, "n": 0, **part},
    }


def _has_hours(moments: Int64) -> bool:
    """Say whether times are finer than days: times to the day are all midnights."""
    return bool((moments % (24 * HOUR) != 0).any())


def _shape(own: Int64, case: Int64, span: tuple[int, int]) -> NDArray[np.float64] | None:
    """Return the posts of others by hour of the week; None where they are too few to say how people's days go."""
    if len(case) - len(own) < FEWEST_OTHERS or span[1] - span[0] < FEWEST_SHAPE_HOURS * HOUR:
        return None
    every, mine = (
        np.bincount((times // HOUR + MONDAY) % HOURS_OF_WEEK, minlength=HOURS_OF_WEEK) for times in (case, own)
    )
    # The day's course counts; weekdays of a short case are those of its few weeks.
    return np.tile(np.maximum(every - mine, 0).reshape(7, 24).sum(axis=0).astype(float), 7)


def _describe_onset(onset: Onset, own: Int64, case: Int64, resolution: int) -> Card:
    told: Card = {
        "before": onset.before,
        "times": onset.times,
        "p": onset.p,
        "cannot_say": onset.cannot_say,
        "case_grows": None,
    }
    if onset.at is None or onset.low is None or onset.high is None:
        return {**told, "says": f"Since when it rose: {onset.cannot_say}."}
    written = "%Y-%m-%d" if resolution >= 24 * HOUR else "%Y-%m-%d %H:%M"
    before = "no earlier use" if not onset.before else f"{counted(onset.before, 'post')} before"
    times = "" if onset.times is None else f", and posts then came {_times_words(onset.times)} times as fast"
    low, high = f"{_time(onset.low):{written}}", f"{_time(onset.high):{written}}"
    between = "" if low == high else f" (between {low} and {high})"
    says = f"It began to rise at {_time(onset.at):{written}} UTC{between}: {before}{times}."
    told["case_grows"] = _case_grows(onset.at, own, case)
    if told["case_grows"] is not None and told["case_grows"] >= CASE_GROWS:
        is_near = int(np.searchsorted(case, onset.at)) <= MOST_BEFORE * len(case)
        begins = ": it may be the collection that begins" if is_near else ""
        says += f" The other posts of the case grow {told['case_grows']:,.2g} times then, too{begins}."
    return {**told, "says": says}


def _times_words(times: float) -> str:
    return f"{times:,.0f}" if times >= 10 else f"{times:.1f}"


def _case_grows(at: int, own: Int64, case: Int64) -> float | None:
    """Return how many times as many posts of others came on the day after as on an average day of the week before."""
    day = 24 * HOUR
    before = min(7 * day, at - int(case[0])) if len(case) else 0
    if before < day or int(case[-1]) - at < day:
        return None

    def others(low: int, high: int) -> int:
        return int(
            sum(sign * np.diff(np.searchsorted(times, [low, high]))[0] for times, sign in ((case, 1), (own, -1)))
        )

    return (others(at, at + day) + 1.0) / (others(at - before, at) * day / before + 1.0)


def _describe_burst(burst: Burst, span: tuple[int, int]) -> Card:
    """Return a burst with whether it may have begun before the case, or go on after it."""
    return {
        "start_at": burst.start_at,
        "end_at": burst.end_at,
        "posts": burst.posts,
        "expected": burst.expected,
        "p": burst.p,
        "from_the_start": _touches(burst.start_at, span[0]),
        "to_the_end": _touches(burst.end_at, span[1]),
    }


def _describe_hours(counts: Int64, first_hour: int) -> list[Card]:
    """Return at and posts of the hours that have any."""
    return [
        {"at": _time((first_hour + int(hour)) * HOUR), "posts": int(counts[hour])} for hour in np.flatnonzero(counts)
    ]


def _touches(moment: datetime, edge: int) -> bool:
    return abs(moment - (EPOCH + timedelta(microseconds=edge))) <= timedelta(hours=1)


def _no_bursts_because(*, by_hour: bool, hours: int) -> str | None:
    if not by_hour:
        return "cannot say: the times are to the day, and bursts are counted by the hour"
    return (
        f"cannot say: the case covers {counted(hours, 'hour')}, fewer than {FEWEST_HOURS}"
        if hours < FEWEST_HOURS
        else None
    )


def _hours_of_day(times: pl.Series, zone: str) -> list[int]:
    counts: list[int] = np.bincount(times.dt.convert_time_zone(zone).dt.hour().to_numpy(), minlength=24).tolist()
    return counts


def _time(moment: int | None) -> datetime | None:
    return None if moment is None else EPOCH + timedelta(microseconds=int(moment))
