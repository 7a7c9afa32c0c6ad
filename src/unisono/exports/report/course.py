"""What happened in the case, in order, as the page shows it: one figure and one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.dossiers.case_timeline.happening import told_of
from unisono.dossiers.case_timeline.telling import CaseTimeline
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.course import MARK_NAMES, STRONGEST, Lane, Mark, Span, draw_course
from unisono.exports.report.limits import Limits
from unisono.exports.report.untrusted import defang, reveal

KIND_NAMES = {
    "event": "Event",
    "network": "Network",
    "born": "Made together",
    "woke": "Woke together",
    "turned": "Turned together",
    "purpose": "Changed purpose",
    "deleted": "Deleted together",
    "text": "Testimony",
    "hashtag": "Pushed hashtag",
    "post": "Amplified post",
    "target": "Attack",
}
"""What each kind of happening is called, in the order in which figures show them."""

QUOTES_POSTS = ("text",)
"""Kinds whose sentence quotes posts, which some copies withhold."""

OUTSIDE = "Others"
"""The row of those who are in no network."""


@dataclass(frozen=True)
class HappeningView:
    """One row of the table; `says` is null where the copy withholds what it quotes."""

    at: datetime
    until: datetime | None
    is_day: bool
    kind: str
    networks: str
    says: Markup | None
    finding: str | None


@dataclass(frozen=True)
class CourseView:
    """The figure (null where nothing has a time), the rows of the table, and how many things happened in all."""

    picture: Markup | None
    shown: Sequence[HappeningView]
    found: int


def view_course(told: CaseTimeline, disclosure: Disclosure, clock: Clock, limits: Limits) -> CourseView:
    """Return the course of a case."""
    rows = told.happenings.head(limits.happenings).to_dicts()
    return CourseView(
        picture=draw_happenings(rows, active_days(told.moments, clock), disclosure, clock),
        shown=[view_happening(row, disclosure) for row in rows],
        found=told.happenings.height,
    )


def draw_happenings(
    rows: Sequence[dict[str, Any]],  # Any: cells of HAPPENINGS
    days: Mapping[tuple[str, str], Sequence[Span]],
    disclosure: Disclosure,
    clock: Clock,
) -> Markup | None:
    """Draw rows of HAPPENINGS; days: of active_days. Null where none has a time to draw."""
    events = [(disclosure.free_text(row["subject"]), row["at"]) for row in rows if row["kind"] == "event"]
    return draw_course(_lanes(rows, days, disclosure), events, clock)


def view_happening(row: dict[str, Any], disclosure: Disclosure) -> HappeningView:  # Any: cells of HAPPENINGS
    """Return one row of HAPPENINGS as the table shows it."""
    hidden = row["kind"] in QUOTES_POSTS and disclosure.hides_posts
    is_post = row["kind"] == "post"
    subject = disclosure.post(row["subject"]) if is_post else disclosure.free_text(row["subject"])
    author = disclosure.handle(row["author"]) if row["author"] else None
    says = reveal(defang(told_of(row["kind"], subject, author, disclosure.free_text(row["says"]))))
    return HappeningView(
        at=row["at"],
        until=row["until"],
        is_day=row["kind"] in MARK_NAMES,
        kind=KIND_NAMES[row["kind"]],
        networks=", ".join(str(number) for number in row["networks"]) or "none",
        says=None if hidden else says,
        finding=None if disclosure.hides_accounts else row["finding"],
    )


def active_days(moments: pl.DataFrame, clock: Clock) -> dict[tuple[str, str], list[Span]]:
    """Return the days on which each subject was active, by kind and subject; neighbours of one strength are one span.

    moments: MOMENTS. A day is one of the clock's zone. The strength is the share of its busiest day, in quarters.
    """
    zone = "UTC" if clock.is_utc else clock.zone_name
    day = pl.col("at").dt.convert_time_zone(zone).dt.truncate("1d").alias("day")
    counts = moments.filter(pl.col("at").is_not_null()).group_by("kind", "subject", day).len("posts")
    quarter = (STRONGEST * pl.col("posts") / pl.col("posts").max().over("kind", "subject")).ceil().cast(pl.Int64)
    spans: dict[tuple[str, str], list[Span]] = {}
    ordered = counts.select("kind", "subject", "day", quarter).sort("kind", "subject", "day")
    for kind, subject, begin, level in ordered.iter_rows():
        own = spans.setdefault((kind, subject), [])
        end = begin + timedelta(days=1)
        if own and own[-1].until == begin and own[-1].level == level:
            own[-1] = Span(own[-1].at, end, level)
        else:
            own.append(Span(begin, end, level))
    return spans


def _lanes(
    rows: Sequence[dict[str, Any]],  # Any: cells of HAPPENINGS
    days: Mapping[tuple[str, str], Sequence[Span]],
    disclosure: Disclosure,
) -> list[Lane]:
    """Return a lane for each subject with a span, and the marks on the lanes of the networks that took part."""
    spans: dict[tuple[str, str], list[Span]] = {}
    marks: dict[int | None, list[Mark]] = {}
    for row in rows:
        if row["kind"] in MARK_NAMES:
            for number in row["networks"] or [None]:
                marks.setdefault(number, []).append(Mark(row["at"], row["kind"]))
        elif row["kind"] != "event":
            spans.setdefault((row["kind"], _subject_of_lane(row)), []).append(
                Span(row["at"], row["until"] or row["at"])
            )
    order = list(KIND_NAMES)
    lanes = [
        Lane(
            name=_lane_name(kind, subject, disclosure),
            kind=kind,
            spans=_within_days(own, days.get((kind, subject), own)),
            marks=marks.pop(int(subject), []) if kind == "network" else (),
            is_named=kind in ("hashtag", "target"),
        )
        for (kind, subject), own in sorted(spans.items(), key=lambda one: (order.index(one[0][0]), one[1][0].at))
    ]
    outside = [mark for own in marks.values() for mark in own]
    return [*lanes, *([Lane(OUTSIDE, "network", marks=outside)] if outside else [])]


def _subject_of_lane(row: dict[str, Any]) -> str:  # Any: cells of HAPPENINGS
    """Return what shares a lane: amplified posts, which last for minutes or hours, share one."""
    return "" if row["kind"] == "post" else str(row["subject"])


def _within_days(spans: Sequence[Span], days: Sequence[Span]) -> Sequence[Span]:
    """Return the days where something lasted for longer than one, else the spans themselves."""
    lasts = max(span.until - span.at for span in spans)
    return days if lasts > timedelta(days=1) else spans


def _lane_name(kind: str, subject: str, disclosure: Disclosure) -> str:
    names = {
        "network": f"Network {subject}",
        "hashtag": disclosure.free_text(f"#{subject}"),
        "post": "amplified posts",
        "text": "one testimony",
    }
    return names.get(kind) or disclosure.free_text(subject)
