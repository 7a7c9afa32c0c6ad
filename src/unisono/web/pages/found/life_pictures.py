"""Pictures of a network's life and purposes, drawn from its card: days, week, and what it posts for."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
from markupsafe import Markup

from unisono.dossiers.network.purpose_mix import Mix, Period
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.exports.report.figures.purposes import draw_purposes
from unisono.exports.report.figures.time_axis import ticks_between
from unisono.exports.report.figures.unseen import unseen_of
from unisono.exports.report.figures.week import draw_week
from unisono.model.counting import counted

LEFT, TOP, HEIGHT, AXIS = 68, 26, 84, 26

Row = Mapping[str, Any]  # Any: JSON of a card


def life_line(network: int, life: Row, clock: Clock) -> Markup | None:
    """Draw how many members posted on each day, with what befell them as upright lines; null without days."""
    days = [(date.fromisoformat(str(one["day"])), int(one["accounts"])) for one in life["days"]]
    if not days:
        return None
    first, last = days[0][0], days[-1][0]
    width = (WIDTH - LEFT) / ((last - first).days + 1)
    most = max(accounts for _, accounts in days)

    def x(day: date) -> float:
        return LEFT + (day - first).days * width

    bars = "".join(
        f"M{x(day) + width / 2:.1f} {TOP + HEIGHT}v{-max(HEIGHT * accounts / most, 1):.1f}" for day, accounts in days
    )
    shades = [
        f'<rect class="uncollected" x="{x(begin):.1f}" y="{TOP}" width="{x(end) - x(begin):.1f}" height="{HEIGHT}"/>'
        for begin, end in _uncollected(life["uncollected"], first, last)
    ]
    marks = [
        f'<path class="event" d="M{x(day):.1f} {TOP - 10}V{TOP + HEIGHT}"/>'
        + label(name, min(x(day) + 5, WIDTH - 90), TOP - 12, kind="key")
        for name, day in _befell(life, clock)
        if first <= day <= last
    ]
    foot = TOP + HEIGHT + AXIS
    zone = clock.local(datetime.now(UTC)).tzinfo
    begin, end = datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)
    unseen = unseen_of(
        clock,
        lambda at: LEFT + (at - begin).total_seconds() / 86_400 * width,
        begin,
        end,
        top=TOP,
        bottom=TOP + HEIGHT,
        foot=foot,
        left=LEFT,
    )
    content = [
        *unseen.shades,
        *shades,
        f'<path class="bars" stroke-width="{max(width - 0.6, 0.6):.2f}" d="{bars}"/>',
        *marks,
        label(f"{most:,}", LEFT - 6, TOP + 10, anchor="end", kind="key"),
        label("accounts", LEFT - 6, TOP + HEIGHT, anchor="end", kind="key"),
        *_dates(first, last, x, clock),
        *unseen.key,
    ]
    return frame(
        "life-line",
        name=f"life-line-{network}",
        title=f"Network {network}: how many of its accounts posted each day",
        description=f"{counted(len(days), 'day')} with posts, {first} to {last}; {most:,} accounts on the busiest."
        f"{unseen.words}",
        height=foot + unseen.room,
        content=content,
    )


def week_picture(network: int, life: Row) -> Markup | None:
    """Draw weekdays and hours of the members' posts; null where the files do not tell hours."""
    hours = life["hours"]
    if hours["cannot_say"] or not hours["counts"]:
        return None
    return draw_week(network, [("Its accounts", np.array(hours["counts"], dtype=np.int64))])


def purposes_picture(network: int, mix: Row, clock: Clock) -> Markup | None:
    """Draw what the accounts post for over time; null where too little is known."""
    crossover = parse_moment(mix["crossover_at"])
    periods = [
        Period(
            date.fromisoformat(str(one["start"])),
            date.fromisoformat(str(one["end"])),
            Mix(**{name: one[name] for name in Mix.__dataclass_fields__}),
        )
        for one in mix["over_time"]
    ]
    changed = crossover.date() if crossover else None
    return draw_purposes(network, mix["by"], periods, changed, clock) if periods else None


def _befell(life: Row, clock: Clock) -> list[tuple[str, date]]:
    told = [("woke", life["awake"]["together"]), ("turned", life["turned"]["at"]), ("made", life["made"]["together"])]
    told += [(str(one["name"]), one["at"]) for one in life["events"]]
    moments = [(name, parse_moment(at)) for name, at in told]
    return [(name, clock.local(at).date()) for name, at in moments if at is not None]


def _uncollected(spans: Iterable[Row], first: date, last: date) -> list[tuple[date, date]]:
    cut = [
        (max(date.fromisoformat(str(one["first"])), first), min(date.fromisoformat(str(one["last"])), last))
        for one in spans
    ]
    return [(begin, end + timedelta(days=1)) for begin, end in cut if end >= begin]


def _dates(first: date, last: date, x: Any, clock: Clock) -> list[str]:  # Any: the function of the picture
    begin, end = (datetime.combine(day, time(12), UTC) for day in (first, last))
    ticks = ticks_between(begin - timedelta(hours=12), end, clock)
    return [label(tick.text, x(clock.local(tick.at).date()), TOP + HEIGHT + 18, kind="key") for tick in ticks]
