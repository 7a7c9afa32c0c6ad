"""How soon accounts repost, how that varies, and in which order: what RTbust (Mazza et al. 2019) draws as a picture."""

import numpy as np
import polars as pl

from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Bool, Float64, Int64, Measured, Signal, said
from unisono.accounts.signals.per_account import deviations_of, entropies_of, means_of, medians_of
from unisono.accounts.timelines import DAY
from unisono.model.clocks_in_ids import snowflake_times

FAST_SECONDS = 10.0
SITTING_SECONDS = 600.0
"""Reposts that follow one another within ten minutes are made in one sitting."""

DELAY_STEPS = (1.0, 10.0, 60.0, 600.0, 3_600.0, 21_600.0, 86_400.0)
"""Seconds between the steps of delay of which the variety is counted."""

DAY_PARTS = 6

_ABSENT = "it reposted nothing, or the files do not say when, to the second, the originals were published"
_COUNTED = "reposts of posts whose time is known"

SIGNALS = (
    Signal(
        "reaction_delay",
        "reaction",
        "seconds",
        10,
        "Half of its reposts come within so many seconds of the original.",
        "Followers with notifications switched on, and staff, repost within a minute.",
        _COUNTED,
        "Half of its reposts come within {value} of the original.",
        _ABSENT,
    ),
    Signal(
        "fast_reposts",
        "reaction",
        "share",
        10,
        f"The share of its reposts that come less than {FAST_SECONDS:.0f} seconds after the original.",
        "Apps that repost what somebody chose beforehand are quick; so are declared services.",
        _COUNTED,
        f"{{value}} of its reposts come less than {FAST_SECONDS:.0f} seconds after the original.",
        _ABSENT,
    ),
    Signal(
        "delay_spread",
        "reaction",
        "number",
        10,
        "How much its delays vary: the standard deviation of their logarithms (1: tenfold).",
        "Somebody who reposts only what a notification brings has delays much alike.",
        _COUNTED,
        "Its delays vary by {value} powers of ten.",
        _ABSENT,
    ),
    Signal(
        "delay_entropy",
        "reaction",
        "bits",
        30,
        "How many kinds of moments its reposts have: the entropy of delay and time of day together.",
        "Whoever looks at the news once a day at breakfast has few kinds of moments.",
        _COUNTED,
        "Delay and time of day of its reposts together have {value} bits of variety (0: always alike).",
        _ABSENT,
    ),
    Signal(
        "order_kept",
        "reaction",
        "share",
        10,
        "Of reposts within ten minutes of one another, the share that come in the order in which the originals came.",
        "A reader goes down the page from new to old; programs that follow a stream go from old to new, and so does "
        "whoever reads up from where they stopped.",
        "reposts that follow another within ten minutes",
        "Within ten minutes, {value} of its reposts come in the order of their originals.",
        "it never reposted twice within ten minutes, or the files do not say when the originals were published",
    ),
)


def measure_reaction(acts: Acts) -> Measured:
    """Return the values of SIGNALS."""
    least = {signal.name: signal.least for signal in SIGNALS}
    origins = original_times(acts)
    exact = acts.is_kind("repost") & ~acts.timelines.coarse & (origins >= 0) & (acts.timelines.times >= origins)
    places = np.flatnonzero(exact)
    owners, times = acts.owners[places], acts.timelines.times[places]
    delays = (times - origins[places]) / 1e6
    steps = np.digitize(delays, DELAY_STEPS).astype(np.int64)
    parts = (times % DAY) * DAY_PARTS // DAY
    medians, n = medians_of(owners, delays, acts.accounts)
    spread = deviations_of(owners, np.log10(delays + 1.0), acts.accounts)
    found = {
        "reaction_delay": (medians, n),
        "fast_reposts": means_of(owners, delays < FAST_SECONDS, acts.accounts),
        "delay_spread": (spread, n),
        "delay_entropy": entropies_of(owners, steps * DAY_PARTS + parts, acts.accounts, least["delay_entropy"]),
        "order_kept": _order_kept(acts, places, origins),
    }
    return {name: said(*values, least[name]) for name, values in found.items()}


def original_times(acts: Acts) -> Int64:
    """Return when the post that each post acts on was published: int64 (posts), microseconds, -1 where unknown.

    As the post says; else from the original, where the case has it; else, on X, from the clock in its id.
    """
    moments = acts.rows(pl.col("ref_created_at").dt.epoch("us").fill_null(-1)).to_numpy().copy()
    wanted = np.flatnonzero((moments < 0) & acts.rows(pl.col("ref_post_id").is_not_null()).to_numpy())
    if len(wanted):
        moments[wanted] = _looked_up(acts, wanted)
    return np.asarray(moments[acts.timelines.rows], np.int64)


def _looked_up(acts: Acts, wanted: Int64) -> Int64:
    named = [acts.rows(pl.col(name)).gather(wanted) for name in ("platform", "ref_post_id")]
    asked = pl.DataFrame(named, schema=["platform", "post_id"])
    exact = pl.col("created_at_precision").fill_null("second") == "second"
    own = acts.rows(pl.struct("platform", "post_id", "created_at", exact.alias("exact"))).struct.unnest()
    originals = own.filter("exact").join(asked, on=["platform", "post_id"], how="semi")
    found = asked.join(
        originals.unique(["platform", "post_id"]), on=["platform", "post_id"], how="left", maintain_order="left"
    )
    on_x = pl.when(pl.col("platform") == "twitter").then("clock")
    stated = found.with_columns(snowflake_times(asked["post_id"]).dt.cast_time_unit("us").alias("clock"))
    return stated.select(pl.coalesce("created_at", on_x).dt.epoch("us").fill_null(-1)).to_series().to_numpy()


def _order_kept(acts: Acts, places: Int64, origins: Int64) -> tuple[Float64, Int64]:
    """Return the share of reposts, in one sitting with the one before, whose original is newer than that one's."""
    owners, times, made = acts.owners[places], acts.timelines.times[places], origins[places]
    follows: Bool = np.zeros(len(places), np.bool_)
    follows[1:] = (owners[1:] == owners[:-1]) & (np.diff(times) <= SITTING_SECONDS * 1e6) & (made[1:] != made[:-1])
    later = np.flatnonzero(follows)
    return means_of(owners[later], made[later] > made[later - 1], acts.accounts)
