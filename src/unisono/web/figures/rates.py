"""How much of a stream came in and how far behind it was handled, ten seconds a bar, the time not seen shaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from unisono.cases.live.gaps import Gap
from unisono.cases.live.rates import EVERY_S, Rate
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.exports.report.figures.time_axis import ticks_between
from unisono.exports.report.figures.unseen import draw_unseen, unseen_legend, unseen_words
from unisono.model.counting import counted

LEFT, RIGHT, TOP = 62.0, 14.0, 42.0
RATE_HEIGHT, LAG_HEIGHT, BETWEEN, AXIS = 96.0, 40.0, 34.0, 30.0
LEAST_LAG_S = 1.0
"""The scale of the lag reaches at least so far, so that hundredths of a second do not look like mountains."""

MINUTE = timedelta(minutes=1)
Place = Callable[[datetime], float]


@dataclass(frozen=True)
class Minute:
    """One row of the table: what came in within a minute, the worst lag, and why it was not seen, where it was not."""

    at: datetime
    posts: int | None
    alerts: int
    dropped: int
    lag_s: float | None
    unseen: Sequence[Gap]


def draw_rates(
    rates: Sequence[Rate], gaps: Sequence[Gap], since: datetime, until: datetime, clock: Clock
) -> Markup | None:
    """Draw posts a second above and the lag below, between two moments; null where nothing is known of the time."""
    if not rates and not gaps:
        return None
    room = (WIDTH - LEFT - RIGHT) / (until - since).total_seconds()

    def x(at: datetime) -> float:
        return LEFT + min(max((at - since).total_seconds(), 0.0), (until - since).total_seconds()) * room

    foot, lag_foot = TOP + RATE_HEIGHT, TOP + RATE_HEIGHT + BETWEEN + LAG_HEIGHT
    most = max((rate.posts / EVERY_S for rate in rates), default=0.0)
    slowest = max((rate.lag_s for rate in rates if rate.lag_s is not None), default=0.0)
    content = [
        *draw_unseen(gaps, x, since, until, top=TOP - 6, height=lag_foot - TOP + 6),
        *_axis(since, until, lag_foot, x, clock),
        *_scale("posts a second", most, foot, RATE_HEIGHT),
        *_scale("lag, seconds", max(slowest, LEAST_LAG_S), lag_foot, LAG_HEIGHT),
        _bars([(rate.at, rate.posts / EVERY_S) for rate in rates], most, foot, RATE_HEIGHT, x=x),
        _bars([(rate.at, rate.lag_s or 0.0) for rate in rates], max(slowest, LEAST_LAG_S), lag_foot, LAG_HEIGHT, x=x),
        *_alerts(rates, x),
        *unseen_legend(gaps, since, until, LEFT, lag_foot + AXIS + 16),
    ]
    posts, alerts = sum(rate.posts for rate in rates), sum(rate.alerts for rate in rates)
    return frame(
        "rates",
        name="rates",
        title="Posts a second, and how far behind they were handled",
        description=f"{counted(posts, 'post')} and {counted(alerts, 'alert')} from {clock.plain(since)} to "
        f"{clock.plain(until)}; at most {most:,.0f} posts a second, a lag of at most {slowest:,.1f} s. "
        f"{unseen_words(gaps, clock, since, until)}".strip(),
        height=lag_foot + AXIS + (24 if gaps else 4),
        content=content,
    )


def minutes_of(rates: Sequence[Rate], gaps: Sequence[Gap], since: datetime) -> list[Minute]:
    """Return a row for each minute of which something is known, newest first."""
    first = since.replace(second=0, microsecond=0)
    starts = {first + MINUTE * int((rate.at - first) / MINUTE) for rate in rates}
    for gap in gaps:
        starts.add(max(gap.from_at.replace(second=0, microsecond=0), first))
    told = []
    for at in sorted(starts, reverse=True):
        own = [rate for rate in rates if at <= rate.at < at + MINUTE]
        lags = [rate.lag_s for rate in own if rate.lag_s is not None]
        told.append(
            Minute(
                at=at,
                posts=sum(rate.posts for rate in own) if own else None,
                alerts=sum(rate.alerts for rate in own),
                dropped=sum(rate.dropped for rate in own),
                lag_s=max(lags, default=None),
                unseen=[gap for gap in gaps if gap.from_at < at + MINUTE and (gap.to_at is None or gap.to_at > at)],
            )
        )
    return told


def _scale(name: str, most: float, foot: float, height: float) -> list[str]:
    digits = 0 if most >= 10 else 1
    return [
        label(name, LEFT, foot - height - 12, kind="key"),
        f'<path class="grid" d="M{LEFT:.0f} {foot - height:.1f}H{WIDTH - RIGHT:.0f}"/>',
        f'<path class="axis" d="M{LEFT:.0f} {foot:.1f}H{WIDTH - RIGHT:.0f}"/>',
        label(f"{most:,.{digits}f}", LEFT - 8, foot - height + 4, anchor="end", kind="key"),
        label("0", LEFT - 8, foot + 4, anchor="end", kind="key"),
    ]


def _bars(values: Sequence[tuple[datetime, float]], most: float, foot: float, height: float, *, x: Place) -> str:
    """Return the bars as one path; each reaches over the ten seconds that it tells of."""
    shapes = []
    for at, value in values:
        begin, end = x(at - timedelta(seconds=EVERY_S)), x(at)
        if value > 0 and most > 0 and end > begin:
            tall = max(height * value / most, 0.6)
            shapes.append(f"M{begin:.1f} {foot:.1f}v{-tall:.1f}h{max(end - begin - 0.4, 0.6):.1f}v{tall:.1f}z")
    return f'<path class="column" d="{"".join(shapes)}"/>'


def _alerts(rates: Sequence[Rate], x: Place) -> list[str]:
    """Return a triangle above each ten seconds in which something was told."""
    return [f'<path class="after" d="M{x(rate.at) - 5:.1f} {TOP - 17:.1f}h10l-5 9z"/>' for rate in rates if rate.alerts]


def _axis(since: datetime, until: datetime, foot: float, x: Place, clock: Clock) -> list[str]:
    pieces, free_from = [], 0.0
    for tick in ticks_between(since, until, clock):
        half = 3.6 * len(tick.text)
        at = min(max(x(tick.at), half), WIDTH - half)
        pieces.append(f'<path class="grid" d="M{x(tick.at):.1f} {TOP - 6:.0f}V{foot + 6:.0f}"/>')
        if at - half >= free_from:
            pieces.append(label(tick.text, at, foot + 20, anchor="middle", kind="key"))
            free_from = at + half + 8
    return pieces
