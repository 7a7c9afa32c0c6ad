"""Reddit's comments and submissions as Pushshift and Arctic Shift archive them: one object a line, mostly in .zst."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.declared import JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.tables.text_marks import find_urls
from unisono.model.batches import Batch

GONE = ("[deleted]", "[removed]")
PROGRAMS = ("AutoModerator",)
FIELDS = JsonFields(
    (
        Wanted("id", "id"),
        Wanted("name", "fullname"),
        Wanted("author", "account_id"),
        Wanted("author_fullname", "author_fullname"),
        Wanted("author_created_utc", "by_created_at"),
        Wanted("created_utc", "created_at"),
        Wanted("created", "created_at", rank=1),
        Wanted("_meta.retrieved_2nd_on", "collected_at"),
        Wanted("retrieved_on", "collected_at", rank=1),
        Wanted("retrieved_utc", "collected_at", rank=2),
        Wanted("body", "body"),
        Wanted("title", "title"),
        Wanted("selftext", "selftext"),
        Wanted("url", "url"),
        Wanted("is_self", "is_self", "flag"),
        Wanted("parent_id", "parent_id"),
        Wanted("link_id", "thread_id"),
        Wanted("subreddit", "community_id"),
        Wanted("crosspost_parent", "crosspost_parent"),
        Wanted("num_comments", "reply_count", "number"),
        Wanted("num_crossposts", "repost_count", "number"),
        Wanted("_meta.was_deleted_later", "was_deleted_later", "flag"),
        Wanted("_meta.was_initially_deleted", "was_initially_deleted", "flag"),
        Wanted("_meta.removal_type", "removal_type"),
        Wanted("removed_by_category", "removed_by_category"),
    )
)


def recognise(source: Source) -> float:
    """Say how surely these are Reddit's objects."""
    objects = first_objects(source)
    found = [one for one in objects if {"author", "subreddit", "id"} <= one.keys() and _has_time(one)]
    posts = [one for one in found if "body" in one or "title" in one or "selftext" in one]
    return 0.95 if posts and len(posts) * 2 >= len(objects) else 0.0


def _has_time(found: Mapping[str, Any]) -> bool:  # JSON is of any shape
    return "created_utc" in found or "created" in found


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts in batches, in file order."""

    def make(wide: pl.DataFrame) -> Made:
        return make_posts(name_columns(wide), platform="reddit", sha256=source.sha256)

    return read_declared(source, settings, FIELDS, make)


def name_columns(wide: pl.DataFrame) -> pl.DataFrame:
    """Return wide rows with the columns that posts are made of."""
    is_comment = pl.col("body").is_not_null() | pl.col("parent_id").is_not_null()
    prefix = pl.when(is_comment).then(pl.lit("t1_")).otherwise(pl.lit("t3_"))
    is_crosspost = pl.col("crosspost_parent").is_not_null() & ~is_comment
    kind = pl.when(is_comment).then(pl.lit("reply")).when(is_crosspost).then(pl.lit("repost")).otherwise(pl.lit("post"))
    words = pl.concat_str(_words("title"), _words("selftext"), separator="\n\n", ignore_nulls=True).replace("", None)
    is_gone = pl.col("account_id").is_in(GONE)
    is_program = pl.col("account_id").is_in(PROGRAMS)
    text = pl.when(is_comment).then(_words("body")).otherwise(words).alias("text")
    wide = wide.with_columns(
        text,
        kind.alias("kind"),
        pl.coalesce("fullname", prefix + pl.col("id")).alias("post_id"),
        pl.when(~is_gone).then("account_id").alias("account_id"),
        pl.when(is_comment).then("parent_id").otherwise("crosspost_parent").alias("ref_post_id"),
        pl.when(is_program).then(pl.lit(value=True)).alias("by_is_bot_declared"),
        _is_deleted().alias("is_deleted"),
    )
    links = pl.when(pl.col("is_self").fill_null(value=True)).then(pl.lit([], pl.List(pl.String))).otherwise(
        pl.concat_list("url")
    )  # fmt: skip
    found = find_urls(wide["text"])
    return wide.with_columns(
        pl.col("account_id").alias("handle"),
        pl.concat_list(links, pl.lit(found).fill_null(pl.lit([], pl.List(pl.String)))).list.drop_nulls().alias("urls"),
        pl.lit([], pl.List(pl.String)).alias("hashtags"),
    )


def _words(column: str) -> pl.Expr:
    """Return what somebody wrote; the marks that stand for words which are gone are none."""
    return pl.when(~pl.col(column).is_in(GONE)).then(column).replace("", None)


def _is_deleted() -> pl.Expr:
    """Say that a post is known to be gone; null where nobody has looked again."""
    words_gone = pl.col("body").is_in(GONE) | pl.col("selftext").is_in(GONE)
    gone = [pl.col(name).fill_null(value=False) for name in ("was_deleted_later", "was_initially_deleted")]
    gone += [pl.col(name).is_not_null() for name in ("removal_type", "removed_by_category")]
    is_gone = pl.any_horizontal(words_gone.fill_null(value=False), *gone)
    looked = pl.col("was_deleted_later").is_not_null()
    return pl.when(is_gone).then(pl.lit(value=True)).when(looked).then(pl.lit(value=False))


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "name, or t1_ or t3_ and id",
        "account_id": "author",
        "created_at": "created_utc",
        "collected_at": "_meta.retrieved_2nd_on or retrieved_on",
        "text": "body, or title and selftext",
        "kind": "a comment is a reply, a crosspost a repost",
        "ref_post_id": "parent_id or crosspost_parent",
        "thread_id": "link_id",
        "community_id": "subreddit",
        "urls": "url and links in the text",
        "reply_count": "num_comments",
        "is_deleted": "_meta.was_deleted_later, removed_by_category, [deleted], [removed]",
    }


IMPORTER = Importer(
    name="reddit_archive",
    title="Reddit comments and submissions of Pushshift and Arctic Shift (JSON lines)",
    platform="reddit",
    columns=("id", "author", "created_utc", "subreddit", "body, or title and selftext"),
    traps=(
        "`[deleted]` and `[removed]` are no accounts and no words: both are left empty; the post counts as deleted.",
        "The account is its name: ids of authors are missing before 2018.",
        "A comment is a reply to its parent, a crosspost a repost of the post that it passes on.",
        "AutoModerator is marked as a declared program.",
        "Archives state a second look after 36 hours: what was gone by then counts as deleted at that time.",
        "Scores are votes, not likes, and are not read.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
