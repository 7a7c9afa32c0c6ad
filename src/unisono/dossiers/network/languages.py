"""The languages in which a network writes, from a bounded number of its posts."""

from dataclasses import dataclass

import polars as pl

from unisono.content.languages import languages_of_posts


@dataclass(frozen=True)
class NetworkLanguage:
    """A language (ISO 639-1, null where neither text nor platform says it) and how many of the posts are in it."""

    language: str | None
    posts: int
    share: float


def languages_of_networks(
    members: pl.DataFrame, posts: pl.DataFrame, most_posts: int
) -> tuple[dict[int, list[NetworkLanguage]], dict[int, int]]:
    """Return the languages of each network, the most frequent first, and how many posts were looked at.

    posts: post, account, created_at, kind, text, lang. Of many posts, `most_posts` evenly spread over time are taken.
    """
    own = posts.filter(pl.col("text").is_not_null() & (pl.col("kind").fill_null("post") != "repost"))
    named = own.join(members.select("account", "network"), on="account").sort("network", "created_at", "post")
    place, count = pl.int_range(pl.len()).over("network"), pl.len().over("network")
    # A post is taken where its place, scaled to the sample, passes the next whole number.
    scaled = (place + 1) * most_posts // count - place * most_posts // count
    sample = named.filter((count <= most_posts) | (scaled > 0))
    said = sample.select("network").hstack(languages_of_posts(sample).select("language"))
    looked = dict(said.group_by("network").len().iter_rows())
    counted = said.group_by("network", "language").len("posts")
    ranked = counted.sort("network", "posts", "language", descending=[False, True, False], nulls_last=True)
    found: dict[int, list[NetworkLanguage]] = {}
    for network, language, count_of in ranked.iter_rows():
        found.setdefault(network, []).append(NetworkLanguage(language, count_of, count_of / looked[network]))
    return found, looked
