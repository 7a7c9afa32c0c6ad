"""Wide rows of posts that are still as their tool wrote them become posts, profiles and originals of Twitter."""

import polars as pl

from unisono.importers.json_files.declared import LEFT, Made
from unisono.importers.times import read_times
from unisono.importers.tweet_tables.wide_columns import complete_wide
from unisono.importers.tweets.first_versions import PREFIXES, name_by_first_versions, versions_of_wide
from unisono.importers.tweets.wide_rows import posts_of, references_of, snapshots_of
from unisono.model.tables import conform

FALLBACKS = {"original_id": "retweeted_status_id", "quoted_id": "quoted_status_id"}
"""Where a post tells the id of another one that it does not hold, or no longer holds."""

NAMES = ("id", "user_id", "user_handle")
NAMED_ONCE = ("thread_id", "in_reply_to_post", "in_reply_to_user", "in_reply_to_handle", *FALLBACKS.values())


def blank_names(wide: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with ids and handles trimmed; an empty one is none."""
    named = [f"{prefix}{name}" for prefix in PREFIXES for name in NAMES]
    found = [name for name in (*named, *NAMED_ONCE) if name in wide.columns]
    return wide.with_columns(pl.col(name).str.strip_chars().replace("", None) for name in found)


def make_tweets(wide: pl.DataFrame, sha256: str, left: pl.DataFrame) -> Made:
    """Return what every Twitter format makes of posts; each has an id, and `left` are the rows that are no posts.

    Names are as `blank_names` leaves them, times are texts, `history` and `first_id` as in `name_by_first_versions`.
    These tools give texts in full: a repost whose original is missing is the exception, and is told by its ellipsis.
    """
    times = [read_times(wide[name]).at.alias(name) for name in wide.columns if name.endswith("created_at")]
    wide = wide.with_columns(
        *times,
        *(pl.coalesce(name, other).alias(name) for name, other in FALLBACKS.items() if other in wide.columns),
        *(pl.col(f"{prefix}text").is_null().alias(f"{prefix}truncated") for prefix in PREFIXES),
    )
    versions = versions_of_wide(wide, sha256)
    wide = complete_wide(name_by_first_versions(wide))
    return Made(
        versions=versions,
        posts=posts_of(wide, sha256),
        accounts=snapshots_of(wide, sha256),
        references=references_of(wide, sha256),
        left=conform(left, LEFT),
    )
