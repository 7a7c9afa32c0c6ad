"""How a live detector is declared: its question, its innocent explanations, its settings, and how it looks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from unisono.cases.targets import Targets
from unisono.cases.watchlists import Watchlist
from unisono.watch.claims import Claim
from unisono.watch.windows import Windows


@dataclass(frozen=True)
class LiveCase:
    """What the case was told of the world: its targets and watchlists; changed: how often they have changed so far.

    path: of the case; None where there is none, as in tests.
    """

    path: Path | None = None
    targets: Targets = field(default_factory=Targets)
    watchlists: tuple[Watchlist, ...] = ()
    changed: int = 0


@dataclass(frozen=True)
class Asked:
    """What the rules ask of a detector: its windows in seconds, the fewest accounts, and chance alerts a day at most.

    Claims that do not come up to it need not be made.
    """

    windows: tuple[float, ...] = ()
    least_accounts: int = 10
    chance_per_day: float = 0.01


class Finder(Protocol):
    """A detector at work on one stream; it may remember what it looked at before."""

    def find(self, windows: Windows, case: LiveCase) -> list[Claim]:
        """Look once and return what surprises; most looks have nothing to say."""


@dataclass(frozen=True)
class LiveDetector:
    """One question asked of a stream again and again. settings: seconds of its windows; begin: gives a finder."""

    name: str
    question: str
    innocent: tuple[str, ...]
    subject_kinds: tuple[str, ...]
    windows: tuple[float, ...]
    begin: Callable[[Asked], Finder] | None
    """None: its claims come from elsewhere."""
    least_accounts: int = 10
