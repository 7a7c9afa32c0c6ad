"""From the draft to the tables that a case stores: posts, accounts, references."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl

from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform
from unisono.worlds.draft import DEFAULT_PICTURE, NOTHING, REPOST, Draft, ImageRecipe, Ints
from unisono.worlds.numbering import number_accounts, number_posts
from unisono.worlds.population import CLIENTS

PLATFORMS = ("twitter", "facebook")
KINDS = ("post", "repost", "reply", "quote")
DEFAULT_AVATAR = "https://pictures.example/default_profile_images/default_profile_normal.png"


@dataclass(frozen=True)
class World:
    """Posts, accounts and references in the columns of model.tables, who was planted, and the pictures' recipes."""

    posts: pl.DataFrame
    accounts: pl.DataFrame
    references: pl.DataFrame
    truth: dict[str, Any]  # Any: plain JSON: networks and decoys with their accounts, events, named posts
    images: Sequence[ImageRecipe] = ()  # posts and accounts call the one of number n images/n.png


def assemble(draft: Draft) -> World:
    """Return the finished world, posts in order of time."""
    accounts = list_accounts(draft)
    items = read_items(draft)
    posts = list_posts(draft, items, accounts)
    references = list_references(items, accounts)
    names = name_accounts(accounts)
    truth = {
        "networks": [describe_group(group, names) for group in draft.networks],
        "decoys": [describe_group(group, names) for group in draft.decoys],
        "events": [{**event, "at": iso_time(event["at"])} for event in draft.events],
        "posts": draft.counts,
        "marked": {
            name: f"{items['platform'][number]}:{items['post_id'][number]}" for name, number in draft.marked.items()
        },
    }
    return World(
        posts=posts,
        accounts=conform(accounts, ACCOUNTS),
        references=references,
        truth=truth,
        images=tuple(draft.images),
    )


def iso_time(at_ms: int) -> str:
    """Return a time in ms as ISO 8601 in UTC.

    >>> iso_time(1_527_811_200_000)
    '2018-06-01T00:00:00Z'
    """
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_items(draft: Draft) -> pl.DataFrame:
    """Return every item with its id, time to the second, and text."""
    column = draft.items.column
    at = column("at").astype(np.int64)
    platform = draft.accounts.column("platform")[column("account")]
    texts = pl.Series(draft.texts, dtype=pl.String)
    return pl.DataFrame(
        {
            "post_id": pl.Series(number_posts(at, platform, draft.part)).cast(pl.String),
            "platform": pl.Series(PLATFORMS, dtype=pl.String).gather(pl.Series(platform)),
            "account": column("account"),
            "created_at": pl.Series(at // 1000 * 1_000_000).cast(pl.Datetime("us", "UTC")),
            "kind": column("kind"),
            "ref": column("ref"),
            "text": gather(texts, column("text")),
            "hashtags": gather(
                pl.Series([list(tags) for tags in draft.tag_sets], dtype=pl.List(pl.String)), column("tags")
            ),
            "urls": gather(pl.Series([[link] for link in draft.links], dtype=pl.List(pl.String)), column("link")),
            "mention": column("mention"),
            "media": gather(
                pl.Series([[image_file(recipe.number)] for recipe in draft.images], dtype=pl.List(pl.String)),
                column("image"),
            ),
            "is_deleted": pl.Series(column("deleted_at") >= 0).replace(False, None),
            "client": pl.Series(CLIENTS).gather(pl.Series(column("client"))),
            "in_case": column("in_case"),
        }
    )


def image_file(number: int) -> str:
    """Return where a world's picture is written, seen from the world's folder.

    >>> image_file(3)
    'images/3.png'
    """
    return f"images/{number}.png"


def gather(pool: pl.Series, places: Ints) -> pl.Series:
    """Return the pool's values at these places; a negative place gives null."""
    numbers = pl.Series(places)
    known = pl.DataFrame({"place": numbers}).select(pl.when(pl.col("place") >= 0).then(pl.col("place"))).to_series()
    return pool.gather(known)


def list_accounts(draft: Draft) -> pl.DataFrame:
    """Return one snapshot per account, taken when the world ends."""
    column = draft.accounts.column
    rows = draft.accounts.rows
    platform = column("platform")
    born = column("born").astype(np.int64)
    files = pl.Series([image_file(recipe.number) for recipe in draft.images], dtype=pl.String)
    return pl.DataFrame(
        {
            "platform": pl.Series(PLATFORMS, dtype=pl.String).gather(pl.Series(platform)),
            "account_id": pl.Series(number_accounts(born, platform, draft.part)).cast(pl.String),
            "handle": pl.Series(column("handle").tolist(), dtype=pl.String),
            "display_name": pl.Series(column("display_name").tolist(), dtype=pl.String),
            "bio": pl.Series(column("bio").tolist(), dtype=pl.String).replace("", None),
            "created_at": pl.Series(born // 1000 * 1_000_000).cast(pl.Datetime("us", "UTC")),
            "location_text": pl.Series(column("location").tolist(), dtype=pl.String).replace("", None),
            "avatar_url": show_avatars(files, column("avatar")),
            "followers": column("followers"),
            "following": column("following"),
            "posts": column("published"),
            "lang": pl.Series(column("language").tolist(), dtype=pl.String),
            "is_bot_declared": pl.Series(column("is_bot_declared")).cast(pl.Boolean),
            "observed_at": pl.Series([draft.settings.end_ms * 1000] * rows).cast(pl.Datetime("us", "UTC")),
        }
    )


def show_avatars(files: pl.Series, avatars: Ints) -> pl.Series:
    """Return what profiles name as their picture: a file, the platform's own picture, or nothing."""
    is_default = pl.Series(avatars == DEFAULT_PICTURE)
    shown = pl.DataFrame({"file": gather(files, avatars), "is_default": is_default})
    return shown.select(pl.when("is_default").then(pl.lit(DEFAULT_AVATAR)).otherwise("file").alias("avatar_url"))[
        "avatar_url"
    ]


def list_posts(draft: Draft, items: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the items that are in the case as POSTS; reposts carry all that the original says and shows."""
    known = items.with_row_index("item").filter("in_case").sort("created_at", "post_id")
    origin = items[known["ref"].replace(-1, 0).to_numpy()]
    has_origin = known["ref"] >= 0
    # A repost names whom its original names, and not its author: that one is repeated, not spoken to.
    said = known.select(
        mention=pl.when(pl.col("kind") == REPOST).then(origin["mention"]).otherwise("mention"),
        item=pl.when(pl.col("kind") == REPOST).then("ref").otherwise("item"),
    )
    who, whose = accounts[known["account"].to_numpy()], accounts[origin["account"].to_numpy()]
    frame = known.select(
        "platform", "post_id", "created_at", "kind", "text", "hashtags", "urls", "media", "is_deleted", "client"
    ).with_columns(
        account_id=who["account_id"],
        handle=who["handle"],
        display_name=who["display_name"],
        written_lang=who["lang"],
        origin_lang=whose["lang"],
        created_at_precision=pl.lit("second"),
        collected_at=pl.lit(draft.settings.end_ms * 1000).cast(pl.Datetime("us", "UTC")),
        text_complete=pl.lit(True),
        has_origin=has_origin,
        named=gather(accounts["account_id"], said["mention"].to_numpy()),
        answered=gather(accounts["account_id"], whom_items_answer(items)[said["item"].to_numpy()]),
        origin_text=origin["text"],
        origin_tags=origin["hashtags"],
        origin_urls=origin["urls"],
        origin_media=origin["media"],
        ref_post_id=origin["post_id"],
        ref_account_id=whose["account_id"],
        ref_handle=whose["handle"],
        ref_created_at=origin["created_at"],
    )
    return conform(with_what_originals_say(frame), POSTS)


def whom_items_answer(items: pl.DataFrame) -> Ints:
    """Return the account number of the author that each item answers or quotes; NOTHING for any other item."""
    ref, kind, account = (items[name].to_numpy() for name in ("ref", "kind", "account"))
    return np.where((ref >= 0) & (kind != REPOST), account[ref], NOTHING)


def with_what_originals_say(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill in what a post takes from the post it refers to: words of a repost, the author named by a reply or quote."""
    is_repost = pl.col("kind") == REPOST
    # Hardly any post names anybody but the author it answers: lists of two are made where there are any.
    nobody = frame["named"].null_count() == frame.height
    named = pl.lit([], pl.List(pl.String)) if nobody else pl.concat_list("named").list.drop_nulls()
    answered = pl.concat_list("answered")
    if not nobody:
        answered = pl.concat_list(answered, named).list.unique(maintain_order=True)
    return frame.with_columns(
        pl.when(is_repost).then("origin_text").otherwise("text").alias("text"),
        pl.when(is_repost).then("origin_tags").otherwise("hashtags").fill_null([]).alias("hashtags"),
        pl.when(is_repost).then("origin_urls").otherwise("urls").fill_null([]).alias("urls"),
        pl.when(is_repost).then("origin_media").otherwise("media").alias("media"),
        pl.when(is_repost).then("origin_lang").otherwise("written_lang").alias("lang"),
        pl.when(pl.col("answered").is_not_null()).then(answered).otherwise(named).alias("mentions"),
        *(
            pl.when("has_origin").then(name).alias(name)
            for name in ("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at")
        ),
        kind=pl.col("kind").replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String),
    )


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
    frame = originals.select("platform", "post_id", "created_at", "text").with_columns(
        counts["repost_count"],
        counts["reply_count"],
        counts["quote_count"],
        account_id=whose["account_id"],
        handle=whose["handle"],
    )
    return conform(frame, REFERENCES)


def name_accounts(accounts: pl.DataFrame) -> list[str]:
    """Return `platform:id` of every account, by account number."""
    names: list[str] = (accounts["platform"] + ":" + accounts["account_id"]).to_list()
    return names


def describe_group(group: dict[str, Any], names: list[str]) -> dict[str, Any]:  # Any: plain JSON
    """Return a planted group with `platform:id` in place of account numbers: its accounts, roles and target."""
    named = {**group, "accounts": [names[int(number)] for number in group["accounts"]]}
    if "roles" in group:
        named["roles"] = {role: [names[int(n)] for n in numbers] for role, numbers in group["roles"].items()}
    if "target" in group:
        named["target"] = names[int(group["target"])]
    return named
