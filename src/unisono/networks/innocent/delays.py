"""How long after a start the members acted: each in their own time, as readers do, or bunched long afterwards."""

from dataclasses import dataclass

import polars as pl

PROMPT_S = 120.0
QUICKEST_S = 5.0  # whoever reads before reposting needs longer
OWN_SPREAD = 0.2  # readers' delays are log-normal with a wide spread: their median deviation is about half the median


@dataclass(frozen=True)
class Delays:
    """What the delays of one network say.

    acts: how many delays were measured. own_time: the share of them on objects that members came to in their own time.
    usual_s: the median delay. apart_s: the median distance, in seconds, of an act to the median one on its object.
    spread: the median distance of the logarithms; 0.7, if half of them took twice or half as long as is usual there.
    """

    acts: int
    own_time: float
    usual_s: float
    apart_s: float
    spread: float

    @property
    def as_text(self) -> str:
        """Both medians in words."""
        return f"typically {duration(self.usual_s)} later and {duration(self.apart_s)} apart from one another"


def measure_delays(acts: pl.DataFrame) -> dict[int, Delays]:
    """Measure (network, object, delay_s), one row an act; networks without two known delays on an object are left out.

    Members came to an object in their own time if their median delay is at most two minutes, or if they are as
    spread as people are: half of them further from the median than a fifth of it. A median under five seconds is
    nobody's own time.
    """
    group = ["network", "object"]
    known = acts.filter(pl.col("delay_s") >= 0.0).filter(pl.len().over(group) >= 2)
    if known.height == 0:
        return {}
    middle = pl.col("delay_s").median().over(group)
    apart = known.with_columns(
        middle.alias("middle"),
        (pl.col("delay_s") - middle).abs().alias("apart"),
        _log_ratio(pl.col("delay_s"), middle).abs().alias("spread"),
    )
    spread = pl.col("apart").median().over(group) >= OWN_SPREAD * pl.col("middle")
    own = (pl.col("middle") >= QUICKEST_S) & ((pl.col("middle") <= PROMPT_S) | spread)
    measured = (
        apart.with_columns(own.cast(pl.Float64).alias("own_time"))
        .group_by("network")
        .agg(pl.len(), pl.col("own_time").mean(), pl.col("delay_s", "apart", "spread").median())
    )
    return {network: Delays(*numbers) for network, *numbers in measured.iter_rows()}


def _log_ratio(seconds: pl.Expr, usual: pl.Expr) -> pl.Expr:
    # Clocks count whole seconds: below one, ratios say nothing.
    return (seconds.clip(lower_bound=1.0) / usual.clip(lower_bound=1.0)).log()


def duration(seconds: float) -> str:
    """Say a duration in its largest fitting unit.

    >>> duration(5400.0)
    '1.5 hours'
    """
    for unit, size in (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0)):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.2g} {unit}"
    return f"{seconds:.0f} seconds"
