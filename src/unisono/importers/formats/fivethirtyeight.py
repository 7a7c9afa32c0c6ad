"""The troll posts that Linvill and Warren collected and FiveThirtyEight published: CSV with 14 to 21 columns.

The account is its handle: external_author_id has gone through a spreadsheet and some have become 9.06E+17.
"""

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import Problem
from unisono.importers.tables.cells import drop_damaged_ids, read_ids
from unisono.importers.tables.mapped_rows import Plan, Tally, noticed, read_mapped
from unisono.importers.tables.reading_problems import describe_tally
from unisono.importers.tables.rows import no_cells
from unisono.importers.tables.tabular import columns_of, open_table, require_columns
from unisono.model.batches import Batch

COLUMNS = {
    "post_id": "tweet_id", "account_id": "author", "handle": "author", "text": "content", "lang": "language",
    "created_at": "publish_date", "collected_at": "harvested_date", "following": "following", "followers": "followers",
    "account_posts": "updates", "is_repost": "retweet", "kind": "post_type",
}  # fmt: skip
NEEDED = ("account_id", "created_at", "text")
TELLING = {"author", "content", "publish_date", "harvested_date"}
STEPS = ("tco{}_step3", "tco{}_step2", "tco{}_step1")


def recognise(source: Source) -> float:
    """Say how surely the columns are those of the troll posts."""
    columns = set(columns_of(source))
    if not columns >= TELLING:
        return 0.0
    return 0.97 if columns & {"external_author_id", "account_category", "account_type"} else 0.6


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the file's column, as far as this release has it; what the user maps comes first."""
    have = set(columns_of(source))
    return {**{name: column for name, column in COLUMNS.items() if column in have}, **settings.mapping}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts, and of each account the last profile of each day; times are UTC to the minute, month first."""
    return _read(source, settings, Tally())


def _read(source: Source, settings: ReadSettings, tally: Tally) -> Iterator[Batch]:
    """Read, and count on the way what rejects no row."""
    table = open_table(source)
    mapping = map_columns(source, settings)
    require_columns(source, table, {**{name: COLUMNS[name] for name in NEEDED}, **mapping}, settings)
    plan = Plan(
        mapping=mapping,
        platform="twitter",
        zone="UTC",
        order="month_first",
        refine=refine,
    )
    return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch, tally=tally)


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Make `retweet` the last word on reposts, and take links from the columns that have followed them."""
    if "retweet" in rows.columns:
        is_repost = pl.lit(rows["retweet"] == "1").fill_null(value=False)
        kind = pl.when(is_repost).then(pl.lit("repost")).when(pl.col("kind") == "repost").then(pl.lit("post"))
        posts = posts.with_columns(kind.otherwise(pl.col("kind")).alias("kind"))
    links = [
        pl.coalesce(columns)
        for columns in ([name.format(link) for name in STEPS if name.format(link) in rows.columns] for link in "123")
        if columns
    ]
    if links:
        followed = rows.select(pl.concat_list(links).list.drop_nulls().alias("urls"))["urls"]
        posts = posts.with_columns(
            pl.when(pl.lit(followed).list.len() > 0).then(pl.lit(followed)).otherwise(pl.col("urls")).alias("urls")
        )
    return posts


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report derived ids, rows written twice, and authors whose own id a spreadsheet has destroyed."""
    found = describe_tally(noticed(source, partial(_read, source, settings)))
    if "external_author_id" in columns_of(source):
        pieces = open_table(source).read(settings.rows_per_batch, ["external_author_id"])
        ids = pl.concat([no_cells(0), *(read_ids(rows.frame["external_author_id"]) for rows in pieces)])
        lost = ids.filter(ids.is_not_null() & drop_damaged_ids(ids).is_null())
        if len(lost):
            advice = "external_author_id went through a spreadsheet; accounts are named by their handle instead."
            found = (*found, Problem("damaged_external_author_id", len(lost), str(lost[0]), advice))
    return found


IMPORTER = Importer(
    name="fivethirtyeight",
    title="Linvill and Warren's troll posts, as FiveThirtyEight published them (CSV)",
    platform="twitter",
    columns=tuple(COLUMNS[name] for name in NEEDED),
    reads=(*COLUMNS.values(), "retweet", *(step.format(link) for link in "123" for step in STEPS)),
    traps=(
        "external_author_id is damaged for some accounts (9.06E+17): the account is its handle.",
        "Early releases have no post id: ids are derived from author, time and text; equal rows stay distinct posts.",
        "Reposts carry the original's text without its author or id: they can be joined by text only.",
        "Times are UTC to the minute, month first.",
        "Hashtags, mentions and links are found in the text; links stay t.co where the file has not followed them.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
