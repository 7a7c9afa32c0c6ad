"""The chart of a stream: bars by their rate, a shade where it was not seen, and the same as a table."""

import re
from datetime import UTC, datetime, timedelta

from unisono.cases.live.gaps import Gap
from unisono.cases.live.rates import Rate
from unisono.exports.report.amounts import Clock
from unisono.web.figures.rates import RATE_HEIGHT, draw_rates, minutes_of

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_bars_are_as_high_as_their_share_of_the_highest() -> None:
    rates = [Rate(NOON + MINUTE, 100, lag_s=2.0), Rate(NOON + 2 * MINUTE, 50, alerts=1)]
    picture = str(draw_rates(rates, [], NOON, NOON + HOUR, Clock()))
    assert re.findall(r"v-([\d.]+)h", picture)[:2] == [f"{RATE_HEIGHT:.1f}", f"{RATE_HEIGHT / 2:.1f}"]
    assert ">10</text>" in picture and ">2.0</text>" in picture
    assert picture.count('class="after"') == 1 and "uncollected" not in picture


def test_what_was_not_seen_is_shaded_and_said() -> None:
    gap = Gap("ws:x", NOON + 15 * MINUTE, NOON + 30 * MINUTE, "server <gone>")
    picture = str(draw_rates([], [gap], NOON, NOON + HOUR, Clock("Europe/Berlin")))
    widths = [float(width) for width in re.findall(r'class="axis uncollected"[^>]*width="([\d.]+)"', picture)]
    assert abs(widths[0] - 0.25 * (960 - 62 - 14)) < 0.2
    assert "Not seen 2026-05-01 14:15:00 to 14:30:00 +02:00 (server &lt;gone&gt;)." in picture


def test_a_minute_without_a_line_is_no_minute_of_silence() -> None:
    rates = [Rate(NOON + timedelta(seconds=10 * k), 5, lag_s=0.1 * k) for k in range(1, 6)]
    gap = Gap("ws:x", NOON + MINUTE, NOON + 2 * MINUTE, "gone")
    newest, oldest = minutes_of(rates, [gap], NOON)
    assert (newest.posts, newest.unseen) == (None, [gap])
    assert (oldest.posts, oldest.lag_s, oldest.unseen) == (25, 0.5, [])


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_rates([], [], NOON, NOON + HOUR, Clock()) is None
