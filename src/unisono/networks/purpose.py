"""What networks post for: shares of advertising, politics, news and fandom in all posts of their members."""

from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.content.purposes import PURPOSES
from unisono.content.purposes.headlines import are_headlines
from unisono.content.purposes.lending import lend_by_tags
from unisono.content.purposes.recognising import Recognised, recognise_purposes
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.networks.innocent.newswire import NEWS_NAME, NEWS_PROFILE

READ = ("platform", "account_id", "post_id", "created_at", "kind", "text", "urls")
"""Columns of POSTS that purposes are read from, with hashtags where they are known."""

MOST_POSTS = 2_000
MOST_IN_ALL = 10_000
FEWEST_POSTS = 20
FEWEST_TEXTS = 5
"""Of posts with words, and of different texts in them, that a network needs for its purpose to be told."""

CANNOT_SAY = {name: 1.0 if name == "unknown" else None for name in PURPOSES}

SEED = 20_180_601

OUTLET_POSTS = 10
OUTLET_SHARE = 0.8
"""Of its own posts, how many an outlet has, and the share of them that carry a link."""

AT_HOME = 0.6
"""The share of the links that go to one site, where the profile does not name a news medium: then four fifths of the
posts have to read like headlines, too."""

_TAGS = {"hashtags"}
_REPOSTED = r"^\s*RT\s+@[^\s:]+:?\s*"
_LINK = r"https?://"
_SITE = r"^https?://(?:www\.)?([^/:?#]+)"
_APART = r"(\p{Ll})(\p{Lu})"


@dataclass(frozen=True)
class PurposedPosts:
    """Posts, and what their texts are for.

    posts: account, post, created_at, kind and text (a place in `texts`), by account, time and id; only those with
    words. texts: text, posts (how many have it), outlet, lent_by (the hashtag that lent the purpose, or null). shares:
    float64 (texts, PURPOSES). recognised: what was found in each text. outlets: accounts that post as news media do.
    """

    posts: pl.DataFrame
    texts: pl.DataFrame
    shares: NDArray[np.float64]
    recognised: Recognised
    outlets: frozenset[str]

    def mix(self, texts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the mean shares of posts with these texts (places, one for each post): float64 (PURPOSES)."""
        return np.asarray(self.shares[texts].mean(axis=0))


def with_purposes(
    networks: pl.DataFrame,
    members: pl.DataFrame,
    posts: pl.DataFrame,
    profiles: pl.DataFrame,
    own_words: tuple[str, ...] = (),
) -> pl.DataFrame:
    """Return NETWORKS with the purpose of each: JSON of shares that sum to 1; all unknown where nobody can say.

    posts: READ of POSTS, with hashtags where they were read. profiles: ACCOUNTS with `account` (platform:id).
    own_words: phrases that are political in this case. Of a network with many posts, 2,000 are read, and 10,000 of all
    networks together, one of each stretch of time.
    """
    if not networks.height:
        return networks
    most = min(MOST_POSTS, MOST_IN_ALL // networks.height)
    chosen = posts_of_members(members.select("network", "account"), posts, most)
    if chosen.is_empty():
        # Nothing to read: the lexica of all languages stay unopened.
        return networks.with_columns(pl.lit(orjson.dumps(CANNOT_SAY).decode()).alias("purpose"))
    read = read_purposes(chosen.drop("network"), profiles, own_words)
    placed = chosen.select("network", "post").join(read.posts.select("post", "text"), on="post")
    mixes = {
        number: purpose_of(read, group["text"].to_numpy())
        for (number,), group in placed.group_by("network", maintain_order=True)
    }
    told = [orjson.dumps(mixes.get(number, CANNOT_SAY)).decode() for number in networks["network"]]
    return networks.with_columns(pl.Series("purpose", told, dtype=pl.String))


def purpose_of(read: PurposedPosts, texts: NDArray[np.int64]) -> dict[str, float | None]:
    """Return the share of each purpose in posts with these texts, rounded so that they sum to 1; or CANNOT_SAY."""
    if len(texts) < FEWEST_POSTS or len(np.unique(texts)) < FEWEST_TEXTS:
        return dict(CANNOT_SAY)
    mix = read.mix(texts)
    if mix[-1] == 1.0:
        return dict(CANNOT_SAY)
    shares = {name: round(float(share), 4) for name, share in zip(PURPOSES, mix, strict=True)}
    return {**shares, "unknown": round(1.0 - sum(shares[name] for name in PURPOSES[:-1]), 4)}


def posts_of_members(members: pl.DataFrame, posts: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return network, account, post and READ of at most so many posts with a text of each network's members.

    members: network, account. Of more posts, one of each stretch of time is taken.
    """
    ids = members["account"].str.splitn(":", 2).struct.field("field_1")
    likely = posts.lazy().with_row_index("row").filter(pl.col("account_id").is_in(ids.implode()) & _has_words())
    # Texts are looked up once it is known which of them are read.
    named = likely.select("row", "created_at", ACCOUNT_NAME, POST_NAME).join(members.lazy(), on="account").collect()
    chosen = evenly_over_time(named, most, of="network")
    return chosen.select("network", "account", "post").hstack(
        posts.select(*READ, *_TAGS & set(posts.columns))[chosen["row"]]
    )


def evenly_over_time(posts: pl.DataFrame, most: int, *, of: str | None = None) -> pl.DataFrame:
    """Return at most so many posts, of each value of the column `of` if one is named, one of each stretch of time."""
    ordered = posts.sort(*([] if of is None else [of]), "created_at", "post")
    counts = [ordered.height] if of is None else ordered.group_by(of, maintain_order=True).len()["len"].to_list()
    return ordered[places_over_time(counts, most)]


def places_over_time(counts: list[int], most: int) -> NDArray[np.int64]:
    """Return the places of at most so many posts of each group, one of each stretch; the groups follow one another.

    Stretches hold equally many posts. Which of them is taken is drawn, always alike: accounts that take turns by plan
    would otherwise be read in step with it.
    """
    rng, taken, first = np.random.default_rng(SEED), [np.zeros(0, np.int64)], 0
    for count in counts:
        edges = np.arange(most + 1) * count // most if count > most else np.arange(count + 1)
        within = np.floor(rng.random(len(edges) - 1) * np.diff(edges)).astype(np.int64)
        taken.append(first + edges[:-1] + within)
        first += count
    return np.concatenate(taken)


def _has_words() -> pl.Expr:
    return (pl.col("text").str.len_bytes() > 0).fill_null(value=False)


def read_purposes(posts: pl.DataFrame, profiles: pl.DataFrame, own_words: tuple[str, ...] = ()) -> PurposedPosts:
    """Return what posts are for, each text read once.

    posts: account, post, created_at, kind, text, urls. profiles: ACCOUNTS with `account`. own_words: phrases that are
    political in this case.
    """
    worded = posts.with_columns(_said(posts)).filter(pl.col("text").str.contains(r"[\p{L}\p{N}]"))
    outlets = _outlets(worded, profiles)
    by_outlet = pl.col("account").is_in(outlets.implode()) & (pl.col("kind").fill_null("post") != "repost")
    marked = worded.with_columns(by_outlet.alias("outlet")).sort("account", "created_at", "post")
    texts = (
        marked.group_by("text", "outlet")
        .agg(pl.len().cast(pl.Int64).alias("posts"), pl.col("urls").sort_by("post").first())
        .sort("text", "outlet")
    )
    recognised = recognise_purposes(
        texts["text"], texts["urls"], of_outlets=texts["outlet"].to_numpy(), own_words=own_words
    )
    shares, lent_by = lend_by_tags(texts["text"], recognised.shares, texts["posts"].to_numpy())
    places = texts.select("text", "outlet", pl.int_range(pl.len(), dtype=pl.Int64).alias("place"))
    placed = marked.join(places, on=["text", "outlet"], maintain_order="left")
    return PurposedPosts(
        placed.select("account", "post", "created_at", "kind", pl.col("place").alias("text")),
        texts.select("text", "posts", "outlet", lent_by.alias("lent_by")),
        shares,
        recognised,
        frozenset(outlets),
    )


def _said(posts: pl.DataFrame) -> pl.Expr:
    """Return texts without "RT @x:", with their hashtags behind them where the platform keeps those apart."""
    text = pl.col("text").str.replace(_REPOSTED, "").str.strip_chars()
    if "hashtags" not in posts.columns:
        return text
    apart = (pl.col("hashtags").list.len() > 0) & ~pl.col("text").str.contains("[#＃]")
    tags = pl.col("hashtags").list.eval(pl.format("#{}", pl.element())).list.join(" ")
    return pl.when(apart).then(pl.format("{} {}", text, tags)).otherwise(text).alias("text")


def _outlets(worded: pl.DataFrame, profiles: pl.DataFrame) -> pl.Series:
    """Return the accounts that post links under the name of a news medium, or headlines with links to one site."""
    own = worded.filter(pl.col("kind").fill_null("post") != "repost")
    linking = (pl.col("urls").list.len().fill_null(0) > 0) | pl.col("text").str.contains(_LINK)
    site = pl.col("urls").list.first().str.to_lowercase().str.extract(_SITE)
    told = own.select("account", "text", linking.alias("links"), site.alias("site"))
    counts = told.group_by("account").agg(pl.len(), pl.col("links").mean())
    likely = counts.filter((pl.col("len") >= OUTLET_POSTS) & (pl.col("links") >= OUTLET_SHARE))["account"]
    named = _named_as_news(profiles, likely)
    told = told.filter(pl.col("account").is_in(likely.filter(~likely.is_in(named.implode())).implode()))
    told = told.with_columns(are_headlines(told["text"]).alias("headline"))
    most = pl.col("site").drop_nulls().value_counts(sort=True).struct.field("count").first().fill_null(0)
    habits = told.group_by("account").agg(
        pl.col("headline").mean(), (most / pl.col("links").sum().clip(1)).alias("at_home")
    )
    feeds = habits.filter((pl.col("headline") >= OUTLET_SHARE) & (pl.col("at_home") >= AT_HOME))["account"]
    return pl.concat([named, feeds]).sort()


def _named_as_news(profiles: pl.DataFrame, accounts: pl.Series) -> pl.Series:
    """Return those accounts whose handle, name or bio says that they are a news medium."""
    named = profiles.select("account", "handle", "display_name", "bio").filter(
        pl.col("account").is_in(accounts.implode())
    )
    # SpringfieldDaily is read as two words.
    names = [
        pl.col(name).str.replace_all(_APART, "$1 $2").str.contains(NEWS_NAME) for name in ("handle", "display_name")
    ]
    said = pl.any_horizontal(*(name.fill_null(value=False) for name in names), pl.col("bio").str.contains(NEWS_PROFILE))
    return named.filter(said.fill_null(value=False))["account"]
