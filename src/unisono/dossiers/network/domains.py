"""Where the posts of a network lead: publishers, how many posts and members link them, and who lists them as what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.cases.domain_lists import DomainList
from unisono.content.domain_lists import listed_domains
from unisono.traces import read_traces


@dataclass(frozen=True)
class NetworkDomain:
    """A registrable domain or publisher; accounts are members, share that of their posts with links out.

    listed: list, label, source and date of every list of the case that has it; the labels are theirs.
    """

    domain: str
    accounts: int
    posts: int
    share: float
    listed: tuple[dict[str, str | None], ...]

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return counts and listings as a JSON document has them."""
        return {
            "domain": self.domain,
            "posts": self.posts,
            "accounts": self.accounts,
            "share": self.share,
            "listed": list(self.listed),
        }


def domains_of_networks(
    members: pl.DataFrame, posts: pl.DataFrame, lists: Sequence[DomainList], most: int
) -> tuple[dict[int, list[NetworkDomain]], dict[int, int], dict[int, int]]:
    """Return each network's domains, those in most posts first, how many it has, and its posts with links out.

    posts: those of the members, in columns of POSTS; what they repost does not count.
    """
    links = read_traces(posts, None, ("domain",))["domain"].join(members.select("account", "network"), on="account")
    linking = dict(links.group_by("network").agg(pl.col("post").n_unique()).iter_rows())
    counted = links.group_by("network", "object").agg(
        accounts=pl.col("account").n_unique(), posts=pl.col("post").n_unique()
    )
    ranked = counted.sort("network", "posts", "accounts", "object", descending=[False, True, True, False])
    kept = ranked.filter(pl.int_range(pl.len()).over("network") < most)
    listed = listed_domains(kept["object"], lists).partition_by("domain", as_dict=True) if lists else {}
    found: dict[int, list[NetworkDomain]] = {}
    for network, domain, accounts, count in kept.iter_rows():
        rows = listed[(domain,)].drop("domain").to_dicts() if (domain,) in listed else []
        one = NetworkDomain(domain, accounts, count, count / linking[network], tuple(rows))
        found.setdefault(network, []).append(one)
    return found, dict(ranked.group_by("network").len().iter_rows()), linking
