"""The steps of a scan, as they are told while it runs: what is being done, and the how-manieth step of all that is."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from unisono.model.settings import ScanSettings

LEAST_SECONDS = 0.2
"""So seldom at least it is told how far a step is."""


class Tell(Protocol):
    """Hears how a scan gets on."""

    def __call__(self, step: str, count: int, done: int = 0, /) -> None:
        """Hear the name of a step, how many things it looks at (0: not counted), and at how many it has looked.

        A step begins where nothing of it is done.
        """


READING = "Reading posts"
LIKENESS = "Comparing texts and pictures"
PROFILES = "Reading profiles"
TRACES = "Reading traces of all layers"
INTERESTS = "Measuring how popular each thing is"
SHUFFLING = "Shuffling accounts for the twin"
MORE_TWINS = "Trying further twins"
NETWORKS = "Describing networks"
SMALLEST = "Measuring the smallest group that would show"
KEEPING = "Keeping the run"


def tell_nobody(step: str, count: int, done: int = 0, /) -> None:
    """Hear a step and do nothing with it."""


def traces_of(layer: str) -> str:
    """Return the step that reads one layer's traces."""
    return f"Reading traces: {layer}"


def pairs_of(layer: str, *, is_twin: bool = False) -> str:
    """Return the step that compares accounts in one layer, of the posts or of their shuffled twin."""
    return f"Comparing accounts of the twin: {layer}" if is_twin else f"Comparing accounts: {layer}"


def question_of(detector: str) -> str:
    """Return the step of one detector."""
    return f"Detector: {detector}"


def steps_of(settings: ScanSettings, detectors: Iterable[str]) -> tuple[str, ...]:
    """Return every step that a scan may take, in order; layers without a trace are passed over."""
    layers = settings.layers
    of_twin = (SHUFFLING, *(pairs_of(layer, is_twin=True) for layer in layers), MORE_TWINS) if settings.twin else ()
    return (
        *(READING, LIKENESS, PROFILES),
        *map(traces_of, layers),
        INTERESTS,
        *map(pairs_of, layers),
        *of_twin,
        NETWORKS,
        *map(question_of, detectors),
        *(SMALLEST, KEEPING),
    )


@dataclass(frozen=True)
class ScanStep:
    """One step: the `number`th of `of`, and how many things it looks at (0: not counted).

    done: at how many it has looked, in so many seconds; 0: it has only begun.
    """

    name: str
    number: int
    of: int
    count: int = 0
    done: int = 0
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """Return the step as people read it.

        >>> ScanStep("Comparing accounts: link", 19, 52, 12_000).text
        'Comparing accounts: link (12,000)'
        >>> ScanStep("Reading posts", 1, 52, 1_200_000, 40_000, 2.0).text
        'Reading posts: 40,000 of 1,200,000, 20,000/s, 58 s left'
        """
        if not self.done:
            return f"{self.name} ({self.count:,})" if self.count else self.name
        rate = self.done / max(self.seconds, 1e-3)
        left = time_left(max(0, self.count - self.done) / rate)
        return f"{self.name}: {self.done:,} of {self.count:,}, {rate:,.0f}/s, {left} left"


def time_left(seconds: float) -> str:
    """Return a time as short as it is known.

    >>> time_left(58.2), time_left(600), time_left(9000)
    ('58 s', '10 min', '2.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def numbered(
    steps: tuple[str, ...], hear: Callable[[ScanStep], None], clock: Callable[[], float] = time.monotonic
) -> Tell:
    """Return what a scan tells its steps to; `hear` is given each with its number, and now and then how far it is."""
    numbers = {name: number for number, name in enumerate(steps, 1)}
    latest, name, before, began, heard = 0, "", 0, 0.0, 0.0

    def tell(step: str, count: int, done: int = 0, /) -> None:
        nonlocal latest, name, before, began, heard
        now = clock()
        latest = numbers.get(step, latest)
        if step != name or done < before:
            # What is done again, such as reading posts for something else, has its own rate.
            began = heard = now
        if not done or (now > began and now - heard >= LEAST_SECONDS):
            heard = now
            hear(ScanStep(step, latest, len(steps), count, done, now - began))
        name, before = step, done

    return tell
