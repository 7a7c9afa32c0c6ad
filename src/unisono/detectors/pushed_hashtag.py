"""Which hashtags do more members of networks use than chance gives, going by how everybody else uses them?"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl

from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.engine.growing_names import GrowingNames
from unisono.model.counting import counted
from unisono.model.few_rows import compact
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.model.tested_fits import FITS_FROM
from unisono.significance.growing_layers import names_in_order
from unisono.significance.pushing import Pushing, rate_users
from unisono.traces.uses import tag_uses_by_part

NAME = "pushed_hashtag"
LEVEL = 0.01

MOST_TAGS = 200
"""Tags beyond these, those with most posts by members coming first, have no finding; unisono hashtags lists all."""

NETWORKS_NAMED = 3

COLUMNS = ("account_id", "created_at", "created_at_precision", "kind", "text", "hashtags", "ref_post_id")


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each hashtag that more members of networks used than chance gives, reposts included.

    It says that accounts which acted together carry the tag; whether they mean to push it, the posts do not say.
    """
    if scene.members.is_empty():
        return empty(FINDINGS)
    members = scene.members.select("account", "network").unique("account")
    counts, of_members = _count_uses(tag_uses_by_part(scene.source.read), members)
    pushing = counts.rate(scene.members)
    found = (
        pushing.rated.filter(pl.col("q") <= LEVEL)
        .sort("member_posts", "object", descending=[True, False])
        .head(MOST_TAGS)
    )
    carried = of_members.join(found.select("object"), on="object", how="semi").sort("at", "post")
    own = carried.partition_by("object", as_dict=True)
    explained = {row["network"]: _explanation(row) for row in scene.networks.iter_rows(named=True)}
    findings = [
        {
            "finding": finding_id(NAME, "hashtag", row["object"], "members"),
            "detector": NAME,
            "subject_kind": "hashtag",
            "subject": row["object"],
            "measure": "members",
            "value": float(row["pushers"]),
            "expected": row["expected"],
            "n": pushing.tested,
            "p": row["p"],
            "q": row["q"],
            "because": _because(row, own[(row["object"],)], explained),
            "posts_count": own[(row["object"],)]["post"].n_unique(),
            "likelihood": likelihood_word(1.0 - row["q"]),
            "evidence": orjson.dumps(
                {"kind": "posts", "posts": own[(row["object"],)]["post"].unique().sort().to_list()}
            ).decode(),
        }
        for row in found.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


@dataclass(frozen=True)
class _Counts:
    """How often accounts used tags. table: object, account (their places in the names, which ascend) and uses."""

    objects: pl.Series
    accounts: pl.Series
    table: pl.DataFrame

    def rate(self, members: pl.DataFrame) -> Pushing:
        """Return what rate_pushing does of these uses."""
        places = self.accounts.to_frame("account").with_row_index("place")
        numbered = members.join(places, on="account", maintain_order="left").select("place", "network")
        rated = rate_users(self.table, numbered.rename({"place": "account"}))
        named = rated.rated.with_columns(self.objects.gather(rated.rated["object"]).alias("object"))
        return Pushing(named, rated.tested)


def _count_uses(uses: Iterable[pl.DataFrame], members: pl.DataFrame) -> tuple[_Counts, pl.DataFrame]:
    """Return how often accounts used tags, and USES of the members with their network."""
    objects, accounts, parts, of_members = GrowingNames(), GrowingNames(), [], []
    for part in uses:
        of_members.append(compact(part.join(members, on="account")))
        numbers = {"object": objects.number(part["object"]), "account": accounts.number(part["account"])}
        parts.append(pl.DataFrame(numbers).group_by("object", "account").agg(pl.len().cast(pl.Int64).alias("uses")))
    table = pl.concat(parts).group_by("object", "account").agg(pl.col("uses").sum())
    ranked = {}
    names = {}
    for name, own in (("object", objects), ("account", accounts)):
        names[name], ranks = names_in_order(own.names(), np.ones(len(own), np.bool_))
        ranked[name] = pl.Series(name, ranks[table[name].to_numpy()], dtype=pl.UInt32)
    return _Counts(names["object"], names["account"], table.with_columns(**ranked)), pl.concat(of_members)


def _explanation(network: dict[str, object]) -> str | None:
    """Return the innocent explanation that fits a network best, in words, where one fits."""
    listed = orjson.loads(str(network["innocent"] or "[]"))
    best = max(listed, key=lambda one: float(one["fit"]), default=None)
    return str(best["explanation"]).replace("_", " ") if best and best["fit"] >= FITS_FROM else None


def _because(row: dict[str, float | str], carried: pl.DataFrame, explained: dict[int, str | None]) -> str:
    counts = (
        carried.group_by("network")
        .agg(pl.col("account").n_unique().alias("accounts"), pl.col("post").n_unique().alias("posts"))
        .sort("posts", "network", descending=[True, False])
    )
    shown = [
        f"network {network} ({counted(posts, 'post')} of {counted(accounts, 'account')}"
        + (f"; {explained[network]} would explain it)" if explained.get(network) else ")")
        for network, accounts, posts in counts.head(NETWORKS_NAMED).iter_rows()
    ]
    more = f" and {counted(counts.height - NETWORKS_NAMED, 'more network')}" if counts.height > NETWORKS_NAMED else ""
    innocent = [explained.get(network) for network in counts["network"]]
    fits = " An innocent explanation fits each of these networks." if all(innocent) else ""
    share = float(row["member_posts"]) / float(row["posts"])
    pushers = f"the {counted(int(row['pushers']), 'member')}"
    who = f"{pushers} of network {row['network']}" if row["network"] is not None else pushers
    return (
        f"{counted(int(row['member_accounts']), 'member')} of networks wrote {row['member_posts']:,} of the "
        f"{row['posts']:,} posts with #{row['object']} ({share:.0%}): {', '.join(shown)}{more}; going by how many of "
        f"the others use it, and by how many tags the members use, chance gives {row['expected']:.2g} instead of {who}."
        f"{fits} Whether they agreed to push it, the posts do not say."
    )


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("hashtag",),
    question="Which hashtags do more members of networks use than chance gives, going by how everybody else uses them?",
    columns=COLUMNS,
    innocent=(
        "members of a fan club or association who agreed openly on the tag",
        "news desks, weather services and the like, which put the same tags on what they publish",
        "people who found each other through a common interest, of which it is the tag",
    ),
    find=find,
)
