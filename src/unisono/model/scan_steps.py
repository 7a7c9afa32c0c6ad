"""The steps of a scan, as they are told while it runs: what is being done, and the how-manieth step of all that is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from unisono.model.settings import ScanSettings

Tell = Callable[[str, int], None]
"""Hears the name of a step that begins, and how many things it looks at (0: not counted)."""

READING = "Reading posts"
LIKENESS = "Comparing texts and pictures"
PROFILES = "Reading profiles"
INTERESTS = "Measuring how popular each thing is"
SHUFFLING = "Shuffling accounts for the twin"
MORE_TWINS = "Trying further twins"
NETWORKS = "Describing networks"
SMALLEST = "Measuring the smallest group that would show"
KEEPING = "Keeping the run"


def tell_nobody(step: str, count: int) -> None:
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
    """One step that has begun: the `number`th of `of`, and how many things it looks at (0: not counted)."""

    name: str
    number: int
    of: int
    count: int = 0

    @property
    def text(self) -> str:
        """Return the step as people read it.

        >>> ScanStep("Comparing accounts: link", 19, 52, 12_000).text
        'Comparing accounts: link (12,000)'
        """
        return f"{self.name} ({self.count:,})" if self.count else self.name


def numbered(steps: tuple[str, ...], hear: Callable[[ScanStep], None]) -> Tell:
    """Return what a scan tells its steps to; `hear` is given each with its number."""
    numbers = {name: number for number, name in enumerate(steps, 1)}
    latest = 0

    def tell(step: str, count: int) -> None:
        nonlocal latest
        latest = numbers.get(step, latest)
        hear(ScanStep(step, latest, len(steps), count))

    return tell
