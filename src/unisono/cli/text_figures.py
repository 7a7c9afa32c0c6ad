"""Figures made of letters for a terminal: a life as a line of days, the week as a field of hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from unisono.cli.page_parts import readable
from unisono.dossiers.hours_of_week import WEEKDAYS
from unisono.model.counting import counted

SIGNS = 60
HEIGHTS = "▁▂▃▄▅▆▇█"
NONE, UNCOLLECTED = "·", "░"
SHADES = ("░", "▒", "▓", "█")

Row = Mapping[str, Any]  # Any: a count or a date


@dataclass(frozen=True)
class LifeLine:
    """A line of signs from one day to another, each for `days_of_sign` days, and where a day stands in it."""

    first: date
    last: date
    signs: str
    days_of_sign: int

    def place_of(self, day: date) -> int | None:
        """Return the sign of a day, from 0; None outside of the line."""
        return (day - self.first).days // self.days_of_sign if self.first <= day <= self.last else None


def life_line(activity: Sequence[Row], uncollected: Sequence[Row], what: str = "posts") -> LifeLine | None:
    """Return the line from the first day of activity ({day, `what`}) to the last; None where there is none.

    The higher a sign, the more of it, by the root of the count. uncollected: spans {first, last} of which the case has
    hardly anything.
    """
    if not activity:
        return None
    first, last = activity[0]["day"], activity[-1]["day"]
    days = (last - first).days + 1
    each = -(-days // SIGNS)
    sums = [0] * -(-days // each)
    for row in activity:
        sums[(row["day"] - first).days // each] += row[what]
    most = max(sums)
    signs = [
        HEIGHTS[min(len(HEIGHTS) - 1, int(len(HEIGHTS) * (count / most) ** 0.5))] if count else NONE for count in sums
    ]
    for place, sign in enumerate(signs):
        begin = first + timedelta(days=place * each)
        end = begin + timedelta(days=each - 1)
        if sign == NONE and any(one["first"] <= begin and end <= one["last"] for one in uncollected):
            signs[place] = UNCOLLECTED
    return LifeLine(first, last, "".join(signs), each)


def life_line_text(line: LifeLine, marks: Sequence[tuple[date, str]]) -> str:
    """Return the line with its dates, what its signs mean, and below it one line for each mark in it."""
    span = "1 day" if line.days_of_sign == 1 else f"{line.days_of_sign} days"
    rows = [f"  {line.first}  {line.signs}  {line.last}"]
    indent = 2 + 10 + 2
    for day, text in sorted(marks):
        place = line.place_of(day)
        if place is not None:
            rows.append(f"{' ' * (indent + place)}^ {text}")
    uncollected = f", {UNCOLLECTED} nothing collected" if UNCOLLECTED in line.signs else ""
    rows.append(f"  One sign is {span}: the higher, the more; {NONE} no post{uncollected}.")
    return "\n".join(rows)


def event_marks(events: Sequence[Row]) -> list[tuple[date, str]]:
    """Return the marks of events that the case was told of: their days (UTC) and names."""
    return [(event["at"].date(), readable(event["name"])) for event in events]


def hours_text(hours: Row) -> str:
    """Return posts by weekday and hour as a field of shades, with totals; or why there is no such picture."""
    without = f"; {hours['without_hour']:,} more have a day, but no hour" if hours["without_hour"] else ""
    if hours["cannot_say"]:
        return f"Hours and weekdays: cannot say, {hours['cannot_say']} (n = {hours['n']:,}{without})."
    most = max(max(row) for row in hours["counts"])
    bars = sorted({-(-most * step // len(SHADES)) for step in range(1, len(SHADES) + 1)})
    lines = [
        f"Hours and weekdays ({counted(hours['n'], 'post')}{without}; clock of {hours['zone']})",
        "       " + "".join(f"{hour:02d}    " for hour in range(0, 24, 3)) + " posts",
    ]
    width = max(len(f"{sum(row):,}") for row in hours["counts"])
    for name, row in zip(WEEKDAYS, hours["counts"], strict=True):
        cells = "".join(_shade(count, bars) * 2 for count in row)
        lines.append(f"  {name}  {cells}  {sum(row):>{max(width, 4)},}")
    told = [
        f"{shade} {low + 1:,}" + ("" if low + 1 == high else f" to {high:,}")
        for shade, low, high in zip(SHADES[-len(bars) :], [0, *bars], bars, strict=False)
    ]
    lines.append(f"  Posts in an hour of a weekday, all weeks together: {', '.join(told)}; blank none.")
    if hours["quiet_hours"]:
        lines.append(
            f"  Quietest: the {hours['quiet_hours']} hours from {hours['quiet_from']:02d}:00 on, with 1 % of its busy "
            "hours at most.\n  Sleep, work, school and scheduled posts make such hours; they name no place."
        )
    return "\n".join(lines)


def _shade(count: int, bars: Sequence[int]) -> str:
    """Return the shade of a count: the darkest for the highest quarter."""
    if not count:
        return " "
    level = next(place for place, bar in enumerate(bars) if count <= bar)
    return SHADES[len(SHADES) - len(bars) + level]
