"""Which accounts changed their subject within a few days of each other, and to the same one?"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.mixes import READ_FROM
from unisono.accounts.subjects import posts_around, subjects_around
from unisono.accounts.turning import NAMED_AT_ONCE
from unisono.accounts.turning_together import FEWEST, find_turned_cohorts, find_turned_networks
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.detectors.turn import telling_posts
from unisono.detectors.verdicts import holds_for
from unisono.model.findings import finding_id, likelihood_word, network_finding_id
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import FINDINGS, TIME, conform, empty

NAME = "turned_together"

LEVEL = 0.01
MOST_READ = 300
"""Accounts of a group whose posts are read for what they have in common; of larger groups the first by name."""

LEAST_SHARED = 0.5
MOST_NAMED = 4
MOST_POSTS_EACH = 4

USED_FROM = ("platform", "account_id", "text", "hashtags", "urls")

INNOCENT = (
    "news that concerns them all",
    "an election, a match or another date",
    "supporters whose campaign began",
    "accounts of one organisation",
    "start of a collection",
)

CAVEAT = "News, an election or a campaign that they support openly makes people change their subject, too."


def find(scene: Scene) -> pl.DataFrame:
    """Return a finding for each network whose members turned together, and each spell in which many others did."""
    known = scene.known
    members = dict(scene.networks.select("network", "accounts").iter_rows())
    turned = _turned(scene.networks, known).to_dicts()
    cohorts = find_turned_cohorts(known.turns).filter(pl.col("q") <= LEVEL).to_dicts()
    arounds = _posts_of_groups([row["accounts"] for row in (*turned, *cohorts)], known)
    findings = [_of_network(row, next(arounds), members[row["network"]]) for row in turned]
    findings += [one for row in cohorts if (one := _of_cohort(row, next(arounds), known)) is not None]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def with_turning_times(networks: pl.DataFrame, known: KnownAccounts) -> pl.DataFrame:
    """Return NETWORKS with `turned_at`: the median date of the members that changed their subject together.

    Null where they did not, or are too few to say it of the network.
    """
    if networks.height == 0:
        return networks
    sizes = dict(networks.select("network", pl.col("accounts").list.len()).iter_rows())
    turned = _turned(networks, known)
    holding = [
        row["network"]
        for row in turned.iter_rows(named=True)
        if holds_for(len(row["accounts"]), sizes[row["network"]], row["expected"], row["q"])
    ]
    dates = turned.filter(pl.col("network").is_in(holding)).select("network", pl.col("turned_at").cast(TIME))
    named = networks.drop("turned_at").join(dates, on="network", how="left", maintain_order="left")
    return named.select(networks.columns)


def _turned(networks: pl.DataFrame, known: KnownAccounts) -> pl.DataFrame:
    """Return the networks of which members turned together, beyond chance."""
    members = networks.select("network", pl.col("accounts").alias("account")).explode("account")
    return find_turned_networks(members, known.turns).filter(pl.col("q") <= LEVEL)


def _posts_of_groups(groups: list[list[str]], known: KnownAccounts) -> Iterator[pl.DataFrame]:
    """Yield the posts around the turns of each group's accounts, as posts_around has them; read for several at once."""
    turns = known.turns
    tables = [turns.table.filter(pl.col("account").is_in(one)).sort("account").head(MOST_READ) for one in groups]
    ends = np.cumsum([0, *(int(table["posts"].sum()) for table in tables)])
    lots = (ends[:-1] // NAMED_AT_ONCE).tolist()
    for _, lot in groupby(zip(lots, tables, strict=True), key=lambda one: one[0]):
        own = [table for _, table in lot]
        around = posts_around(known.source, turns.mixes, pl.concat(own).unique("account").sort("account"))
        yield from (around.filter(pl.col("account").is_in(table["account"].implode())) for table in own)


def shared_subjects(around: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Return what is new and common to the accounts, item and accounts, the most shared first, and their posts."""
    subjects = subjects_around(around)
    came = subjects.filter(pl.col("z") > 0)
    shared = came.group_by("item").agg(pl.col("account").n_unique().alias("accounts"), pl.col("z").sum())
    shared = shared.sort("accounts", "z", "item", descending=[True, True, False]).filter(pl.col("accounts") >= FEWEST)
    most = came.join(shared.head(MOST_NAMED), on="item", how="semi")
    named = [
        post
        for account in around["account"].unique(maintain_order=True)
        for post in telling_posts(
            around.filter(pl.col("account") == account), most.filter(pl.col("account") == account)
        )[-MOST_POSTS_EACH:]
    ]
    return shared.select("item", "accounts"), named


def _of_their_own(shared: pl.DataFrame, known: KnownAccounts) -> pl.DataFrame:
    """Return those of the items that at most as many other accounts of the case use: no news, that is."""
    lists = [pl.col("hashtags").list.join(" "), pl.col("urls").list.join(" ")]
    text = pl.concat_str(pl.col("text"), *lists, separator=" ", ignore_nulls=True).str.to_lowercase()
    first = shared.head(MOST_NAMED)
    bare = first["item"].str.strip_chars_start("#").to_list()
    told = [text.str.contains(item, literal=True).alias(str(place)) for place, item in enumerate(bare)]
    seen: list[list[pl.Series]] = [[] for _ in bare]
    for part in known.source.read(USED_FROM) if bare else ():
        counted = part.select(ACCOUNT_NAME, *told)
        for place, users in enumerate(seen):
            users.append(counted.filter(pl.col(str(place)))["account"].unique())
    everybody = [pl.concat(users).n_unique() for users in seen]
    kept = [count <= 2 * own for count, own in zip(everybody, first["accounts"], strict=True)]
    return first.filter(pl.Series(kept, dtype=pl.Boolean))


def _of_network(
    row: dict[str, Any], around: pl.DataFrame, members: list[str]
) -> dict[str, object]:  # Any: a row of a table
    shared, posts = shared_subjects(around)
    because = (
        f"{len(row['accounts']):,} of its {row['tested']:,} members with enough posts changed their subject "
        f"{_when(row)}; going by the accounts outside, {row['expected']:.2g} usually would. "
        f"{_in_common(shared)} {CAVEAT}"
    )
    claimed = {"finding": network_finding_id(NAME, members, "accounts"), "expected_basis": "measured"}
    return {**_finding("network", str(row["network"]), row, because, posts=posts), **claimed}


def _of_cohort(
    row: dict[str, Any], around: pl.DataFrame, known: KnownAccounts
) -> dict[str, object] | None:  # Any: a row of a table
    """Return the finding of those who turned to one subject; none where it is not that of half, or of many others."""
    shared, posts = shared_subjects(around)
    own = _of_their_own(shared.filter(pl.col("accounts") >= LEAST_SHARED * min(len(row["accounts"]), MOST_READ)), known)
    if own.height == 0:
        return None
    because = (
        f"{len(row['accounts']):,} of the {row['tested']:,} accounts with enough posts changed their subject "
        f"{_when(row)}; in other spells of seven days, {row['expected']:.2g} usually do. {_in_common(own)} {CAVEAT}"
    )
    finding = _finding("cohort", f"turned:{row['first_at']:%Y-%m-%d}", row, because, posts=posts)
    return {**finding, "expected_basis": "measured"}


def _finding(
    kind: str, subject: str, row: dict[str, Any], because: str, *, posts: list[str]
) -> dict[str, object]:  # Any: a row of a table
    return {
        "finding": finding_id(NAME, kind, subject, "accounts"),
        "detector": NAME,
        "subject_kind": kind,
        "subject": subject,
        "measure": "accounts",
        "value": float(len(row["accounts"])),
        "expected": row["expected"],
        "n": row["tested"],
        "p": row["p"],
        "q": row["q"],
        "because": because,
        "posts_count": len(posts),
        "likelihood": likelihood_word(1.0 - row["q"]),
        "evidence": orjson.dumps({"kind": "cohort", "accounts": row["accounts"], "posts": posts}).decode(),
    }


def _when(row: dict[str, Any]) -> str:  # Any: a row of a table
    first, last = (f"{row[name]:%Y-%m-%d}" for name in ("first_at", "last_at"))
    return f"on {first}" if first == last else f"from {first} to {last}"


def _in_common(shared: pl.DataFrame) -> str:
    if shared.height == 0:
        return "They took up nothing that three of them share."
    items = ", ".join(f"{item} ({count:,} accounts)" for item, count in shared.head(MOST_NAMED).iter_rows())
    return f"New with them: {items}."


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("network", "cohort"),
    question="Which accounts changed their subject within a few days of each other, and to the same one?",
    columns=("account_id", "created_at", "kind", *READ_FROM),
    innocent=INNOCENT,
    find=find,
)
