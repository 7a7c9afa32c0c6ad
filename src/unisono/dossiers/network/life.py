"""The life of a network's accounts: made, active, asleep, awake, turned; their days, their week, and their subjects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.mixes import FEWEST_DAYS, FEWEST_POSTS
from unisono.accounts.returns import Returns, find_returns
from unisono.accounts.silences import find_silences
from unisono.accounts.subjects import subjects_around
from unisono.accounts.timelines import Timelines, read_timelines_by_part
from unisono.accounts.turning_together import FEWEST as FEWEST_TO_TURN
from unisono.cases import Case, Run
from unisono.cases.events import kept_events
from unisono.detectors.evidence import posts_of_run
from unisono.dossiers.account.life import dark_spans
from unisono.dossiers.hours_of_week import HoursOfWeek, hours_of_week
from unisono.model.few_rows import collect_few, compact
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import NETWORKS, POSTS, TIME, conform

LIVES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "made_at": TIME,  # null where no profile states it
    "first_at": TIME,
    "last_at": TIME,
    "posts": pl.Int64(),
    "active_days": pl.Int64(),
    "silent_days": pl.Float64(),  # its longest silence that counts in accounts/returns.py; null where it had none
    "silent_from": TIME,
    "woke_at": TIME,
}
"""One row for each member, by its first post, then by account."""


@dataclass(frozen=True)
class NetworkLife:
    """One network: lives is LIVES; days: account, day (of the case's zone) and posts; all posts of the run count.

    others: int64 (7, 24), posts of all other accounts by weekday and hour. uncollected: spans {first, last} of days of
    which the case has hardly anything. events: EVENTS. subjects: SUBJECTS without its account, of all members' posts
    before and from `turned_at` on; empty where the network did not change its subject.
    precision: how exactly its posts are dated at best: second, minute or day. could_turn: how many members have posts
    enough to ask whether they changed their subject.
    """

    lives: pl.DataFrame
    days: pl.DataFrame
    hours: HoursOfWeek
    others: NDArray[np.int64]
    uncollected: list[dict[str, Any]]  # Any: dates
    events: pl.DataFrame
    born_at: datetime | None
    woke_at: datetime | None
    turned_at: datetime | None
    subjects: pl.DataFrame
    posts_before: int
    posts_after: int
    precision: str | None
    could_turn: int

    @property
    def no_turn_because(self) -> str | None:
        """Return why nobody can say whether members changed their subject together; None where it can be said."""
        if self.turned_at is not None or self.could_turn >= FEWEST_TO_TURN:
            return None
        return (
            f"{self.could_turn:,} of {self.lives.height:,} accounts posted {FEWEST_POSTS} times on "
            f"{FEWEST_DAYS} days or more; {FEWEST_TO_TURN} are needed"
        )

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return when members were made, active, asleep, awake and turned, and their days, hours and subjects."""
        lives = self.lives
        asleep = lives.filter(pl.col("woke_at").is_not_null())
        active = self.days.group_by("day").agg(
            pl.col("account").n_unique().cast(pl.Int64).alias("accounts"), pl.col("posts").sum()
        )
        return {
            "made": {
                **_span(lives["made_at"]),
                "accounts": lives["made_at"].drop_nulls().len(),
                "together": self.born_at,
            },
            "active": {
                "accounts": lives["first_at"].drop_nulls().len(),
                "first_at": lives["first_at"].min(),
                "last_at": lives["last_at"].max(),
                "median_days": lives["active_days"].median(),
            },
            "asleep": {
                "accounts": asleep.height,
                "median_days": asleep["silent_days"].median(),
                "from": asleep["silent_from"].median(),
            },
            "awake": {**_span(asleep["woke_at"]), "together": self.woke_at},
            "turned": {
                "at": self.turned_at,
                "tested": self.could_turn,
                "cannot_say": self.no_turn_because,
                "precision": self.precision,
                "posts_before": self.posts_before,
                "posts_after": self.posts_after,
                "subjects": self.subjects.to_dicts(),
            },
            "days": active.sort("day").to_dicts(),
            "uncollected": self.uncollected,
            "hours": self.hours.as_json(),
            "events": self.events.to_dicts(),
        }


def lives_of_networks(case: Case, run: Run, numbers: Iterable[int]) -> dict[int, NetworkLife]:
    """Return the lives of these networks, of the posts that the run read; silences are those of the whole case."""
    chosen = sorted(set(numbers))
    if not chosen:
        return {}
    members = run.table("members").filter(pl.col("network").is_in(chosen)).select("network", "account")
    accounts = members.select("account").unique()
    timelines, own, everybody = _read(posts_of_run(case, run), accounts, case.zone)
    returns = find_returns(find_silences(timelines))
    woken = _woken(returns)
    made = case.accounts().select(ACCOUNT_NAME, pl.col("created_at").alias("made_at")).collect()
    networks = conform(run.table("networks"), NETWORKS)
    events = kept_events(case.path)
    turned = networks.filter(pl.col("network").is_in(chosen) & pl.col("turned_at").is_not_null())["network"]
    worded = _worded(case, run, members.filter(pl.col("network").is_in(turned.implode()))["account"])
    lives = {}
    for number in chosen:
        group = members.filter(pl.col("network") == number)["account"]
        posts = own.filter(pl.col("account").is_in(group.implode()))
        hours = hours_of_week(posts, case.zone)
        row = networks.filter(pl.col("network") == number).row(0, named=True)
        around = _around(worded, group, row["turned_at"])
        lives[number] = NetworkLife(
            lives=_lives(group, posts, woken, made, case.zone),
            days=_days(posts, case.zone),
            hours=hours,
            others=everybody - hours.counts,
            uncollected=_uncollected(returns, group),
            events=events,
            born_at=row["born_at"],
            woke_at=row["woke_at"],
            turned_at=row["turned_at"],
            subjects=subjects_around(around).drop("account", "z"),
            posts_before=int((~around["after"]).sum()),
            posts_after=int(around["after"].sum()),
            precision=_precision(posts),
            could_turn=_could_turn(posts),
        )
    return lives


def _read(posts: pl.LazyFrame, accounts: pl.DataFrame, zone: str) -> tuple[Timelines, pl.DataFrame, NDArray[np.int64]]:
    """Return the timelines of all accounts, the posts of these accounts (account and times), and all posts by the hour.

    Posts are read some at a time; of others than these accounts' no more than numbers are held.
    """
    times = ("created_at", "created_at_precision")
    own = [pl.DataFrame(schema={"account": pl.String(), **{name: POSTS[name] for name in times}})]
    counts = np.zeros((7, 24), np.int64)

    def read() -> Iterator[pl.DataFrame]:
        nonlocal counts
        for part in posts.select("platform", "account_id", "kind", *times).collect_batches(maintain_order=True):
            counts += hours_of_week(part, zone).counts
            own.append(compact(part.select(ACCOUNT_NAME, *times).join(accounts, on="account", how="semi")))
            yield part

    timelines = read_timelines_by_part(read())
    return timelines, pl.concat(own, rechunk=True), counts


def _span(times: pl.Series) -> dict[str, Any]:  # Any: times
    known = times.drop_nulls()
    return {"first_at": known.min(), "last_at": known.max(), "median_at": known.median()}


def _woken(returns: Returns) -> pl.DataFrame:
    """Return account, silent_days, silent_from and woke_at of the longest sleep of each account that came back."""
    timelines = returns.silences.timelines
    slept = pl.DataFrame(
        {
            "account": timelines.accounts.gather(returns.accounts),
            "silent_days": returns.lengths,
            "silent_from": pl.Series(timelines.times[returns.place - 1]).cast(TIME),
            "woke_at": pl.Series(returns.woken_at).cast(TIME),
        }
    )
    return slept.sort("silent_days", "woke_at", descending=[True, False]).unique("account", keep="first")


def _precision(posts: pl.DataFrame) -> str | None:
    """Return how exactly posts are dated at best: second, minute or day; None where none has a time."""
    timed = posts.filter(pl.col("created_at").is_not_null())
    known = set(timed["created_at_precision"].fill_null("second"))
    return next((name for name in ("second", "minute", "day") if name in known), None)


def _could_turn(posts: pl.DataFrame) -> int:
    """Return how many accounts have posts enough for `read_mixes`: so many, on so many days of UTC."""
    timed = posts.filter(pl.col("created_at").is_not_null()).group_by("account")
    days = pl.col("created_at").dt.convert_time_zone("UTC").dt.date().n_unique()
    counts = timed.agg(pl.len().alias("posts"), days.alias("days"))
    return counts.filter((pl.col("posts") >= FEWEST_POSTS) & (pl.col("days") >= FEWEST_DAYS)).height


def _days(posts: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return account, day and posts, in order."""
    day = pl.col("created_at").dt.convert_time_zone(zone).dt.date().alias("day")
    timed = posts.filter(pl.col("created_at").is_not_null())
    return timed.group_by("account", day).agg(pl.len().cast(pl.Int64).alias("posts")).sort("account", "day")


def _lives(group: pl.Series, posts: pl.DataFrame, woken: pl.DataFrame, made: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return LIVES of these accounts."""
    active = _days(posts, zone).group_by("account").agg(pl.len().cast(pl.Int64).alias("active_days"))
    counted = posts.group_by("account").agg(
        pl.col("created_at").min().alias("first_at"),
        pl.col("created_at").max().alias("last_at"),
        pl.len().cast(pl.Int64).alias("posts"),
    )
    table = pl.DataFrame({"account": group})
    for more in (made.unique("account"), counted, active, woken):
        table = table.join(more, on="account", how="left")
    filled = table.with_columns(pl.col("posts", "active_days").fill_null(0))
    return conform(filled, LIVES).sort("first_at", "account", nulls_last=True)


def _uncollected(returns: Returns, group: pl.Series) -> list[dict[str, Any]]:  # Any: dates
    """Return the dark spans of the platform that most of these accounts are on."""
    silences = returns.silences
    places = silences.timelines.accounts.is_in(group.implode()).arg_true().to_numpy()
    if not len(places) or not silences.coverage.days:
        return []
    return dark_spans(silences.coverage, int(np.bincount(silences.coverage.platform_of[places]).argmax()))


def _worded(case: Case, run: Run, accounts: pl.Series) -> pl.DataFrame:
    """Return account, post, created_at and what they say of these accounts' posts, in order of time."""
    if accounts.is_empty():
        posts = posts_of_run(case, run).head(0)
    else:
        posts = posts_of_run(case, run).filter(ACCOUNT_NAME.is_in(accounts.unique().implode()))
    timed = posts.filter(pl.col("created_at").is_not_null())
    words = ("platform", "text", "hashtags", "urls", "lang")
    return collect_few(timed.select(ACCOUNT_NAME, POST_NAME, "created_at", *words)).sort("created_at", "post")


def _around(worded: pl.DataFrame, group: pl.Series, turned_at: datetime | None) -> pl.DataFrame:
    """Return the members' posts as of one account, with `after`: whether they are from `turned_at` on; else none."""
    own = worded.filter(pl.col("account").is_in(group.implode())) if turned_at is not None else worded.clear()
    after = (pl.col("created_at") >= pl.lit(turned_at, dtype=TIME)).fill_null(value=False).alias("after")
    return own.drop("created_at").with_columns(pl.lit("network").alias("account"), own.select(after).to_series())
