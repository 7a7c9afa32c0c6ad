"""Posts of Twitter API v2 as twarc-csv writes them: one row a post, lists as JSON, up to 84 columns."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import Problem, mark_damaged_ids, shorten
from unisono.importers.tables.cells import read_counts, read_flags, read_ids, read_names
from unisono.importers.tables.rows import ROW, Rows, no_cells
from unisono.importers.tables.tabular import Table, columns_of, open_table
from unisono.importers.times import read_times
from unisono.importers.tweet_tables.inlined_rows import are_inlined, mark_inlined
from unisono.importers.tweet_tables.tweet_batches import SetAside, TweetTable, describe_damage, read_tweet_table
from unisono.importers.tweet_tables.tweet_cells import (
    are_encoded,
    begins_as_repost,
    decode_texts,
    read_few_languages,
    read_files,
    read_json_lists,
    read_links,
    read_mentions,
    read_numbers,
    read_tags,
    restore_breaks,
)
from unisono.model.batches import Batch

ID_COLUMNS = {
    "id": "id",
    "user_id": "author_id",
    "thread_id": "conversation_id",
    "original_id": "referenced_tweets.retweeted.id",
    "quoted_id": "referenced_tweets.quoted.id",
    "in_reply_to_post": "referenced_tweets.replied_to.id",
    "original_user_id": "retweeted_user_id",
    "quoted_user_id": "quoted_user_id",
    "in_reply_to_user": "in_reply_to_user_id",
}
NAME_COLUMNS = {
    "original_user_handle": "retweeted_username",
    "quoted_user_handle": "quoted_username",
    "in_reply_to_handle": "in_reply_to_username",
    "user_handle": "author.username",
    "user_name": "author.name",
}
TEXT_COLUMNS = {
    "text": "text",
    "source": "source",
    "user_bio": "author.description",
    "user_location": "author.location",
    "user_url": "author.url",
    "user_avatar": "author.profile_image_url",
}
COUNT_COLUMNS = {
    "reposts": "public_metrics.retweet_count",
    "replies": "public_metrics.reply_count",
    "likes": "public_metrics.like_count",
    "quotes": "public_metrics.quote_count",
    "views": "public_metrics.impression_count",
    "user_followers": "author.public_metrics.followers_count",
    "user_following": "author.public_metrics.following_count",
    "user_posts": "author.public_metrics.tweet_count",
}
TIME_COLUMNS = {
    "created_at": "created_at",
    "user_created_at": "author.created_at",
    "collected_at": "__twarc.retrieved_at",
}
LIST_COLUMNS = {"hashtags": "entities.hashtags", "mentions": "entities.mentions", "urls": "entities.urls"}
FILES = ("attachments.media", "attachments.media_keys")
ENTITIES = (*LIST_COLUMNS.values(), "entities.annotations", "entities.cashtags")
REFERENCES = ("referenced_tweets.retweeted.id", "referenced_tweets.quoted.id", "referenced_tweets.replied_to.id")
PROBLEM_COLUMNS = ("id", "edit_history_tweet_ids", "withheld.country_codes", "withheld.scope")
COLUMNS = tuple(dict.fromkeys((
    *ID_COLUMNS.values(), "author.id", *NAME_COLUMNS.values(), *TEXT_COLUMNS.values(), *COUNT_COLUMNS.values(),
    *TIME_COLUMNS.values(), "lang", "author.verified", *FILES, *ENTITIES, "edit_history_tweet_ids",
)))  # fmt: skip
NEEDED = {"post_id": "id", "created_at": "created_at", "text": "text"}
TELLING = {"id", "text", "created_at", "conversation_id", "referenced_tweets.replied_to.id"}
INLINED = "is there only because another row refers to it: it is kept as a reference"

OURS = {
    "post_id": "id", "account_id": "author_id", "handle": "author.username", "display_name": "author.name",
    "created_at": "created_at", "collected_at": "__twarc.retrieved_at", "text": "text",
    "kind": "referenced_tweets.….id", "repost_of": "referenced_tweets.retweeted.id",
    "quote_of": "referenced_tweets.quoted.id", "reply_to": "referenced_tweets.replied_to.id",
    "repost_of_account": "retweeted_user_id", "quote_of_account": "quoted_user_id",
    "reply_to_account": "in_reply_to_user_id", "thread_id": "conversation_id", **LIST_COLUMNS,
    "media": "attachments.media", "lang": "lang", "client": "source",
    "repost_count": COUNT_COLUMNS["reposts"], "reply_count": COUNT_COLUMNS["replies"],
    "like_count": COUNT_COLUMNS["likes"], "quote_count": COUNT_COLUMNS["quotes"],
    "view_count": COUNT_COLUMNS["views"], "followers": COUNT_COLUMNS["user_followers"],
    "following": COUNT_COLUMNS["user_following"], "account_posts": COUNT_COLUMNS["user_posts"],
    "account_created_at": "author.created_at", "bio": "author.description", "location": "author.location",
    "account_url": "author.url", "avatar_url": "author.profile_image_url", "verified": "author.verified",
}  # fmt: skip


def recognise(source: Source) -> float:
    """Say how surely the columns are twarc-csv's."""
    columns = set(columns_of(source))
    if not columns >= TELLING:
        return 0.0
    return 0.98 if columns & {"__twarc.retrieved_at", "author.id", "edit_history_tweet_ids"} else 0.8


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column, as far as this version of the tool wrote it."""
    have = set(columns_of(source))
    return {name: column for name, column in OURS.items() if column in have or "…" in column}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts as the JSON of the same API is read; rows that are only referred to become references."""
    return read_tweet_table(source, settings, FORMAT)


def widen(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn cells into wide rows; a repost that carries the original's words and counts gives them to the original."""

    def cells(name: str) -> pl.Series:
        return frame[name] if name in frame.columns else no_cells(frame.height)

    is_encoded = are_encoded(cells("id").head(1_000))
    if is_encoded:
        frame = frame.with_columns(decode_texts(frame[name]) for name in frame.columns if name != ROW)
    text = cells("text") if is_encoded else restore_breaks(cells("text"))
    bio = cells("author.description") if is_encoded else restore_breaks(cells("author.description"))
    wide = pl.DataFrame(
        [
            *(read_numbers(cells(column)).alias(ours) for ours, column in ID_COLUMNS.items()),
            *(read_names(cells(column)).alias(ours) for ours, column in NAME_COLUMNS.items()),
            *(cells(column).alias(ours) for ours, column in TEXT_COLUMNS.items()),
            *(read_counts(cells(column)).alias(ours) for ours, column in COUNT_COLUMNS.items()),
            *(read_times(cells(column)).at.alias(ours) for ours, column in TIME_COLUMNS.items()),
            read_few_languages(cells("lang")).alias("lang"),
            read_flags(cells("author.verified")).alias("user_verified"),
            read_tags(cells(LIST_COLUMNS["hashtags"])).alias("hashtags"),
            read_mentions(cells(LIST_COLUMNS["mentions"])).alias("mentions"),
            read_links(cells(LIST_COLUMNS["urls"])).alias("urls"),
            read_files(cells(FILES[0]), cells(FILES[1])),
            cells("created_at").cast(pl.String).alias("written_at"),
            _history(cells("edit_history_tweet_ids"), cells("id")),
            frame[ROW],
        ]
    ).with_columns(text.alias("text"), bio.alias("user_bio"))
    author = pl.coalesce("user_id", pl.lit(read_numbers(cells("author.id"))))
    has_entities = pl.any_horizontal(pl.lit(cells(name)).is_not_null() for name in ENTITIES)
    none = pl.lit([], dtype=pl.List(pl.String))
    wide = wide.with_columns(
        author.alias("user_id"),
        pl.lit(value=False).alias("truncated"),
        pl.col("in_reply_to_post").alias("replied_id"),
        *(pl.when(has_entities).then(pl.col(name).fill_null(none)).alias(name) for name in LIST_COLUMNS),
    )
    return wide.with_columns(*_carried(begins_as_repost(wide["text"])))


def _history(cells: pl.Series, ids: pl.Series) -> pl.Series:
    """Read the ids of a post's versions where there are several, or where its own id is rounded."""
    text = cells.cast(pl.String)
    lost = mark_damaged_ids(ids.cast(pl.String).str.strip_chars())
    is_needed = (text.str.contains(",", literal=True) | lost).fill_null(value=False)
    return read_json_lists(text.set(~is_needed, None), ("id",)).alias("history")


def _carried(is_cut: pl.Series) -> list[pl.Expr]:
    """Return what a repost carries of its original: everything, unless its text is still the one with `RT @`."""
    is_merged = pl.col("original_id").is_not_null() & ~pl.lit(is_cut)
    carried = ("text", "truncated", *LIST_COLUMNS, "media", "reposts", "replies", "likes", "quotes")
    return [pl.when(is_merged).then(pl.col(name)).alias(f"original_{name}") for name in carried]


def find_inlined(table: Table) -> SetAside | None:
    """Return how rows that are only referred to are told from posts; None for a table that has none."""
    sample = table.sample
    if "id" not in sample.columns or not _are_inlined(sample):
        return None

    def set_aside(rows: Rows, following: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        frame = rows.frame
        coming = frame.clear() if following is None else following
        marks = mark_inlined(_ids(frame, "id"), _references(frame), _references(coming))
        return frame.filter(~marks), frame.filter(marks)

    return set_aside


def _are_inlined(frame: pl.DataFrame) -> bool:
    return are_inlined(_ids(frame, "id"), _ids(frame, "author_id"), _references(frame))


def _references(frame: pl.DataFrame) -> list[pl.Series]:
    return [_ids(frame, name) for name in REFERENCES]


def _ids(frame: pl.DataFrame, name: str) -> pl.Series:
    return read_ids(frame[name]) if name in frame.columns else no_cells(frame.height)


FORMAT = TweetTable(needed=NEEDED, columns=COLUMNS, widen=widen, inlined=INLINED, set_aside=find_inlined)


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report edited and withheld posts, and ids that a spreadsheet has destroyed."""
    table = open_table(source)
    wanted = [name for name in PROBLEM_COLUMNS if name in table.columns]
    edited: list[str] = []
    withheld: list[str] = []
    for rows in table.read(settings.rows_per_batch, wanted):
        edited += _named(rows.frame, "edit_history_tweet_ids", r"\d\D+\d")
        withheld += _named(rows.frame, "withheld.country_codes", r"\w")
    kinds = (
        (
            "edited_posts",
            edited,
            "These posts were edited. The first version names the post; every version is kept as seen.",
        ),
        ("withheld_posts", withheld, "These posts are withheld in some countries: people there did not see them."),
    )
    found = [Problem(code, len(names), names[0], advice) for code, names, advice in kinds if names]
    instead = {"id": "ids are derived from the rows", "author_id": "the handle stands for the account"}
    return (*found, *describe_damage(source, instead, settings.rows_per_batch))


def _named(frame: pl.DataFrame, column: str, pattern: str) -> list[str]:
    """Name the posts whose cell fits a pattern, with the cell."""
    if column not in frame.columns or "id" not in frame.columns:
        return []
    cells = frame[column].cast(pl.String)
    hits = frame.filter(cells.str.contains(pattern).fill_null(value=False))
    return [shorten(f"{post}: {cell}") for post, cell in hits.select("id", column).iter_rows()]


IMPORTER = Importer(
    name="twarc_csv",
    title="Twitter API v2 as a table, written by twarc-csv (CSV)",
    platform="twitter",
    columns=tuple(NEEDED.values()),
    reads=COLUMNS,
    traps=(
        "A repost carries the original's whole text, tags, links and counts: the counts go to the reference.",
        "Older versions leave a repost its cut text (`RT @…`), and write the posts that others refer to as rows above.",
        "Such rows become references, and reposts take their words from them; the others are known as cut.",
        "Line breaks are written as \\n and become line breaks again.",
        "Mentions are handles, where the JSON has account ids.",
        "The address of a post's own picture (pic.twitter.com) is no link.",
        "An edited post has several ids: its first names it and dates it, and each saved version is an observation.",
        "Where a spreadsheet has rounded ids, those of posts are derived, and the handle stands for the account.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
