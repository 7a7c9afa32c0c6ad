"""When each message is due: by the recording's own clock, at a steady rate with bursts, or at once."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from unisono.watch.replay.event_log import Start, Told
from unisono.watch.replay.settings import Peak, Serving


@dataclass(frozen=True)
class Stretch:
    """A time with one rate: from so many seconds after the start, with so many messages before it."""

    start_s: float
    before: float
    rate: float


@dataclass
class Clock:
    """The clock of a served stream: it starts once, and says how long a message has to wait.

    first_us: the time of the recording's first message. now: seconds of a clock that only goes forward.
    """

    serving: Serving
    first_us: int
    now: Callable[[], float]
    started_at: float | None = None

    def __post_init__(self) -> None:
        """Lay out the stretches of a steady rate."""
        self.stretches = lay_out(self.serving.rate, self.serving.peaks) if self.serving.rate else ()

    @property
    def is_timed(self) -> bool:
        """Say whether messages wait for a clock at all."""
        return bool(self.stretches) or self.serving.speed is not None

    def start(self) -> None:
        """Start the clock, unless it runs."""
        if self.started_at is None:
            self.started_at = self.now()

    def wait_s(self, told: Told) -> float:
        """Return how many seconds a message still has to wait; 0 or less when it is due."""
        if not self.is_timed:
            return 0.0
        return self._due_s(told) - self._elapsed()

    def present(self) -> Start:
        """Return where the stream stands now: who asks for no earlier message begins there."""
        elapsed = self._elapsed()
        if self.stretches:
            return Start("number", math.floor(_messages_after(self.stretches, elapsed)) + 1)
        if self.serving.speed is None or elapsed <= 0:
            return Start()
        return Start("due", self.first_us + math.ceil(elapsed * self.serving.speed * 1e6))

    def present_us(self) -> int | None:
        """Return the recording's time now; None without a clock of its own."""
        if self.serving.speed is None or self.stretches:
            return None
        return self.first_us + math.floor(self._elapsed() * self.serving.speed * 1e6)

    def _elapsed(self) -> float:
        return 0.0 if self.started_at is None else self.now() - self.started_at

    def _due_s(self, told: Told) -> float:
        if self.stretches:
            return _seconds_until(self.stretches, told.number)
        return (told.due_us - self.first_us) / 1e6 / (self.serving.speed or math.inf)


def lay_out(rate: float, peaks: tuple[Peak, ...]) -> tuple[Stretch, ...]:
    """Return the stretches of a steady rate with bursts; where bursts overlap, the later one counts.

    >>> [(stretch.start_s, stretch.before, stretch.rate) for stretch in lay_out(10, (Peak(100, 2, 5),))]
    [(0.0, 0.0, 10), (5, 50.0, 100), (7, 250.0, 10)]
    """
    bounds = sorted({0.0, *(peak.start_s for peak in peaks), *(peak.start_s + peak.seconds for peak in peaks)})
    stretches: list[Stretch] = []
    for start in bounds:
        held = [peak.rate for peak in peaks if peak.start_s <= start < peak.start_s + peak.seconds]
        last = stretches[-1] if stretches else Stretch(0.0, 0.0, 0.0)
        before = last.before + (start - last.start_s) * last.rate
        stretches.append(Stretch(start, before, held[-1] if held else rate))
    return tuple(stretches)


def _messages_after(stretches: tuple[Stretch, ...], elapsed: float) -> float:
    within = [stretch for stretch in stretches if stretch.start_s <= max(elapsed, 0.0)][-1]
    return within.before + (max(elapsed, 0.0) - within.start_s) * within.rate


def _seconds_until(stretches: tuple[Stretch, ...], number: int) -> float:
    within = [stretch for stretch in stretches if stretch.before <= number][-1]
    return within.start_s + (number - within.before) / within.rate
