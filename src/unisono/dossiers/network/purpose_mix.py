"""Shares of purposes in posts with their bounds, and everything that is known of what accounts post for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unisono.content.purposes import PURPOSES
from unisono.dossiers.network.crossover import Crossover
from unisono.dossiers.network.for_hire import ForHire
from unisono.model.counting import counted
from unisono.model.intervals import wilson_interval
from unisono.networks.purpose import FEWEST_POSTS, FEWEST_TEXTS

Shares = Mapping[str, float | None]


@dataclass(frozen=True)
class Mix:
    """Shares of PURPOSES in posts with their bounds; all None where there are too few posts or texts."""

    posts: int
    texts: int
    shares: Shares
    low: Shares
    high: Shares


@dataclass(frozen=True)
class Period:
    """One day, week or month of the case's zone, first and last day included, and what was posted in it for what."""

    start: date
    end: date
    mix: Mix


@dataclass(frozen=True)
class PurposeMix:
    """What accounts post for.

    mix: of their posts with words that were read; posts_found: how many there are. others: of a sample of posts of all
    other accounts; others_before, others_after: of those before and after the crossover. by: day, week or month.
    no_crossover_because: None where there is one. breadth: effective number of purposes. declared, outlets: accounts
    whose profile says that a program posts for them, and that post as news media do. reasons: by purpose, the words and
    marks recognised in most posts; examples: by purpose, posts. innocent: what else could explain it. says: all of it
    in plain sentences.
    """

    accounts: int
    posts_found: int
    mix: Mix
    others: Mix
    by: str
    over_time: tuple[Period, ...]
    crossover: Crossover | None
    no_crossover_because: str | None
    hire: ForHire
    breadth: float | None
    declared: int
    outlets: int
    others_before: Mix | None = None
    others_after: Mix | None = None
    reasons: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)  # Any: words and counts
    examples: Mapping[str, list[str]] = field(default_factory=dict)
    innocent: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def shares(self) -> Shares:
        """Return the share of each of PURPOSES in all posts with words."""
        return self.mix.shares

    @property
    def low(self) -> Shares:
        """Return the lower bound of each share."""
        return self.mix.low

    @property
    def high(self) -> Shares:
        """Return the upper bound of each share."""
        return self.mix.high

    @property
    def posts(self) -> int:
        """Return how many posts with words were read."""
        return self.mix.posts

    @property
    def texts(self) -> int:
        """Return how many different texts they have."""
        return self.mix.texts

    @property
    def crossover_at(self) -> datetime | None:
        """Return the first post for the new purpose; None where the purpose did not change, or nobody can say."""
        return None if self.crossover is None else self.crossover.at

    @property
    def for_hire(self) -> bool | None:
        """Return whether the accounts advertise much and for many; None where that cannot be said."""
        return self.hire.verdict

    @property
    def for_hire_because(self) -> str:
        """Return the counts behind `for_hire`, in words."""
        return self.hire.because

    @property
    def cannot_say(self) -> str | None:
        """Return why the purpose cannot be told; None where it can."""
        if self.mix.shares["unknown"] is None:
            return (
                f"cannot say: {counted(self.posts, 'post')} of {counted(self.texts, 'text')} "
                f"{'has' if self.posts == 1 else 'have'} words; {FEWEST_POSTS} posts of "
                f"{FEWEST_TEXTS} texts are needed"
            )
        if self.mix.shares["unknown"] == 1.0:
            return f"cannot say: in none of {counted(self.posts, 'post')} was a purpose recognised"
        return None

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return it as a JSON document, with what its properties say."""
        parts = {name: value for name, value in vars(self).items() if name not in ("mix", "crossover", "over_time")}
        plain = {
            name: asdict(value)
            if isinstance(value, Mix | ForHire)
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in parts.items()
        }
        return {
            **asdict(self.mix),
            **plain,
            "over_time": [{"start": one.start, "end": one.end, **asdict(one.mix)} for one in self.over_time],
            "crossover": None if self.crossover is None else self.crossover.as_json(),
            "crossover_at": self.crossover_at,
            "for_hire": self.for_hire,
            "for_hire_because": self.for_hire_because,
            "cannot_say": self.cannot_say,
        }


def measure_mix(shares: NDArray[np.float64], texts: NDArray[np.int64]) -> Mix:
    """Return the shares of purposes in posts with these texts, with bounds of 95 %.

    shares: float64 (texts, PURPOSES); texts: the place of each post's text. The bounds are those of Wilson (1927) for
    as many independent posts as the texts are worth (Kish 1965, the effective sample size): a text that is posted five
    hundred times was decided on once.
    """
    counts = np.unique(texts, return_counts=True)[1].astype(np.float64)
    if len(texts) < FEWEST_POSTS or len(counts) < FEWEST_TEXTS:
        nothing = dict.fromkeys(PURPOSES)
        return Mix(len(texts), len(counts), nothing, nothing, nothing)
    worth = float(counts.sum() ** 2 / (counts**2).sum())
    mix = dict(zip(PURPOSES, shares[texts].mean(axis=0).tolist(), strict=True))
    bounds = {name: wilson_interval(share * worth, worth) for name, share in mix.items()}
    return Mix(
        len(texts),
        len(counts),
        mix,
        {name: low for name, (low, _) in bounds.items()},
        {name: high for name, (_, high) in bounds.items()},
    )
