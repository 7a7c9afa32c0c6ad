"""Where a tag came from: its earliest posts on each platform and in each community, and who carried it over."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from unisono.content.addresses import canonical_addresses
from unisono.dossiers.subject_posts import MOST_LETTERS, POST, Card
from unisono.model.counting import counted
from unisono.significance.distributions import hypergeometric_tail
from unisono.traces.acts import conform_posts, filled

EARLIEST = 10
CARRIERS = 10
COMMUNITIES = 20
FEWEST_POSTS = 10
"""Posts of both platforms together from which on chance is asked whether one came first."""

UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))

SITES = {
    "facebook": ("facebook.com", "fb.com", "fb.me", "fb.watch"),
    "instagram": ("instagram.com", "instagr.am"),
    "reddit": ("reddit.com", "redd.it"),
    "telegram": ("t.me", "telegram.me"),
    "tiktok": ("tiktok.com",),
    "twitter": ("twitter.com", "x.com"),
    "youtube": ("youtube.com", "youtu.be"),
    "bluesky": ("bsky.app",),
    "vk": ("vk.com",),
}
"""Where the posts of a platform have their addresses; platforms that are many servers (Mastodon) have none."""


def origin_of(posts: pl.DataFrame, members: Mapping[str, int] | None = None) -> Card:
    """Return first_platform, platforms, communities, earliest, lags, carriers and says of posts (POSTS columns).

    members: the network of each account (platform:id) in one. The first platform is that of the earliest post the case
    holds: what it does not hold may be earlier. Accounts stay apart by platform: one name on two is no evidence of one
    person. Posts without a time count in `posts` only.
    """
    every = conform_posts(posts.lazy()).collect()
    told = every.with_columns(
        POST,
        pl.col("platform").fill_null("unknown"),
        pl.concat_str(pl.col("platform").fill_null("unknown"), pl.lit(":"), filled("account_id")).alias("account"),
    ).sort("created_at", "post", nulls_last=True)
    timed = told.filter(pl.col("created_at").is_not_null())
    platforms = _describe_platforms(told)
    order = [name for name, card in platforms.items() if card["first_at"] is not None]
    ties = [name for name in order if platforms[name]["first_at"] == platforms[order[0]]["first_at"]]
    networks = dict(members or {})
    lags = [_lag(timed, platforms, order[0], name) for name in order[1:]]
    card: Card = {
        "first_platform": order[0] if len(ties) == 1 else None,
        "platforms": platforms,
        "communities": _describe_communities(timed),
        "earliest": _tell(timed.head(EARLIEST), networks),
        "lags": lags,
        "carriers": [_carry(timed, order[0], name, networks) for name in order[1:]] if len(ties) == 1 else [],
        "without_time": told.height - timed.height,
        "cannot_say": None if order else "cannot say: none of its posts has a time",
    }
    return {**card, "says": _says(card, order, ties)}


def _describe_platforms(posts: pl.DataFrame) -> dict[str, Card]:
    found = (
        posts.group_by("platform")
        .agg(
            pl.col("created_at").min().alias("first_at"),
            pl.col("created_at").max().alias("last_at"),
            pl.len().cast(pl.Int64).alias("posts"),
            pl.col("account").n_unique().cast(pl.Int64).alias("accounts"),
        )
        .sort("first_at", "platform", nulls_last=True)
    )
    return {row.pop("platform"): row for row in found.to_dicts()}


def _describe_communities(posts: pl.DataFrame) -> list[Card]:
    """Return platform, community, first_at, posts and accounts of the groups that posts are from, earliest first."""
    grouped = posts.filter(pl.col("community_id").fill_null("") != "").group_by(
        "platform", pl.col("community_id").alias("community")
    )
    counted_posts = grouped.agg(
        pl.col("created_at").min().alias("first_at"),
        pl.len().cast(pl.Int64).alias("posts"),
        pl.col("account").n_unique().cast(pl.Int64).alias("accounts"),
    )
    return counted_posts.sort("first_at", "platform", "community").head(COMMUNITIES).to_dicts()


def _lag(posts: pl.DataFrame, platforms: Mapping[str, Card], first: str, later: str) -> Card:
    """Return from, to, seconds, posts_before (on the first platform until then), p: that chance puts so many first.

    p: all posts of both platforms in any order (hypergeometric); null with few posts. It says nothing of what the case
    lacks: a platform that was collected later is later.
    """
    at = platforms[later]["first_at"]
    both = posts.filter(pl.col("platform").is_in([first, later]))
    ahead = both.filter((pl.col("platform") == first) & (pl.col("created_at") < at)).height
    own = both.filter(pl.col("platform") == first).height
    p = hypergeometric_tail(ahead, both.height, own, ahead) if both.height >= FEWEST_POSTS and ahead else None
    seconds = (at - platforms[first]["first_at"]).total_seconds()
    return {"from": first, "to": later, "seconds": seconds, "posts_before": ahead, "p": p}


def _carry(posts: pl.DataFrame, first: str, later: str, networks: Mapping[str, int]) -> Card:
    """Return from, to, accounts (the first to use it on the later platform) and links to the first platform there."""
    there = posts.filter(pl.col("platform") == later)
    earliest = there.unique("account", keep="first", maintain_order=True).head(CARRIERS)
    linking = there.filter(_links_to(there, first))
    return {
        "from": first,
        "to": later,
        "accounts": _tell(earliest, networks),
        "links": linking.height,
        "linking_accounts": linking["account"].n_unique(),
        "first_links": _tell(linking.head(CARRIERS), networks),
    }


def _links_to(posts: pl.DataFrame, platform: str) -> pl.Series:
    """Say of each post whether it links to the platform's own addresses."""
    links = posts.select("urls").with_row_index("row").explode("urls").drop_nulls("urls")
    sites = SITES.get(platform, ())
    if links.is_empty() or not sites:
        return pl.Series([False] * posts.height, dtype=pl.Boolean)
    address = canonical_addresses(links["urls"]).fill_null(links["urls"])
    host = address.str.replace(r"^[a-z]+://", "").str.extract(r"^([^/?#:]+)")
    pattern = r"(?:^|\.)(?:" + "|".join(site.replace(".", r"\.") for site in sites) + ")$"
    rows = links.filter(host.str.contains(pattern).fill_null(value=False))["row"].unique()
    return pl.Series(range(posts.height), dtype=links.schema["row"]).is_in(rows.implode())


def _tell(posts: pl.DataFrame, networks: Mapping[str, int]) -> list[Card]:
    told: list[dict[str, Any]] = posts.select(  # Any: values of several kinds
        pl.col("post").alias("post_id"),
        pl.col("account").alias("account_id"),
        "handle",
        "platform",
        pl.col("community_id").alias("community"),
        "created_at",
        pl.col("text").str.slice(0, MOST_LETTERS),
    ).to_dicts()
    return [{**row, "network": networks.get(row["account_id"])} for row in told]


def _says(card: Card, order: list[str], ties: list[str]) -> list[str]:
    if not order:
        return ["Where it came from: cannot say, none of its posts has a time."]
    if len(ties) > 1:
        return [f"In this case it is first on {' and '.join(ties)} at the same moment: which was first cannot be said."]
    first = card["platforms"][order[0]]
    lines = [
        f"Earliest post in this case: {first['first_at']:%Y-%m-%d %H:%M} UTC on {order[0]}. "
        "Earlier ones may not have been collected."
    ]
    for lag, carried in zip(card["lags"], card["carriers"], strict=True):
        chance = "" if lag["p"] is None else f" (p = {lag['p']:.2g} if posts of both came in any order)"
        later = _length_words(lag["seconds"])
        lines.append(
            f"On {lag['to']} it came {later} later, after {counted(lag['posts_before'], 'post')} on "
            f"{lag['from']}{chance}."
        )
        if carried["links"]:
            lines.append(
                f"{counted(carried['links'], 'post')} there by {counted(carried['linking_accounts'], 'account')} "
                f"link{'s' if carried['links'] == 1 else ''} to {lag['from']}."
            )
    return lines


def _length_words(seconds: float) -> str:
    """Return a length of time in the unit that fits it.

    >>> _length_words(150), _length_words(5 * 86_400)
    ('2 minutes', '5 days')
    """
    unit, size = next((one for one in UNITS if seconds >= 2 * one[1]), UNITS[-1])
    return counted(round(seconds / size), unit)
