"""Objects that several members of one network published: which, by how many, in how many posts, from when on."""

import polars as pl

SHARED = ("network", "object", "accounts", "posts", "first_at", "last_at")
"""Columns that shared_objects returns."""


def shared_objects(traces: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return SHARED, one row per network and object that at least two of its members have, most members first.

    traces: account, object, at, post. members: account, network.
    """
    own = traces.join(members.select("account", "network"), on="account")
    counted = own.group_by("network", "object").agg(
        accounts=pl.col("account").n_unique(),
        posts=pl.col("post").n_unique(),
        first_at=pl.col("at").min(),
        last_at=pl.col("at").max(),
    )
    ranked = counted.filter(pl.col("accounts") >= 2).select(*SHARED)
    return ranked.sort("network", "accounts", "posts", "object", descending=[False, True, True, False])


def first_of_each(shared: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the first `most` rows of each network, in their order."""
    return shared.filter(pl.int_range(pl.len()).over("network") < most)


def posts_with(traces: pl.DataFrame, members: pl.DataFrame, kept: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return network, object and post of the earliest posts of each kept object, at most so many of each."""
    own = traces.join(members.select("account", "network"), on="account")
    wanted = own.join(kept.select("network", "object"), on=["network", "object"], how="semi")
    ordered = wanted.sort("network", "object", "at", "post").select("network", "object", "post")
    distinct = ordered.unique(maintain_order=True)
    return distinct.filter(pl.int_range(pl.len()).over("network", "object") < most)
