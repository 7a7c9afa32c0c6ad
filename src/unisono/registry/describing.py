"""A case as the registry knows it: its networks, their members with what they are known by, and how much all post."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.model.tables import conform
from unisono.model.version import __version__
from unisono.registry.activity import Strata, choose_strata, lives_of_accounts, posts_of_accounts
from unisono.registry.keeping import now
from unisono.registry.same_case import Sources, case_key, sources_of
from unisono.registry.tables import CASES, MEMBERS, NETWORKS, TRAITS, Registry
from unisono.registry.traits import most_used, traits_of

MOST_SAMPLED = 1_000
"""Posts of a network that the registry keeps by their ids, to notice them in other cases."""


@dataclass(frozen=True)
class DescribedCase:
    """The networks of one run, numbered -1, -2 … until the registry numbers them, and everybody in the case.

    everybody: account, posts and stratum of all who published.
    """

    record: Registry
    everybody: pl.DataFrame
    strata: Strata

    @property
    def key(self) -> str:
        """The key of the case in the registry."""
        return str(self.record.cases["case_key"][0])

    @property
    def sources(self) -> Sources:
        """The hashes of the case's files, by which it is known."""
        return sources_of(self.record.cases["sources"][0])


def describe_case(
    case: Case, run: Run, numbers: Sequence[int] | None = None, *, with_traits: bool = True
) -> DescribedCase:
    """Return these networks of a run (None: all of them), with or without what their members are known by."""
    run_members = run.table("members")
    everybody = posts_of_accounts(case)
    in_network = everybody["account"].is_in(run_members["account"].implode())
    strata = choose_strata(everybody["posts"].to_numpy(), in_network.to_numpy())
    everybody = everybody.with_columns(pl.Series("stratum", strata.of(everybody["posts"].to_numpy()), pl.Int64))
    networks = run.table("networks")
    if numbers is not None:
        networks = networks.filter(pl.col("network").is_in(list(numbers)))
    members = _members(case, run_members.join(networks.select("network"), on="network", how="semi"), everybody)
    traits = conform(pl.DataFrame(), TRAITS).clear()
    if with_traits:
        known_by = most_used(traits_of(case, members["account"].unique().sort()))
        traits = conform(members.select("known", "account").join(known_by, on="account"), TRAITS)
    key = case_key(case.sources()["sha256"])
    record = Registry(
        _case_row(case, run, key, everybody, strata),
        _network_rows(run, networks, key),
        conform(members, MEMBERS).sort("known", "account"),
        traits.sort("known", "account", "kind", "value"),
    )
    return DescribedCase(record, everybody, strata)


def _case_row(case: Case, run: Run, key: str, everybody: pl.DataFrame, strata: Strata) -> pl.DataFrame:
    about = run.record
    span = case.posts().select(first_at=pl.col("created_at").min(), last_at=pl.col("created_at").max()).collect()
    row = {
        "case_key": key,
        "name": case.name,
        "path": str(case.path.resolve()),
        "run": run.id,
        "version": str(about.get("version", __version__)),
        "added_at": now(),
        "posts": int(everybody["posts"].sum()),
        "accounts": everybody.height,
        "first_at": span["first_at"][0],
        "last_at": span["last_at"][0],
        "sources": orjson.dumps(sorted(set(case.sources()["sha256"]))).decode(),
        "strata": orjson.dumps(strata.as_json()).decode(),
    }
    return pl.DataFrame([row], schema=CASES)


def _network_rows(run: Run, networks: pl.DataFrame, key: str) -> pl.DataFrame:
    acts = run.table("acts")
    sampled = [_sample(acts.filter(pl.col("network") == number)["post"]) for number in networks["network"]]
    named = networks.with_columns(
        known=-pl.col("network"), case_key=pl.lit(key), sampled_posts=pl.Series(sampled, dtype=pl.String)
    )
    return conform(named, NETWORKS).sort("network")


def _sample(posts: pl.Series) -> str:
    """Return at most MOST_SAMPLED posts as JSON: those of the smallest SHA-256, so that another run takes the same."""
    distinct = posts.drop_nulls().unique().to_list()
    chosen = sorted(distinct, key=lambda post: hashlib.sha256(post.encode()).digest())[:MOST_SAMPLED]
    return orjson.dumps(sorted(chosen)).decode()


def _members(case: Case, members: pl.DataFrame, everybody: pl.DataFrame) -> pl.DataFrame:
    """Return the members with their posts, stratum and times in the whole case."""
    named = members.select((-pl.col("network")).alias("known"), "account", "handle", "role")
    lives = lives_of_accounts(case, members["account"])
    return named.join(everybody, on="account", how="left").join(lives, on="account", how="left")
