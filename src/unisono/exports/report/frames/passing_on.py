"""How far the own posts of networks went: on which platforms, and to which groups of accounts outside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from unisono.cases import Case, Run
from unisono.detectors.evidence import posts_of_run
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME, POST_NAME

FEWEST = 5
"""Accounts outside a network that make a community, where files do not name one."""

MOSTLY = 0.5
"""From this share of reposts among its common posts on, what a network pushes is not its own."""

PASSING = ("repost", "quote")
REF_POST = pl.concat_str("platform", pl.lit(":"), "ref_post_id").alias("of_post")
REF_AUTHOR = pl.concat_str("platform", pl.lit(":"), "ref_account_id").alias("of_author")


@dataclass(frozen=True)
class PassedOn:
    """What became of one network's own posts in the case.

    platforms: where they were published. posts, own_posts: all of its posts, and those but reposts. times, accounts:
    reposts and quotes of these by accounts outside. communities: at least so many groups of these; None where it
    cannot be said, and cannot_say tells why. ungrouped: accounts that are in no group that can be told.
    """

    platforms: tuple[str, ...] = ()
    posts: int = 0
    own_posts: int = 0
    times: int = 0
    accounts: int = 0
    communities: int | None = None
    ungrouped: int = 0
    cannot_say: str = ""


def passed_on_of_networks(case: Case, run: Run, numbers: Iterable[int]) -> dict[int, PassedOn]:
    """Return what became of the own posts of these networks; the posts of the run are read once for all."""
    chosen = sorted(set(numbers))
    if not chosen:
        return {}
    members, acts = run.table("members").select("network", "account"), run.table("acts")
    posts = _posts(case, run)
    passing = _with_authors(posts)
    found = {}
    for number in chosen:
        mine = pl.col("network") == number
        found[number] = _passed_on(members.filter(mine)["account"], posts, passing, _others(acts.filter(mine)))
    return found


def _others(acts: pl.DataFrame) -> str:
    """Return why the own posts of a network do not tell how far it got, where it mostly passed on others'."""
    common = acts["post"].n_unique() if acts.height else 0
    reposts = acts.filter(pl.col("layer") == "repost")["post"].n_unique() if acts.height else 0
    if not common or reposts < MOSTLY * common:
        return ""
    return (
        f"{reposts:,} of {counted(common, 'post')} with which it acted together pass on what others wrote, and how far "
        "others’ posts got is not told here"
    )


def _posts(case: Case, run: Run) -> pl.DataFrame:
    names = (ACCOUNT_NAME, POST_NAME, REF_POST, REF_AUTHOR)
    return posts_of_run(case, run).select("platform", "kind", "lang", "community_id", *names).collect()


def _with_authors(posts: pl.DataFrame) -> pl.DataFrame:
    """Return reposts and quotes with the author of what they pass on: as they say, else as the case's posts do."""
    passing = posts.filter(pl.col("kind").is_in(PASSING) & pl.col("account").is_not_null())
    authors = posts.select(of_post="post", author="account").drop_nulls().unique("of_post", keep="first")
    joined = passing.join(authors, on="of_post", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("of_author", "author").alias("author"))


def _passed_on(members: pl.Series, posts: pl.DataFrame, passing: pl.DataFrame, others: str) -> PassedOn:
    inside = pl.col("account").is_in(members.implode())
    published = posts.filter(inside)
    own = published.filter(pl.col("kind").fill_null("post") != "repost")
    if not own.height:
        return PassedOn(cannot_say="its accounts published nothing of their own here, but passed on others’ posts")
    platforms = tuple(sorted(own["platform"].unique().drop_nulls()))
    told = PassedOn(platforms, published.height, own.height)
    if others:
        return replace(told, cannot_say=others)
    if not passing["author"].drop_nulls().len():
        return replace(told, cannot_say="the case holds no repost or quote that says whose post it passes on")
    of_own = pl.col("author").is_in(members.implode())
    outside = passing.filter(of_own & ~inside)
    people = outside["account"].unique()
    placed = outside.filter(pl.col("community_id").fill_null("") != "")
    unplaced = outside.filter(~pl.col("account").is_in(placed["account"].implode()))["account"].unique()
    lives = passing.filter(~of_own & pl.col("account").is_in(unplaced.implode()) & pl.col("author").is_not_null())
    groups, grouped = _groups(lives, _languages(posts, unplaced))
    return replace(
        told,
        times=outside.height,
        accounts=len(people),
        communities=placed.select(pl.struct("platform", "community_id").n_unique()).item() + groups,
        ungrouped=len(unplaced) - grouped,
    )


def _languages(posts: pl.DataFrame, accounts: pl.Series) -> pl.DataFrame:
    """Return account and the language that the platform states of most of its posts."""
    stated = posts.filter(pl.col("account").is_in(accounts.implode()) & pl.col("lang").is_not_null())
    most = stated.group_by("account", "lang").len().sort("account", "len", "lang", descending=[False, True, False])
    return most.unique("account", keep="first", maintain_order=True).select("account", "lang")


def _groups(lives: pl.DataFrame, languages: pl.DataFrame) -> tuple[int, int]:
    """Return how many groups there are, and how many accounts are in them.

    Accounts are in one group if chains of authors whom both of two accounts pass on lead from one to the other, and
    their posts are mostly in one language: groups are rather too few than too many.
    """
    ties = lives.select("account", "author").unique(maintain_order=True)
    if not ties.height:
        return 0, 0
    accounts, authors = ties["account"].rank("dense"), ties["author"].rank("dense")
    rows, columns = accounts.to_numpy().astype(np.int64) - 1, authors.to_numpy().astype(np.int64) - 1
    people, size = int(rows.max()) + 1, int(rows.max()) + 1 + int(columns.max()) + 1
    graph = coo_matrix((np.ones(ties.height), (rows, columns + people)), shape=(size, size))
    _, part_of = connected_components(graph, directed=False)
    placed = pl.DataFrame({"account": ties["account"], "part": part_of[rows]}).unique("account")
    counts = placed.join(languages, on="account", how="left").group_by("part", "lang").len()
    known = counts.filter(pl.col("lang").is_not_null() & (pl.col("len") >= FEWEST))
    # Where hardly anybody's language is stated, those who share authors are one group.
    whole = counts.group_by("part").agg(pl.col("len").sum()).filter(pl.col("len") >= FEWEST)
    mixed = whole.join(known, on="part", how="anti")
    return known.height + mixed.height, int(known["len"].sum()) + int(mixed["len"].sum())


def definition() -> str:
    """Return what counts as a community."""
    return (
        "A community is, where files name one (a group, a channel, a subreddit), one in which an account outside the "
        f"network passed on (reposted or quoted) a post that the network wrote; elsewhere {counted(FEWEST, 'account')} "
        "or more outside the network that passed such posts on, write mostly in one language, and are tied by others "
        "whom they pass on, too. Groups that share one author count as one, so that the number is a lower bound."
    )
