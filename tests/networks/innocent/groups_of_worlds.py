"""The groups of a synthetic world, each seen as if it had been reported as a network."""

from collections.abc import Mapping

import polars as pl

from unisono.model.tables import ACTS, MEMBERS, conform
from unisono.networks.innocent.networks_view import ARRIVALS, NetworksView
from unisono.traces import read_traces
from unisono.worlds import World

NEAR_S = 600
SHARED_BY = 0.1


class SeenWorld:
    """A world with its traces, from which views of any group can be had."""

    def __init__(self, world: World) -> None:
        self.truth = world.truth
        self.traces: Mapping[str, pl.DataFrame] = read_traces(world.posts, world.references)
        self.posts = world.posts.with_columns(pl.concat_str("platform", pl.lit(":"), "post_id").alias("post"))
        self.accounts = world.accounts.with_columns(
            pl.concat_str("platform", pl.lit(":"), "account_id").alias("account")
        )

    def view(self, group: list[str]) -> NetworksView:
        """Return the group's view: its acts within ten minutes of another's, on objects that a tenth of it shares."""
        parts = [self._acts(layer, frame, group) for layer, frame in self.traces.items()]
        acts = conform(pl.concat(parts), ACTS)
        every = pl.concat([frame.select("account") for frame in self.traces.values()]).group_by("account").len("acts")
        members = (
            acts.group_by("network", "account")
            .len("together")
            .join(every, on="account")
            .with_columns((pl.col("together") / pl.col("acts")).alias("explained_share"))
            .join(self.accounts.select("account", "handle", "display_name"), on="account", how="left")
        )
        crowd = pl.concat(
            frame.group_by("object")
            .agg(
                pl.col("account").n_unique().alias("actors"),
                pl.col("author").drop_nulls().first(),
                pl.col("origin_at").min(),
            )
            .select(pl.lit(layer).alias("layer"), "object", "actors", "author", "origin_at")
            for layer, frame in self.traces.items()
        )
        return NetworksView(
            conform(members, MEMBERS),
            acts,
            self.posts.join(acts.select("post").unique(), on="post", how="semi"),
            self.accounts,
            crowd,
            self.traces["repost"].select(ARRIVALS.names()),
        )

    def _acts(self, layer: str, frame: pl.DataFrame, group: list[str]) -> pl.DataFrame:
        own = frame.filter(pl.col("account").is_in(group)).sort("object", "at", "account")
        before = (pl.col("at") - pl.col("at").shift(1).over("object")).dt.total_seconds() <= NEAR_S
        after = (pl.col("at").shift(-1).over("object") - pl.col("at")).dt.total_seconds() <= NEAR_S
        shared = pl.col("account").n_unique().over("object") >= max(3, SHARED_BY * len(group))
        met = own.filter(before.fill_null(value=False) | after.fill_null(value=False), shared)
        return met.select(pl.lit(1).alias("network"), pl.lit(layer).alias("layer"), "object", "account", "post", "at")
