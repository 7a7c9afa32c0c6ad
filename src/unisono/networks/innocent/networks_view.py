"""What innocent explanations are tested on: all networks, their acts and posts, and the crowd around them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from unisono.model.tables import TIME
from unisono.model.tested_fits import FITS_FROM

ARRIVALS = pl.Schema({"object": pl.String(), "account": pl.String(), "at": TIME})

EXPLAINED_BY = ("created_at", "created_at_precision", "collected_at", "text", "urls", "client", "ref_created_at")
"""Columns of POSTS that explanations look at."""

Facts = dict[str, Any]  # Any: what is counted for one network, each with a type of its own


@dataclass(frozen=True)
class NetworksView:
    """All networks of a scan with their surroundings, so that each fact is counted for all of them at once.

    members, acts: rows of MEMBERS, by network, and of ACTS. posts: posts of the case, `post` (platform:id) and
    EXPLAINED_BY; accounts: profiles with `account` (platform:id). crowd: (layer, object, actors, author, origin_at),
    all actors of an object, who made it and when. reposts: (object, account, at), by accounts that many follow (see
    hub.py), of what networks reposted.
    """

    members: pl.DataFrame
    acts: pl.DataFrame
    posts: pl.DataFrame
    accounts: pl.DataFrame
    crowd: pl.DataFrame
    reposts: pl.DataFrame = field(default_factory=ARRIVALS.to_frame)

    @cached_property
    def networks(self) -> pl.DataFrame:
        """The networks (network, size, acts, posts), in the order of the members."""
        sizes = self.members.group_by("network", maintain_order=True).agg(pl.len().alias("size"))
        acts = self.acts.group_by("network").agg(pl.len().alias("acts"), pl.col("post").n_unique().alias("posts"))
        return sizes.join(acts, on="network", how="left", maintain_order="left").with_columns(
            pl.col("acts", "posts").fill_null(0)
        )

    def facts(self, *counted: pl.DataFrame) -> list[Facts]:
        """Return one dictionary a network: the columns of `networks` and of these tables, which have a row a network.

        Where a table has no row for a network, its columns are None.
        """
        table = self.networks
        for columns in counted:
            table = table.join(columns, on="network", how="left", maintain_order="left")
        return table.to_dicts()

    @cached_property
    def profiles(self) -> pl.DataFrame:
        """The members' profiles, each with its network."""
        return self.accounts.join(self.members.select("network", "account").unique(), on="account")

    @cached_property
    def described(self) -> pl.DataFrame:
        """How many members have a display name or a biography in the case (network, described), where any has."""
        written = (pl.col(column).fill_null("").str.strip_chars() != "" for column in ("display_name", "bio"))
        known = self.profiles.filter(pl.any_horizontal(*written))
        return known.group_by("network").agg(pl.col("account").n_unique().alias("described"))

    @cached_property
    def answers(self) -> pl.DataFrame:
        """Reposts and replies (network, layer, object, account, at, author, delay_s): seconds after the original.

        When the original was made is what the post says of it, else what the case knows. Null author or delay_s: not
        known.
        """
        origins = self.posts.select("post", "ref_created_at").unique("post", keep="any")
        return (
            self.acts.filter(pl.col("layer").is_in(["repost", "reply"]))
            .join(self.crowd.select("layer", "object", "author", "origin_at"), on=["layer", "object"], how="left")
            .join(origins, on="post", how="left")
            .with_columns((pl.col("at") - pl.coalesce("ref_created_at", "origin_at")).alias("delay"))
            .with_columns((pl.col("delay").dt.total_milliseconds() / 1000.0).alias("delay_s"))
            .select("network", "layer", "object", "account", "at", "author", "delay_s")
            .sort("network", "layer", "object", "at", "account")
        )


@dataclass(frozen=True)
class Fit:
    """How well an innocent explanation fits, 0 to 1, and the facts that it rests on, in counts.

    measured: False where the case lacks what would show whether it fits; the fit is 0 then.
    """

    explanation: str
    fit: float
    because: str
    measured: bool = True


def fit_of_profiles(explanation: str, facts: Facts, named: int, because: str, weight: float = 1.0) -> Fit:
    """Return the share of members whose profile says so, times `weight`, what else speaks for the explanation.

    Not measured where the members without name and biography in the case decide whether it fits. facts: with `size`
    and `described`; because: what was counted.
    """
    size = max(1, facts["size"])
    unknown = max(0, size - (facts["described"] or 0))
    value, at_most = weight * named / size, weight * min(1.0, (named + unknown) / size)
    if value >= FITS_FROM or at_most < FITS_FROM or unknown == 0:
        return Fit(explanation, value, because)
    missing = f"Name and biography of {unknown:,} of {size:,} members are not in the case, so this was not measured."
    return Fit(explanation, 0.0, f"{because} {missing}", measured=False)
