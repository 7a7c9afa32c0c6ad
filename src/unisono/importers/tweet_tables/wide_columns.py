"""Every column of a wide row of Twitter, with its type, so that a table may leave out what it does not hold."""

import polars as pl

from unisono.importers.tweets.wide_rows import NESTED
from unisono.model.tables import TIME

LISTS = ("hashtags", "urls", "mentions", "media")
NUMBERS = ("reposts", "replies", "likes", "quotes", "views")
USER: dict[str, pl.DataType] = {
    **dict.fromkeys(("user_id", "user_handle", "user_name", "user_bio", "user_location"), pl.String()),
    **dict.fromkeys(("user_url", "user_avatar", "user_lang"), pl.String()),
    **dict.fromkeys(("user_followers", "user_following", "user_posts", "user_likes"), pl.Int64()),
    "user_verified": pl.Boolean(),
    "user_created_at": TIME,
}
TWEET: dict[str, pl.DataType] = {
    "id": pl.String(),
    "text": pl.String(),
    "truncated": pl.Boolean(),
    "created_at": TIME,
    **dict.fromkeys(LISTS, pl.List(pl.String())),
    **dict.fromkeys(NUMBERS, pl.Int64()),
    **USER,
}
WIDE: dict[str, pl.DataType] = {
    **TWEET,
    **{f"{prefix}{name}": kind for prefix in NESTED for name, kind in TWEET.items()},
    **dict.fromkeys(("source", "lang", "thread_id"), pl.String()),
    **dict.fromkeys(("in_reply_to_post", "in_reply_to_user", "in_reply_to_handle"), pl.String()),
    "collected_at": TIME,
    "source_row": pl.Int64(),
}
"""What `posts_of`, `references_of` and `snapshots_of` of tweets/wide_rows.py look at."""


def complete_wide(wide: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with every column of WIDE; those that are missing are null."""
    return wide.select(
        pl.col(name).cast(kind) if name in wide.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in WIDE.items()
    )
