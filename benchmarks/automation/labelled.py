"""The labelled accounts: real timelines, real profiles, accounts of synthetic worlds; no row of them is kept."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.automation.act_features import OWN, REPLY, REPOST, acts_of
from unisono.accounts.timelines import read_timelines
from unisono.worlds import Planted, WorldSettings, build_world
from unisono.worlds.settings import HABITS, LEVELS, PLAYBOOKS

DATA = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data")) / "accounts"
TIMELINES = DATA / "rtbust_digital_dna_labelled.csv.gz"
PROFILES = DATA / "cresci_subset_accounts.parquet"

LETTERS = {"A": OWN, "C": REPOST, "T": REPLY}
WORLD_SEEDS = (1, 2)
PROGRAM_RUN_DECOYS = ("newswire", "declared_bots")
"""Groups of synthetic worlds that programs run, besides planted networks, whose members follow commands."""

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]


@dataclass(frozen=True)
class LabelledActs:
    """Acts of labelled accounts, account by account: as `Timelines`, of OWN, REPOST and REPLY only.

    acts: int8 (acts). start: int64 (accounts + 1). run: bool (accounts), labelled as run by a program.
    """

    acts: NDArray[np.int8]
    start: Int64
    run: Bool


@dataclass(frozen=True)
class LabelledProfiles:
    """Profiles of labelled accounts in columns of ACCOUNTS, and whether each is labelled as run by a program."""

    table: pl.DataFrame
    run: Bool


def read_rtbust() -> LabelledActs:
    """Return the timelines of the RTbust set (Mazza et al. 2019): 738 accounts, up to 3,250 acts of each."""
    return acts_of_strings(*(pl.read_csv(TIMELINES).select("dna", "bot").to_dict(as_series=False).values()))


def acts_of_strings(strings: list[str], labels: list[int]) -> LabelledActs:
    """Return acts written as letters: A an own post, C a repost, T a reply."""
    place = np.full(128, -1, np.int8)
    for letter, act in LETTERS.items():
        place[ord(letter)] = act
    acts = place[np.frombuffer("".join(strings).encode("ascii"), np.uint8)]
    if (acts < 0).any():
        raise ValueError(f"a timeline holds a letter that is none of {', '.join(LETTERS)}")
    start = np.concatenate([[0], np.cumsum([len(string) for string in strings])]).astype(np.int64)
    return LabelledActs(acts, start, np.array(labels) == 1)


def read_cresci() -> LabelledProfiles:
    """Return the profiles of the subset of Cresci et al. (2017): people, and the spam accounts of one campaign."""
    raw = pl.read_parquet(PROFILES)
    made = pl.col("created_at").str.to_datetime("%a %b %d %H:%M:%S %z %Y", time_unit="us")
    told = {name: filled(column) for name, column in (("bio", "description"), ("url", "url"))}
    table = raw.select(
        pl.lit("twitter").alias("platform"),
        pl.col("id").alias("account_id"),
        pl.col("screen_name").alias("handle"),
        pl.col("name").alias("display_name"),
        *(rule.alias(name) for name, rule in told.items()),
        filled("location").alias("location_text"),
        made.alias("created_at"),
        pl.col("crawled_at").str.to_datetime(time_unit="us").dt.replace_time_zone("UTC").alias("observed_at"),
        *(
            pl.col(column).cast(pl.Int64).alias(name)
            for name, column in (
                ("followers", "followers_count"),
                ("following", "friends_count"),
                ("posts", "statuses_count"),
                ("likes", "favourites_count"),
            )
        ),
        pl.col("lang"),
    )
    return LabelledProfiles(table, (raw["label"] != "human").to_numpy())


def filled(column: str) -> pl.Expr:
    """Return a text, or null where it is empty; the file also writes NULL."""
    return pl.when(pl.col(column).is_in(["", "NULL"])).then(None).otherwise(pl.col(column))


def world_of(seed: int) -> tuple[LabelledActs, LabelledProfiles]:
    """Return the accounts of a synthetic world in which people, and every kind of planted network, act often.

    Run by programs: members of planted networks, who follow commands, newswires, and accounts that declare it.
    """
    planted = tuple(Planted(playbook, size=6, level=level, acts=250) for playbook in PLAYBOOKS for level in LEVELS)
    world = build_world(WorldSettings(posts=260_000, accounts=500, days=120, planted=planted, habits=HABITS), seed)
    groups = [
        *world.truth["networks"],
        *(group for group in world.truth["decoys"] if group["kind"] in PROGRAM_RUN_DECOYS),
    ]
    run = {account for group in groups for account in group["accounts"]}
    timelines = read_timelines(world.posts)
    labels = np.array([account in run for account in timelines.accounts.to_list()])
    profiles = world.accounts.with_columns(pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"))
    known = pl.DataFrame({"account": timelines.accounts}).join(
        profiles, on="account", how="left", maintain_order="left"
    )
    return LabelledActs(acts_of(timelines), timelines.start, labels), LabelledProfiles(known, labels)


def together(parts: list[LabelledActs]) -> LabelledActs:
    """Return several sets as one."""
    sizes = np.concatenate([np.diff(part.start) for part in parts])
    start = np.concatenate([[0], np.cumsum(sizes)])
    return LabelledActs(
        np.concatenate([part.acts for part in parts]), start, np.concatenate([part.run for part in parts])
    )


def at_least(known: LabelledActs, fewest: int) -> LabelledActs:
    """Return the accounts that have at least so many acts."""
    counts = np.diff(known.start)
    kept = counts >= fewest
    start = np.concatenate([[0], np.cumsum(counts[kept])])
    return LabelledActs(known.acts[np.repeat(kept, counts)], start, known.run[kept])
