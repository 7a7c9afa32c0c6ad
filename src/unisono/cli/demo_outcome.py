"""What a scan made of a demonstration, held against what was planted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.model.names import ACCOUNT_NAME

INAUTHENTIC = "likely_inauthentic"


@dataclass(frozen=True)
class Outcome:
    """Counts that compare the networks found with the networks planted."""

    networks: int
    planted: int  # accounts that were planted
    found: int  # planted accounts that are in a network
    joined: int  # accounts in a network with planted ones that were not planted
    apart: int  # accounts in networks without any planted account
    accused: int  # innocent accounts in a network called likely inauthentic
    main_network: int | None  # the network that holds most planted accounts

    @property
    def sentences(self) -> list[str]:
        """Return what a person wants to know, in sentences that state counts."""
        said = [f"Planted: {self.planted:,} accounts. Found in networks: {self.found:,} of them."]
        said.append(f"Ordinary accounts drawn into their networks: {self.joined:,}.")
        if self.apart:
            said.append(f"Accounts in networks of their own that nobody hired, such as a newswire: {self.apart:,}.")
        said.append(f"Ordinary accounts called likely inauthentic: {self.accused:,}.")
        return said


def compare(run: Run, truth: Mapping[str, Any]) -> Outcome:  # Any: JSON
    """Return how the run's networks agree with the truth of the world."""
    planted = {account for network in truth["networks"] for account in network["accounts"]}
    members = (
        run.table("members")
        .select("network", "account")
        .with_columns(is_planted=pl.col("account").is_in(sorted(planted)))
    )
    by_network = members.group_by("network").agg(
        pl.col("is_planted").sum().alias("planted"), (~pl.col("is_planted")).sum().alias("others")
    )
    verdicts = run.table("networks").select("network", "verdict")
    judged = by_network.join(verdicts, on="network", how="left").sort("planted", "network", descending=[True, False])
    with_planted = judged.filter(pl.col("planted") > 0)
    return Outcome(
        networks=verdicts.height,
        planted=len(planted),
        found=members.filter("is_planted")["account"].n_unique(),
        joined=int(with_planted["others"].sum()),
        apart=int(judged.filter(pl.col("planted") == 0)["others"].sum()),
        accused=int(judged.filter(pl.col("verdict") == INAUTHENTIC)["others"].sum()),
        main_network=None if with_planted.is_empty() else int(with_planted["network"][0]),
    )


def reposts_by_members(posts: pl.LazyFrame, run: Run, post: str) -> tuple[int, int]:
    """Return how many reposts a post (`platform:id`) has, and how many came from members of networks."""
    members = run.table("members")["account"].unique().to_list()
    is_member = ACCOUNT_NAME.is_in(members)
    counts = (
        posts.filter(pl.col("kind") == "repost", pl.concat_str("platform", pl.lit(":"), "ref_post_id") == post)
        .select(pl.len().alias("reposts"), is_member.sum().alias("by_members"))
        .collect()
    )
    return int(counts["reposts"][0]), int(counts["by_members"][0])
