"""Posts of Twitter API v1.1 as twarc's json2csv and the Hydrator write them: one row a post, lists joined by blanks."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import Problem
from unisono.importers.tables.cells import read_counts, read_flags, read_names
from unisono.importers.tables.rows import ROW, no_cells
from unisono.importers.tables.tabular import columns_of
from unisono.importers.tables.text_marks import find_mentions
from unisono.importers.times import read_times
from unisono.importers.tweet_tables.tweet_batches import TweetTable, describe_damage, read_tweet_table
from unisono.importers.tweet_tables.tweet_cells import begins_as_repost, read_few_languages, read_numbers
from unisono.model.batches import Batch

ID_COLUMNS = {
    "id": "id",
    "user_id": "user_id",
    "in_reply_to_post": "in_reply_to_status_id",
    "in_reply_to_user": "in_reply_to_user_id",
    "of_id": "retweet_or_quote_id",
    "of_user_id": "retweet_or_quote_user_id",
    "original_id": "retweet_id",
    "quoted_id": "quote_id",
}
NAME_COLUMNS = {
    "user_handle": "user_screen_name",
    "user_name": "user_name",
    "in_reply_to_handle": "in_reply_to_screen_name",
    "of_handle": "retweet_or_quote_screen_name",
    "original_user_handle": "retweet_screen_name",
}
TEXT_COLUMNS = {
    "text": "text",
    "source": "source",
    "user_bio": "user_description",
    "user_location": "user_location",
    "user_url": "user_urls",
}
COUNT_COLUMNS = {
    "reposts": "retweet_count",
    "likes": "favorite_count",
    "user_followers": "user_followers_count",
    "user_following": "user_friends_count",
    "user_posts": "user_statuses_count",
    "user_likes": "user_favourites_count",
}
LIST_COLUMNS = ("hashtags", "urls", "media")
OTHER = ("created_at", "parsed_created_at", "user_created_at", "lang", "tweet_type", "user_verified", *LIST_COLUMNS)
COLUMNS = (
    *ID_COLUMNS.values(), *NAME_COLUMNS.values(), *TEXT_COLUMNS.values(), *COUNT_COLUMNS.values(), *OTHER,
)  # fmt: skip
NEEDED = {"post_id": "id", "created_at": "created_at", "text": "text", "handle": "user_screen_name"}
TELLING = {"id", "text", "created_at", "tweet_url", "user_screen_name", "user_statuses_count", "favorite_count"}
SHOWN = {
    "post_id": "id", "account_id": "user_id", "handle": "user_screen_name", "display_name": "user_name",
    "created_at": "created_at", "text": "text", "kind": "tweet_type", "ref_post_id": "retweet_or_quote_id",
    "ref_account_id": "retweet_or_quote_user_id", "ref_handle": "retweet_or_quote_screen_name",
    "repost_of": "retweet_id", "quote_of": "quote_id", "reply_to": "in_reply_to_status_id",
    "reply_to_account": "in_reply_to_user_id", "hashtags": "hashtags", "urls": "urls", "media": "media", "lang": "lang",
    "client": "source", "repost_count": "retweet_count", "like_count": "favorite_count",
    "followers": "user_followers_count", "following": "user_friends_count", "account_posts": "user_statuses_count",
    "account_likes": "user_favourites_count", "account_created_at": "user_created_at", "bio": "user_description",
    "location": "user_location", "account_url": "user_urls", "verified": "user_verified",
}  # fmt: skip


def recognise(source: Source) -> float:
    """Say how surely the columns are json2csv's."""
    return 0.97 if set(columns_of(source)) >= TELLING else 0.0


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column, as far as this version of the tool wrote it."""
    have = set(columns_of(source))
    return {name: column for name, column in SHOWN.items() if column in have}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts as the JSON of the same API is read."""
    return read_tweet_table(source, settings, FORMAT)


def widen(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn cells into wide rows; one pair of columns names what a row reposts or else quotes."""

    def cells(name: str) -> pl.Series:
        return frame[name] if name in frame.columns else no_cells(frame.height)

    text = cells("text").cast(pl.String)
    wide = pl.DataFrame(
        [
            *(read_numbers(cells(column)).alias(ours) for ours, column in ID_COLUMNS.items()),
            *(read_names(cells(column)).alias(ours) for ours, column in NAME_COLUMNS.items()),
            *(cells(column).alias(ours) for ours, column in TEXT_COLUMNS.items()),
            *(read_counts(cells(column)).alias(ours) for ours, column in COUNT_COLUMNS.items()),
            *(_read_joined(cells(name)).alias(name) for name in LIST_COLUMNS),
            read_times(pl.select(pl.coalesce(cells("created_at"), cells("parsed_created_at"))).to_series())
            .at.alias("created_at"),
            read_times(cells("user_created_at")).at.alias("user_created_at"),
            read_few_languages(cells("lang")).alias("lang"),
            read_flags(cells("user_verified")).alias("user_verified"),
            find_mentions(text).alias("mentions"),
            cells("tweet_type").cast(pl.String).alias("tweet_type"),
            cells("created_at").cast(pl.String).alias("written_at"),
            frame[ROW],
        ]
    )  # fmt: skip
    return _with_originals(wide)


def _read_joined(cells: pl.Series) -> pl.Series:
    """Read items joined by blanks; an empty cell lists nothing."""
    text = cells.cast(pl.String).fill_null("").str.strip_chars()
    lists = text.str.replace_all(r"\s+", " ").str.split(" ")
    return lists.list.eval(pl.element().filter(pl.element() != ""))


def _with_originals(wide: pl.DataFrame) -> pl.DataFrame:
    """Say what a row reposts and what it quotes, and give a repost's whole text and its reposts to the original."""
    is_cut = pl.lit(begins_as_repost(wide["text"]))
    is_repost = (pl.col("tweet_type") == "retweet").fill_null(is_cut)
    wide = wide.with_columns(is_repost.alias("is_repost")).with_columns(
        pl.coalesce("original_id", pl.when("is_repost").then("of_id")).alias("original_id"),
        pl.coalesce("quoted_id", pl.when(~pl.col("is_repost")).then("of_id")).alias("quoted_id"),
        pl.when("is_repost").then("of_user_id").alias("original_user_id"),
        pl.when(~pl.col("is_repost")).then("of_user_id").alias("quoted_user_id"),
        pl.coalesce("original_user_handle", pl.when("is_repost").then("of_handle")).alias("original_user_handle"),
        pl.when(~pl.col("is_repost")).then("of_handle").alias("quoted_user_handle"),
        pl.lit(value=False).alias("truncated"),
        pl.col("in_reply_to_post").alias("replied_id"),
    )
    named = pl.col("original_id").is_not_null()
    is_whole = named & ~is_cut
    carried = ("text", "truncated", *LIST_COLUMNS, "mentions")
    return wide.with_columns(
        *(pl.when(is_whole).then(pl.col(name)).alias(f"original_{name}") for name in carried),
        pl.when(named).then("reposts").alias("original_reposts"),
    )


FORMAT = TweetTable(needed=NEEDED, columns=COLUMNS, widen=widen)


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report ids that a spreadsheet has destroyed."""
    instead = {"id": "ids are derived from the rows", "user_id": "the handle stands for the account"}
    return describe_damage(source, instead, settings.rows_per_batch)


IMPORTER = Importer(
    name="twarc1_csv",
    title="Twitter API v1.1 as a table, written by twarc's json2csv or the Hydrator (CSV)",
    platform="twitter",
    columns=tuple(NEEDED.values()),
    reads=COLUMNS,
    traps=(
        "One pair of columns names what a post reposts or quotes: tweet_type, or `RT @` at the start, tells which.",
        "A repost's text is cut in most versions: it is known as cut, and joined by the original's id.",
        "A repost's retweet_count is the original's and goes to the reference; its favorite_count says nothing.",
        "Mentions are found in the text; media are addresses of the pages that show a picture.",
        "Where a spreadsheet has rounded ids, those of posts are derived, and the handle stands for the account.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
