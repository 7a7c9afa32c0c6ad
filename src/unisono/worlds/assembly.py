"""From the draft to the tables that a case stores: posts, accounts, references."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform
from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.population import CLIENTS

PLATFORM = "twitter"
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
FIRST_ACCOUNT_ID = 240_000_000
KINDS = ("post", "repost", "reply", "quote")


@dataclass(frozen=True)
class World:
    """Posts, accounts and references in the columns of model.tables, and who was planted."""

    posts: pl.DataFrame
    accounts: pl.DataFrame
    references: pl.DataFrame
    truth: dict[str, Any]  # Any: plain JSON: networks and decoys with their accounts, named posts


def assemble(draft: Draft) -> World:
    """Return the finished world, posts in order of time."""
    items = read_items(draft)
    accounts = list_accounts(draft)
    posts = list_posts(draft, items, accounts)
    references = list_references(items, accounts)
    truth = {
        "networks": name_accounts(draft.networks),
        "decoys": name_accounts(draft.decoys),
        "marked": {name: f"{PLATFORM}:{items['post_id'][number]}" for name, number in draft.marked.items()},
    }
    return World(posts=posts, accounts=conform(accounts, ACCOUNTS), references=references, truth=truth)


def read_items(draft: Draft) -> pl.DataFrame:
    """Return every item with its id, time to the second, and text."""
    column = draft.items.column
    rows = draft.items.rows
    at = column("at").astype(np.int64)
    # The low 22 bits tell items of one millisecond apart, as a snowflake's worker and sequence do.
    ids = ((at - SNOWFLAKE_EPOCH_MS) << 22) | ((np.arange(rows) * 2_654_435) % (1 << 22))
    texts = pl.Series(draft.texts, dtype=pl.String)
    return pl.DataFrame(
        {
            "post_id": pl.Series(ids).cast(pl.String),
            "account": column("account"),
            "created_at": pl.Series(at // 1000 * 1_000_000).cast(pl.Datetime("us", "UTC")),
            "kind": column("kind"),
            "ref": column("ref"),
            "text": gather(texts, column("text")),
            "hashtags": gather(
                pl.Series([list(tags) for tags in draft.tag_sets], dtype=pl.List(pl.String)), column("tags")
            ),
            "urls": gather(pl.Series([[link] for link in draft.links], dtype=pl.List(pl.String)), column("link")),
            "client": pl.Series(CLIENTS).gather(pl.Series(column("client"))),
            "in_case": column("in_case"),
        }
    )


def gather(pool: pl.Series, places: Ints) -> pl.Series:
    """Return the pool's values at these places; a negative place gives null."""
    numbers = pl.Series(places)
    known = pl.DataFrame({"place": numbers}).select(pl.when(pl.col("place") >= 0).then(pl.col("place"))).to_series()
    return pool.gather(known)


def list_accounts(draft: Draft) -> pl.DataFrame:
    """Return one snapshot per account, taken when the world ends."""
    column = draft.accounts.column
    rows = draft.accounts.rows
    ids = FIRST_ACCOUNT_ID + np.arange(rows) * 7919
    return pl.DataFrame(
        {
            "platform": [PLATFORM] * rows,
            "account_id": pl.Series(ids).cast(pl.String),
            "handle": pl.Series(column("handle").tolist(), dtype=pl.String),
            "display_name": pl.Series(column("display_name").tolist(), dtype=pl.String),
            "bio": pl.Series(column("bio").tolist(), dtype=pl.String).replace("", None),
            "created_at": pl.Series(column("born") // 1000 * 1_000_000).cast(pl.Datetime("us", "UTC")),
            "location_text": pl.Series(column("location").tolist(), dtype=pl.String).replace("", None),
            "followers": column("followers"),
            "following": column("following"),
            "posts": column("published"),
            "lang": pl.Series(column("language").tolist(), dtype=pl.String),
            "is_bot_declared": pl.Series(column("is_bot_declared")).cast(pl.Boolean),
            "observed_at": pl.Series([draft.settings.end_ms * 1000] * rows).cast(pl.Datetime("us", "UTC")),
        }
    )


def list_posts(draft: Draft, items: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the items that are in the case as POSTS; reposts carry the original's words, tags and links."""
    known = items.filter("in_case").sort("created_at", "post_id")
    origin = items.select("post_id", "account", "created_at", "text", "hashtags", "urls")[
        known["ref"].replace(-1, 0).to_numpy()
    ]
    has_origin = known["ref"] >= 0
    who, whose = accounts[known["account"].to_numpy()], accounts[origin["account"].to_numpy()]
    frame = known.select("post_id", "created_at", "kind", "text", "hashtags", "urls", "client").with_columns(
        platform=pl.lit(PLATFORM),
        account_id=who["account_id"],
        handle=who["handle"],
        display_name=who["display_name"],
        lang=who["lang"],
        created_at_precision=pl.lit("second"),
        collected_at=pl.lit(draft.settings.end_ms * 1000).cast(pl.Datetime("us", "UTC")),
        text_complete=pl.lit(True),
        has_origin=has_origin,
        origin_text=origin["text"],
        origin_tags=origin["hashtags"],
        origin_urls=origin["urls"],
        ref_post_id=origin["post_id"],
        ref_account_id=whose["account_id"],
        ref_handle=whose["handle"],
        ref_created_at=origin["created_at"],
    )
    is_repost = pl.col("kind") == REPOST
    frame = frame.with_columns(
        pl.when(is_repost).then("origin_text").otherwise("text").alias("text"),
        pl.when(is_repost).then("origin_tags").otherwise("hashtags").fill_null([]).alias("hashtags"),
        pl.when(is_repost).then("origin_urls").otherwise("urls").fill_null([]).alias("urls"),
        pl.when(pl.col("has_origin") & ~is_repost)
        .then(pl.concat_list("ref_account_id"))
        .otherwise(pl.lit([], pl.List(pl.String)))
        .alias("mentions"),
        *(
            pl.when("has_origin").then(name).alias(name)
            for name in ("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at")
        ),
        kind=pl.col("kind").replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String),
    )
    return conform(frame, POSTS)


def list_references(items: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the originals that posts of the case refer to, with the number of their reposts in the case."""
    referred = items.filter(pl.col("in_case") & (pl.col("ref") >= 0))
    counts = (
        referred.group_by("ref")
        .agg(
            repost_count=(pl.col("kind") == 1).sum().cast(pl.Int64),
            reply_count=(pl.col("kind") == 2).sum().cast(pl.Int64),
            quote_count=(pl.col("kind") == 3).sum().cast(pl.Int64),
        )
        .sort("ref")
    )
    originals = items[counts["ref"].to_numpy()]
    whose = accounts[originals["account"].to_numpy()]
    frame = originals.select("post_id", "created_at", "text").with_columns(
        counts["repost_count"],
        counts["reply_count"],
        counts["quote_count"],
        platform=pl.lit(PLATFORM),
        account_id=whose["account_id"],
        handle=whose["handle"],
    )
    return conform(frame, REFERENCES)


def name_accounts(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:  # Any: plain JSON
    """Return the groups with `platform:id` in place of account numbers."""
    return [
        {**group, "accounts": [f"{PLATFORM}:{FIRST_ACCOUNT_ID + int(number) * 7919}" for number in group["accounts"]]}
        for group in groups
    ]
