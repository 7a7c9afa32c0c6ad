"""Writes what a second look at a world found deleted: a table of its own, beside the posts as first seen."""

from pathlib import Path

import polars as pl

from unisono.worlds.assembly import World
from unisono.worlds.files.shown_texts import json_text
from unisono.worlds.files.twitter_v1 import texts_in_lines

COLUMNS = (
    "platform", "post_id", "account_id", "handle", "display_name", "created_at", "collected_at", "text", "kind",
    "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "hashtags", "urls", "mentions", "media", "lang",
    "client", "is_deleted",
)  # fmt: skip
LISTS = ("hashtags", "urls", "mentions", "media")
TIMES = ("created_at", "collected_at", "ref_created_at")


def write_deleted_posts(world: World, path: Path) -> int:
    """Add the world's deleted posts to a table, as the second look saw them when it ended; return their number.

    Twitter's v1.1 objects cannot say that a post was deleted later. The rows hold everything the posts hold, and are
    the later observation: imported after the posts, they replace them and add that they are gone. No post, no file.
    """
    gone = world.posts.filter(pl.col("is_deleted"), pl.col("platform") == "twitter")
    if not gone.height:
        return 0
    table = (
        gone.with_columns(texts_in_lines(gone, world))
        .select(COLUMNS)
        .with_columns(
            *(pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%SZ") for name in TIMES),
            *(json_list(name) for name in LISTS),
        )
    )
    is_first = not path.exists()
    with path.open("ab") as file:
        table.write_csv(file, include_header=is_first)
    return gone.height


def json_list(column: str) -> pl.Expr:
    """Return lists of texts as JSON."""
    items = pl.col(column).list.eval(json_text(pl.element())).list.join(",")
    return pl.concat_str(pl.lit("["), items, pl.lit("]")).alias(column)
