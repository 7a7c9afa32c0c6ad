"""The user objects of Twitter's v1.1 interface, open where their counters stand, and the mentions of the same users."""

import numpy as np
import polars as pl

from unisono.worlds.draft import Ints
from unisono.worlds.files.counters import USER_COUNTERS, Counters, draw_favourites

TWITTER_TIME = "%a %b %d %H:%M:%S +0000 %Y"
NOTHING = pl.lit(None, dtype=pl.String)
FOLLOWERS_A_LIST = 180
DEFAULT_PICTURE = "default_profile_images"
FIRST_COUNTER, *LATER_COUNTERS = (
    ',"followers_count":',
    ',"friends_count":',
    ',"favourites_count":',
    ',"statuses_count":',
)


def user_object(prefix: str = "") -> list[pl.Expr]:
    """Return the user object of each row, its counters as seen; the columns' names begin with the prefix."""
    first, *later = (pl.col(f"{prefix}{counter}") for counter in USER_COUNTERS)
    named = [part for name, counter in zip(LATER_COUNTERS, later, strict=True) for part in (pl.lit(name), counter)]
    return [pl.col(f"{prefix}user_head"), first, *named, pl.col(f"{prefix}user_tail")]


def describe_users(accounts: pl.DataFrame, counters: Counters) -> pl.DataFrame:
    """Return the user object of each account, open where its counters stand, and what those are counted from.

    `mention` is the entity of the account's mentions, left open for their places. An account's posts before the world
    began are those of its snapshot that the world does not hold.
    """
    number = pl.col("account_id").cast(pl.Int64)
    numbers = counters.published.find(accounts["account_id"].cast(pl.Int64).to_numpy())
    head = pl.struct(
        id=number,
        id_str="account_id",
        name="display_name",
        screen_name="handle",
        location=pl.col("location_text").fill_null(""),
        description=pl.col("bio").fill_null(""),
        url=NOTHING,
        protected=pl.lit(False),
    )
    tail = pl.struct(
        listed_count=pl.col("followers") // FOLLOWERS_A_LIST,
        created_at=pl.col("created_at").dt.strftime(TWITTER_TIME),
        verified=pl.lit(False),
        lang="lang",
        profile_image_url_https="avatar_url",
        default_profile=pl.lit(False),
        default_profile_image=pl.col("avatar_url")
        .fill_null(DEFAULT_PICTURE)
        .str.contains(DEFAULT_PICTURE, literal=True),
    )
    mention = pl.struct(screen_name="handle", name="display_name", id=number, id_str="account_id")
    return accounts.select(
        "account_id",
        "handle",
        pl.concat_str(head.struct.json_encode().str.strip_suffix("}"), pl.lit(FIRST_COUNTER)).alias("user_head"),
        pl.concat_str(pl.lit(","), tail.struct.json_encode().str.strip_prefix("{")).alias("user_tail"),
        mention.struct.json_encode().str.strip_suffix("}").alias("mention"),
        "followers",
        "following",
        pl.col("created_at").alias("born"),
        pl.col("lang").alias("user_lang"),
        number.alias("account_number"),
    ).with_columns(
        draw_favourites(accounts["account_id"].cast(pl.Int64)).alias("favourites_a_status"),
        pl.Series("published_number", numbers),
        _published_before(accounts["posts"], numbers, counters).alias("statuses_before"),
    )


def _published_before(posts: pl.Series, numbers: Ints, counters: Counters) -> pl.Series:
    last_day = counters.published.first_day + counters.published.days
    inside = pl.Series(counters.published.until(numbers, np.full_like(numbers, last_day)))
    return (posts.fill_null(0) - inside).clip(0)
