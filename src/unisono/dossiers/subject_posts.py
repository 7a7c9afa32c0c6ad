"""What every dossier says of the posts of its subject: how many, by whom, since when, in which networks."""

from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.traces.acts import conform_posts, filled

FIRST_SHOWN = 5
MOST_LETTERS = 280

Card = dict[str, Any]  # Any: what a dossier says depends on its subject

POST = pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("post_id")).alias("post")
"""A post's platform:id, named as traces name it."""


def members_of(run: Run | None) -> pl.DataFrame | None:
    """Return account and network of the members of a run's networks; None where there is no run."""
    return None if run is None else run.table("members").select("account", "network")


def networked_share(members: pl.DataFrame | None) -> pl.Expr:
    """Return the share of rows (of posts, with their `account`) that members of networks wrote; null without a run."""
    if members is None:
        return pl.lit(None, dtype=pl.Float64).alias("networked_share")
    return pl.col("account").is_in(members["account"].implode()).mean().alias("networked_share")


def count_networks(posts: pl.DataFrame, members: pl.DataFrame | None) -> list[Card] | None:
    """Return network, accounts and posts for each network with posts (account, post) here; None without a run."""
    if members is None:
        return None
    counted = (
        posts.join(members, on="account")
        .group_by("network")
        .agg(pl.col("account").n_unique().alias("accounts"), pl.col("post").n_unique().alias("posts"))
    )
    return counted.sort("posts", "network", descending=[True, False]).to_dicts()


def count_days(posts: pl.DataFrame, zone: str) -> list[Card]:
    """Return posts and accounts by day of the case's zone, in order; days without posts are left out."""
    day = pl.col("at").dt.convert_time_zone(zone).dt.date().alias("day")
    counted = posts.group_by(day).agg(
        pl.col("post").n_unique().alias("posts"), pl.col("account").n_unique().alias("accounts")
    )
    return counted.sort("day").to_dicts()


def first_posts(posts: pl.DataFrame, members: pl.DataFrame | None) -> list[Card]:
    """Return the earliest posts, one for each account: post_id, account_id, handle, created_at, text and network.

    posts: post, account, at, handle, text. Where times are to the minute, equal times do not say who was first.
    """
    first = posts.sort("at", "post").unique("account", keep="first", maintain_order=True).head(FIRST_SHOWN)
    if members is None:
        first = first.with_columns(pl.lit(None, dtype=pl.Int64).alias("network"))
    else:
        first = first.join(members.unique("account"), on="account", how="left", maintain_order="left")
    return first.select(
        pl.col("post").alias("post_id"),
        pl.col("account").alias("account_id"),
        "handle",
        pl.col("at").alias("created_at"),
        pl.col("text").str.slice(0, MOST_LETTERS),
        "network",
    ).to_dicts()


def summarise_posts(case: Case, posts: pl.DataFrame, members: pl.DataFrame | None) -> Card:
    """Return what every dossier has: counts, times, share and counts of networks, first posts, days and post ids."""
    counts = posts.select(
        pl.col("post").n_unique().alias("posts"),
        pl.col("account").n_unique().alias("accounts"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
    ).row(0, named=True)
    once = posts.unique("post", keep="first", maintain_order=True)
    return {
        **counts,
        "networked_share": once.select(networked_share(members)).item(),
        "networks": count_networks(posts, members),
        "first": first_posts(once, members),
        "first_is_shared": _first_is_shared(once),
        "timeline": count_days(posts, case.zone),
        "post_ids": once.sort("at", "post")["post"].to_list(),
    }


def _first_is_shared(posts: pl.DataFrame) -> bool:
    """Say whether several accounts posted at the first moment that is known."""
    return bool(posts.filter(pl.col("at") == pl.col("at").min())["account"].n_unique() > 1)


def with_words(case: Case, traces: pl.DataFrame) -> pl.DataFrame:
    """Return traces with text, lang, handle, kind and urls of their posts, in the traces' order."""
    wanted = traces.lazy().select("post").unique()
    words = (
        conform_posts(case.posts())
        .select(POST, "text", "lang", "handle", "kind", "urls")
        .join(wanted, on="post", how="semi")
        .collect()
    )
    return traces.join(words.unique("post", keep="first"), on="post", how="left", maintain_order="left")


def count_reposts(case: Case, posts: pl.Series) -> int:
    """Count the reposts of these posts (platform:id) that the case holds."""
    original = pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("ref_post_id"))
    reposts = conform_posts(case.posts()).filter(
        (pl.col("kind") == "repost") & original.is_in(posts.unique().implode())
    )
    return int(reposts.select(pl.len()).collect().item())
