"""When messages are due: by their own clock, at a rate with bursts, or at once."""

import pytest

from unisono.watch.replay.event_log import Start, Told
from unisono.watch.replay.pacing import Clock, lay_out
from unisono.watch.replay.settings import Peak, Serving

FIRST = 1_000_000_000


class Hands:
    """A clock whose hands are moved by the test."""

    now = 50.0

    def __call__(self) -> float:
        return self.now


def told(number: int, after_s: float = 0.0) -> Told:
    due = FIRST + round(after_s * 1e6)
    return Told(number, number, due, due, b"")


def started(serving: Serving, hands: Hands) -> Clock:
    clock = Clock(serving, FIRST, hands)
    clock.start()
    return clock


def test_messages_wait_as_long_as_they_did_divided_by_the_speed() -> None:
    hands = Hands()
    clock = started(Serving(speed=10.0), hands)
    assert clock.wait_s(told(1)) == 0
    assert clock.wait_s(told(5, after_s=30)) == pytest.approx(3.0)
    hands.now += 2.0
    assert clock.wait_s(told(5, after_s=30)) == pytest.approx(1.0)
    assert clock.present() == Start("due", FIRST + 20_000_000) and clock.present_us() == FIRST + 20_000_000
    clock.start()
    assert clock.wait_s(told(5, after_s=30)) == pytest.approx(1.0), "a clock starts once"


def test_without_a_speed_nothing_waits_and_who_comes_begins_at_the_beginning() -> None:
    clock = started(Serving(speed=None), Hands())
    assert not clock.is_timed and clock.wait_s(told(9, after_s=1e6)) == 0 and clock.present() == Start()
    assert clock.present_us() is None


def test_a_steady_rate_counts_messages_whatever_their_times() -> None:
    hands = Hands()
    clock = started(Serving(rate=100.0), hands)
    assert clock.wait_s(told(100, after_s=1e6)) == pytest.approx(1.0)
    hands.now += 2.0
    assert clock.wait_s(told(100)) < 0 and clock.present() == Start("number", 201)


def test_bursts_raise_the_rate_for_their_time_only() -> None:
    hands = Hands()
    clock = started(Serving(rate=10.0, peaks=(Peak(100, 2, 5), Peak(50, 1, 20))), hands)
    assert clock.wait_s(told(50)) == pytest.approx(5.0)
    assert clock.wait_s(told(250)) == pytest.approx(7.0)
    assert clock.wait_s(told(260)) == pytest.approx(8.0)
    assert clock.wait_s(told(250 + 130 + 50)) == pytest.approx(21.0)
    assert [stretch.rate for stretch in lay_out(10, (Peak(100, 2, 5), Peak(50, 10, 6)))] == [10, 100, 50, 50, 10]
