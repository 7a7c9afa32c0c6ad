"""What an innocent explanation is tested on: one network's members, acts, pairs, posts and the crowd around it."""

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from unisono.model.tables import TIME

ARRIVALS = pl.Schema({"object": pl.String(), "account": pl.String(), "at": TIME})


@dataclass(frozen=True)
class NetworkView:
    """One network with its surroundings.

    members, acts, pairs: its rows of MEMBERS, ACTS and PAIRS. posts: posts of the case with `post` (platform:id);
    accounts: profiles with `account` (platform:id). crowd: (layer, object, actors, author), all actors of an object.
    outsiders: (object, account, at), reposts of the same posts by accounts outside the network, where they are known.
    """

    members: pl.DataFrame
    acts: pl.DataFrame
    pairs: pl.DataFrame
    posts: pl.DataFrame
    accounts: pl.DataFrame
    crowd: pl.DataFrame
    outsiders: pl.DataFrame = field(default_factory=ARRIVALS.to_frame)

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
        """The network's objects (layer, object, members, actors, author), and how many acted on each."""
        own = self.acts.group_by("layer", "object").agg(pl.col("account").n_unique().alias("members"))
        return own.join(self.crowd, on=["layer", "object"], how="left").sort("layer", "object")

    @cached_property
    def answers(self) -> pl.DataFrame:
        """Reposts and replies (layer, object, account, at, author, delay_s), each with its seconds after the original.

        Null author or delay_s: not known.
        """
        origins = self.posts.select("post", "ref_created_at").unique("post", keep="any")
        return (
            self.acts.filter(pl.col("layer").is_in(["repost", "reply"]))
            .join(self.crowd.select("layer", "object", "author"), on=["layer", "object"], how="left")
            .join(origins, on="post", how="left")
            .with_columns(((pl.col("at") - pl.col("ref_created_at")).dt.total_milliseconds() / 1000.0).alias("delay_s"))
            .select("layer", "object", "account", "at", "author", "delay_s")
            .sort("layer", "object", "at", "account")
        )


@dataclass(frozen=True)
class Fit:
    """How well an innocent explanation fits, 0 to 1, and the facts that it rests on, in counts."""

    explanation: str
    fit: float
    because: str
