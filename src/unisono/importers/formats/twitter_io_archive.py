"""Twitter's archive of information operations: one CSV row a post, with the author's profile as it was last."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.tables.mapped_rows import Plan, read_mapped
from unisono.importers.tables.tabular import columns_of, open_table, require_columns
from unisono.model.batches import Batch

COLUMNS = {
    "post_id": "tweetid", "account_id": "userid", "handle": "user_screen_name", "display_name": "user_display_name",
    "location": "user_reported_location", "bio": "user_profile_description", "account_url": "user_profile_url",
    "followers": "follower_count", "following": "following_count", "account_created_at": "account_creation_date",
    "account_lang": "account_language", "lang": "tweet_language", "text": "tweet_text", "created_at": "tweet_time",
    "client": "tweet_client_name", "reply_to_account": "in_reply_to_userid", "reply_to": "in_reply_to_tweetid",
    "quote_of": "quoted_tweet_tweetid", "is_repost": "is_retweet", "repost_of_account": "retweet_userid",
    "repost_of": "retweet_tweetid", "quote_count": "quote_count", "reply_count": "reply_count",
    "like_count": "like_count", "repost_count": "retweet_count", "hashtags": "hashtags", "urls": "urls",
    "mentions": "user_mentions",
}  # fmt: skip
NEEDED = ("post_id", "account_id", "created_at", "text")
TELLING = {"tweetid", "userid", "tweet_text", "tweet_time", "tweet_client_name"}


def recognise(source: Source) -> float:
    """Say how surely the columns are those of the archive."""
    columns = set(columns_of(source))
    if not columns >= TELLING:
        return 0.0
    return 0.97 if "is_retweet" in columns else 0.8


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the archive's column, as far as this release has it; what the user maps comes first."""
    have = set(columns_of(source))
    return {**{name: column for name, column in COLUMNS.items() if column in have}, **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts and one undated profile for each state of an account; times are UTC to the minute."""
    table = open_table(source)
    mapping = map_columns(source, settings)
    require_columns(source, table, {**{name: COLUMNS[name] for name in NEEDED}, **mapping}, settings)
    plan = Plan(
        mapping=mapping,
        platform="twitter",
        zone="UTC",
        is_observed_at_post=False,
        refine=hide_hashes,
    )
    return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch)


def hide_hashes(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out handles and names that are the hash which stands for the account: they are nobody's names."""
    names = [name for name in ("handle", "display_name") if name in posts.columns]
    return posts.with_columns(
        pl.when((pl.col(name) != pl.col("account_id")) | pl.col("account_id").is_null()).then(pl.col(name)).alias(name)
        for name in names
    )


IMPORTER = Importer(
    name="twitter_io_archive",
    title="Twitter information-operations archive (CSV)",
    platform="twitter",
    columns=tuple(COLUMNS[name] for name in NEEDED),
    reads=tuple(COLUMNS.values()),
    traps=(
        "Accounts with fewer than 5,000 followers have a hash for an id; the same hash as handle and name is left out.",
        "Times are UTC to the minute: windows of seconds say nothing, and the precision is kept with each post.",
        "The profile is the account's last, whatever the post's date; its snapshot has no date.",
        "Lists are written `[a, b]` or `['a', 'b']`; coordinates are mostly `absent`.",
        "Only accounts that Twitter named are in it: there is nobody to compare them with.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
