"""What an innocent explanation is tested on: one network's members, acts, pairs, posts and the crowd around it."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl


@dataclass(frozen=True)
class NetworkView:
    """One network with its surroundings.

    members, acts, pairs: its rows of MEMBERS, ACTS and PAIRS. posts: posts of the case with `post` (platform:id);
    accounts: profiles with `account` (platform:id). crowd: (layer, object, actors, author), all actors of an object.
    """

    members: pl.DataFrame
    acts: pl.DataFrame
    pairs: pl.DataFrame
    posts: pl.DataFrame
    accounts: pl.DataFrame
    crowd: pl.DataFrame

    @cached_property
    def acted_posts(self) -> pl.DataFrame:
        """The distinct posts with which the members acted together."""
        return self.posts.join(self.acts.select("post").unique(), on="post", how="semi")

    @cached_property
    def profiles(self) -> pl.DataFrame:
        """The members' profiles."""
        return self.accounts.join(self.members.select("account"), on="account", how="semi")

    @cached_property
    def objects(self) -> pl.DataFrame:
        """(layer, object, members, actors, author): the objects of the network, and who acted on each."""
        own = self.acts.group_by("layer", "object").agg(pl.col("account").n_unique().alias("members"))
        return own.join(self.crowd, on=["layer", "object"], how="left").sort("layer", "object")


@dataclass(frozen=True)
class Fit:
    """How well an innocent explanation fits, 0 to 1, and the facts that it rests on, in counts."""

    explanation: str
    fit: float
    because: str
