"""A watcher is behind when lines wait long, and has caught up when they hardly wait any more."""

from datetime import UTC, datetime

from unisono.watch.pressure import LEAST_S, Pressure

NOW = 1_777_896_000.0


def test_short_waits_are_no_pressure() -> None:
    pressure = Pressure(after_s=2.0)
    for second in range(60):
        pressure.note(1.9, NOW + second)
        pressure.count(10)
    assert not pressure.is_high
    assert (pressure.spans, pressure.posts, pressure.since) == (0, 0, None)


def test_a_span_begins_with_a_long_wait_and_ends_when_hardly_anything_waits() -> None:
    pressure = Pressure(after_s=2.0)
    pressure.note(2.5, NOW)
    pressure.count(1_000)
    assert pressure.is_high and pressure.since == datetime.fromtimestamp(NOW, UTC)
    pressure.note(4.0, NOW + 5)
    pressure.count(500)
    assert pressure.relieved(1.0, NOW + 6, "ws:x") is None
    span = pressure.relieved(0.1, NOW + 10, "ws:x")
    assert span is not None and not pressure.is_high
    assert (span.posts, span.longest_wait_s, (span.to_at - span.from_at).total_seconds()) == (1_500, 4.0, 10.0)
    assert (pressure.spans, pressure.posts) == (1, 1_500)


def test_a_span_is_not_over_within_a_step() -> None:
    pressure = Pressure(after_s=2.0)
    pressure.note(2.5, NOW)
    assert pressure.relieved(0.0, NOW + LEAST_S / 2, "ws:x") is None
    assert pressure.relieved(0.0, NOW + LEAST_S, "ws:x") is not None
    assert pressure.end(NOW + 9, "ws:x") is None


def test_a_recording_that_is_read_at_once_is_never_under_pressure() -> None:
    pressure = Pressure(after_s=None)
    pressure.note(1e6, NOW)
    assert not pressure.is_high and pressure.end(NOW, "ws:x") is None
