"""The columns of what the registry knows: cases, their networks, the networks' members, and what each is known by."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from unisono.model.tables import TIME, empty
from unisono.registry.same_case import Sources, is_same_case, sources_of

CASES: dict[str, pl.DataType] = {
    "case_key": pl.String(),  # 16 hex digits: of what its files hold
    "name": pl.String(),
    "path": pl.String(),  # where it lay when it was added; null in exports without names
    "run": pl.String(),
    "version": pl.String(),  # of Unisono
    "added_at": TIME,
    "posts": pl.Int64(),
    "accounts": pl.Int64(),
    "first_at": TIME,
    "last_at": TIME,
    "sources": pl.String(),  # JSON: [SHA-256 of each file]
    "strata": pl.String(),  # JSON: [{least_posts, accounts}]: all accounts of the case by how much they post
}

NETWORKS: dict[str, pl.DataType] = {
    "known": pl.Int64(),  # its number in the registry; negative where it is not in it
    "case_key": pl.String(),
    "network": pl.Int64(),  # its number in the run
    "size": pl.Int64(),
    "layers": pl.String(),  # JSON as in the run
    "objects": pl.Int64(),
    "posts": pl.Int64(),
    "q": pl.Float64(),
    "first_at": TIME,
    "last_at": TIME,
    "verdict": pl.String(),
    "innocent": pl.String(),  # JSON as in the run
    "because": pl.String(),
    "sampled_posts": pl.String(),  # JSON: [platform:id], at most MOST_SAMPLED of the posts it rests on
}

MEMBERS: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "account": pl.String(),  # platform:id
    "handle": pl.String(),  # the latest known
    "role": pl.String(),
    "posts": pl.Int64(),  # in the case
    "stratum": pl.Int64(),  # place in CASES.strata
    "created_at": TIME,  # of the account
    "first_at": TIME,  # its first and last post in the case
    "last_at": TIME,
}

TRAITS: dict[str, pl.DataType] = {
    "known": pl.Int64(),
    "account": pl.String(),
    "kind": pl.String(),  # handle, name, bio, picture, text, link or partner
    "value": pl.String(),  # what is compared
    "shown": pl.String(),  # as a person reads it; null where `post` shows it
    "uses": pl.Int64(),
    "post": pl.String(),  # platform:id of the first post with it
}

KINDS = ("handle", "name", "bio", "picture", "text", "link", "partner")
"""What accounts can be known by."""

NAMING = ("handle", "name", "bio")
"""Kinds that hold what people wrote about themselves: left out of exports without names."""

TABLES = {"cases": CASES, "networks": NETWORKS, "members": MEMBERS, "traits": TRAITS}


@dataclass(frozen=True)
class Registry:
    """Known networks: a table each in the columns of CASES, NETWORKS, MEMBERS and TRAITS."""

    cases: pl.DataFrame = field(default_factory=lambda: empty(CASES))
    networks: pl.DataFrame = field(default_factory=lambda: empty(NETWORKS))
    members: pl.DataFrame = field(default_factory=lambda: empty(MEMBERS))
    traits: pl.DataFrame = field(default_factory=lambda: empty(TRAITS))

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def without_case(self, sources: Sources) -> "Registry":
        """Return all but what is known of one case, wherever it lay and before or after files were added to it."""
        same = [
            key
            for key, kept in self.cases.select("case_key", "sources").iter_rows()
            if is_same_case(sources_of(kept), sources)
        ]
        others = self.without_networks(self.networks.filter(pl.col("case_key").is_in(same))["known"].to_list())
        cases = self.cases.filter(~pl.col("case_key").is_in(same))
        return Registry(cases, others.networks, others.members, others.traits)

    def without_networks(self, known: Sequence[int]) -> "Registry":
        """Return all cases without these networks."""
        left = ~pl.col("known").is_in(list(known))
        return Registry(self.cases, self.networks.filter(left), self.members.filter(left), self.traits.filter(left))

    def joined(self, other: "Registry") -> "Registry":
        """Return the networks of both, which have no number in common."""
        return Registry(*(pl.concat([table, other.tables()[name]]) for name, table in self.tables().items()))
