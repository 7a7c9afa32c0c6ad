"""Who goes first in a network, who carries it far: launchers, boosters and the crowd."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.tails import poisson_binomial_tails

Float64 = NDArray[np.float64]

LEVEL = 0.01
EARLY = 0.25
WIDELY_FOLLOWED = 0.9


def assign_roles(acts: pl.DataFrame, followers: pl.DataFrame) -> pl.DataFrame:
    """Return (network, account, role) for the acts of the networks (ACTS columns).

    Launcher: first of the members on the network's objects more often than chance, where each member of an object is
    first with the same chance. Booster: among the early quarter more often than chance, and among the tenth of the
    members with most followers (followers: account, followers). Crowd: everyone else. Tests are corrected for the
    number of members.
    """
    if acts.height == 0:
        return pl.DataFrame(schema={"network": pl.Int64, "account": pl.String, "role": pl.String})
    places = _places(acts)
    firsts = places.group_by("network", "account", maintain_order=True).agg(
        pl.col("chance_first").alias("chances"),
        (pl.col("place") == 1).sum().alias("firsts"),
        pl.len().alias("objects"),
        (pl.col("share") <= EARLY).sum().cast(pl.Int64).alias("early"),
    )
    sizes = firsts.group_by("network").agg(pl.len().alias("size"))
    table = firsts.join(sizes, on="network").join(followers, on="account", how="left")
    widely = pl.col("followers") >= pl.col("followers").quantile(WIDELY_FOLLOWED, "higher").over("network")
    table = table.with_columns(
        pl.Series("p_first", _first_tails(table), pl.Float64),
        widely.fill_null(value=False).alias("widely"),
    )
    early = _early_tails(table) if table["widely"].any() else np.ones(table.height)
    table = table.with_columns(pl.Series("p_early", early, pl.Float64))
    launcher = pl.col("p_first") * pl.col("size") <= LEVEL
    booster = (pl.col("p_early") * pl.col("size") <= LEVEL) & pl.col("widely")
    role = pl.when(launcher).then(pl.lit("launcher")).when(booster).then(pl.lit("booster")).otherwise(pl.lit("crowd"))
    return table.select("network", "account", role.alias("role"))


def _places(acts: pl.DataFrame) -> pl.DataFrame:
    """Return each member's place in the order in which the members came to each object; ties share the better place.

    share: the part of the members that came no later, so that nobody is early in a crowd that came at one moment.
    A post that leaves traces on several objects is counted once, on the one that most members came to.
    """
    earliest = acts.sort("at", "post").group_by("network", "layer", "object", "account", maintain_order=True)
    arrivals = earliest.agg(pl.col("at").first(), pl.col("post").first())
    group = ["network", "layer", "object"]
    arrivals = arrivals.with_columns(
        pl.len().over(group).alias("came"),
        pl.col("at").rank("min").over(group).alias("place"),
        pl.col("at").rank("max").over(group).alias("last_place"),
        (pl.col("at") == pl.col("at").min()).sum().over(group).alias("tied_first"),
    ).filter(pl.col("came") >= 2)
    counted = arrivals.sort("came", "layer", "object", descending=[True, False, False]).unique(
        ["network", "account", "post"], keep="first", maintain_order=True
    )
    return counted.with_columns(
        (pl.col("tied_first") / pl.col("came")).alias("chance_first"),
        (pl.col("last_place") / pl.col("came")).alias("share"),
    ).sort("network", "account", "layer", "object")


def _first_tails(table: pl.DataFrame) -> Float64:
    """Return for each account the chance of as many first places: float64 (rows), from the columns chances, firsts."""
    chances = table["chances"].explode().cast(pl.Float64).to_numpy()
    return _tails(chances, table, "firsts")


def _early_tails(table: pl.DataFrame) -> Float64:
    """Return for each account the chance of as many early places: float64 (rows), from the columns objects, early."""
    # scipy has the binomial tail too; loading it takes longer than assigning the roles of a million posts.
    return _tails(np.full(int(table["objects"].sum()), EARLY), table, "early")


def _tails(chances: Float64, table: pl.DataFrame, count: str) -> Float64:
    """Return for each account the chance of as many; chances: of each of its objects, account by account."""
    start = np.concatenate([[0], np.cumsum(table["objects"].to_numpy())]).astype(np.int64)
    return poisson_binomial_tails(chances, start, table[count].cast(pl.Int64).to_numpy())
