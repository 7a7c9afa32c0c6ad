"""A time axis whose ticks fall on round moments of the case's zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from unisono.exports.report.amounts import Clock

STEPS_S = (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
STEPS_DAYS = (1, 2, 7, 14)
STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class Tick:
    """A moment on the axis and what is written under it."""

    at: datetime
    text: str


def ticks_between(first: datetime, last: datetime, clock: Clock, most: int = 7) -> list[Tick]:
    """Return at most about `most` ticks from first to last, at round clock times, days or months."""
    seconds = max((last - first).total_seconds(), 1.0)
    local = clock.local(first)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    for step in STEPS_S:
        if seconds / step <= most:
            return _clock_ticks(first, last, midnight, step, clock)
    for days in STEPS_DAYS:
        if seconds / 86400 / days <= most:
            moments = [midnight + timedelta(days=days * i) for i in range(most * 2 + 2)]
            return [Tick(at, f"{at.day} {at:%b %Y}") for at in moments if first <= at.astimezone(UTC) <= last]
    months = next((step for step in STEPS_MONTHS if seconds / 2629800 / step <= most), STEPS_MONTHS[-1])
    return _month_ticks(first, last, midnight, months)


def _clock_ticks(first: datetime, last: datetime, midnight: datetime, step: int, clock: Clock) -> list[Tick]:
    start = midnight.astimezone(UTC)
    moment = start + timedelta(seconds=int((first - start).total_seconds() // step) * step)
    ticks: list[Tick] = []
    shown_day = None
    while moment <= last:
        if moment >= first:
            local = clock.local(moment)
            hour = local.strftime("%H:%M:%S" if step < 60 else "%H:%M")
            ticks.append(Tick(moment, hour if shown_day == local.date() else f"{local.day} {local:%b}, {hour}"))
            shown_day = local.date()
        moment += timedelta(seconds=step)
    return ticks


def _month_ticks(first: datetime, last: datetime, midnight: datetime, months: int) -> list[Tick]:
    year, month = midnight.year, 1 + (midnight.month - 1) // months * months if months < 12 else 1
    ticks = []
    at = midnight.replace(year=year, month=month, day=1)
    while at.astimezone(UTC) <= last:
        if at.astimezone(UTC) >= first:
            ticks.append(Tick(at, f"{at:%Y}" if months >= 12 else f"{at:%b %Y}"))
        ahead = at.month - 1 + months
        at = at.replace(year=at.year + ahead // 12, month=ahead % 12 + 1)
    return ticks
