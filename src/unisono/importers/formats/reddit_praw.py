"""Reddit comments and submissions as PRAW hands them out, written to a table: one post a row."""

from dataclasses import replace

import polars as pl

from unisono.importers.declaration import Source
from unisono.importers.tables.cells import read_flags
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.importers.tables.text_marks import find_urls
from unisono.model.batches import Batch

GONE = ("[deleted]", "[removed]")
PROGRAMS = ("AutoModerator",)
AUTHORS = ("author", "author.name")
COMMUNITIES = ("subreddit.display_name", "subreddit.display_name_prefixed", "subreddit", "subreddit_name_prefixed")


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name posts as Reddit does, tell comments from submissions, and leave empty what is deleted."""
    own, short = cells_of(rows, "fullname", "name"), cells_of(rows, "id")
    parent, link = cells_of(rows, "parent_id"), cells_of(rows, "link_id")
    is_comment = parent.is_not_null() | link.is_not_null() | own.str.starts_with("t1_").fill_null(value=False)
    is_comment |= cells_of(rows, "body").is_not_null() & cells_of(rows, "title").is_null()
    whole = own.set(~own.str.contains(r"^t[13]_").fill_null(value=False), None)
    prefix = pl.when(pl.lit(is_comment)).then(pl.lit("t1_")).otherwise(pl.lit("t3_"))
    crosspost = cells_of(rows, "crosspost_parent")
    author = cells_of(rows, *AUTHORS)
    gone = _says_gone(rows, "body") | _says_gone(rows, "selftext")
    author = author.set(author.is_in(GONE), None)
    kind = pl.when(pl.lit(is_comment)).then(pl.lit("reply")).when(pl.lit(crosspost).is_not_null())
    short = short.str.replace(r"^t[13]_", "")
    return posts.with_columns(
        pl.coalesce(pl.lit(whole), prefix + pl.lit(short), posts["post_id"]).alias("post_id"),
        author.alias("account_id"),
        author.alias("handle"),
        pl.lit(cells_of(rows, *COMMUNITIES)).str.replace(r"^/?r/", "").alias("community_id"),
        kind.then(pl.lit("repost")).otherwise(pl.lit("post")).alias("kind"),
        pl.when(pl.lit(is_comment)).then(pl.lit(parent)).otherwise(pl.lit(crosspost)).alias("ref_post_id"),
        pl.when(pl.lit(is_comment)).then(pl.lit(link)).alias("thread_id"),
        pl.when(pl.lit(is_comment) & pl.lit(parent == link))
        .then(pl.lit(cells_of(rows, "link_author").str.replace(r"^\[(deleted|removed)\]$", "")))
        .replace("", None)
        .alias("ref_handle"),
        pl.when(pl.lit(gone)).then(pl.lit(value=True)).alias("is_deleted"),
        _without_marks(posts).alias("text"),
        _links(posts, rows, is_comment).alias("urls"),
        pl.lit([], pl.List(pl.String)).alias("hashtags"),
        *[pl.when(~pl.lit(is_comment)).then(name).alias(name) for name in ("reply_count",) if name in posts.columns],
    )


def _says_gone(rows: pl.DataFrame, column: str) -> pl.Series:
    return cells_of(rows, column).is_in(GONE).fill_null(value=False)


def _without_marks(posts: pl.DataFrame) -> pl.Expr:
    """Return the words of posts; the marks that stand for words which are gone are none."""
    words = pl.col("text").str.replace(r"(?:^|\n\n)\[(?:deleted|removed)\]$", "")
    return pl.when(words != "").then(words) if "text" in posts.columns else pl.lit(None, dtype=pl.String)


def _links(posts: pl.DataFrame, rows: pl.DataFrame, is_comment: pl.Series) -> pl.Series:
    """Return what a submission links to, and the links in its words; one of words alone gives its own address."""
    address = cells_of(rows, "url")
    at_home = address.str.contains(r"^(?:/r/|https?://(?:\w+\.)?reddit\.com/)").fill_null(value=True)
    is_self = read_flags(cells_of(rows, "is_self")).fill_null(value=False)
    linked = address.set(is_self | at_home | is_comment, None)
    found = find_urls(posts["text"]) if "text" in posts.columns else posts["urls"]
    return pl.select(
        pl.concat_list(pl.lit(linked), pl.lit(found).fill_null(pl.lit([], pl.List(pl.String)))).list.drop_nulls()
    ).to_series()


def mark_programs(batch: Batch, source: Source) -> Batch:
    """Add a profile for the programs that Reddit itself declares, and blank profiles of nobody."""
    programs = batch.posts.filter(pl.col("account_id").is_in(PROGRAMS)).unique("account_id", maintain_order=True)
    declared = programs.select(
        "platform", "account_id", "handle", pl.lit(value=True).alias("is_bot_declared"),
        pl.col("created_at").alias("observed_at"), "source_sha256", "source_row",
    )  # fmt: skip
    others = batch.accounts.filter(~pl.col("account_id").is_in(PROGRAMS))
    accounts = pl.concat([others, declared], how="diagonal").select(batch.accounts.columns).sort("source_row")
    return replace(batch, accounts=accounts)


BESIDE = (
    "url", "is_self", "fullname", "name", "id", "parent_id", "link_id", "body", "title", "selftext",
    "crosspost_parent", "link_author", *AUTHORS, *COMMUNITIES,
)  # fmt: skip

IMPORTER = importer_of(
    TableFormat(
        name="reddit_praw",
        title="Reddit comments and submissions written by PRAW (CSV)",
        platform="reddit",
        columns={
            "post_id": ("fullname", "name", "id"),
            "account_id": AUTHORS,
            "handle": AUTHORS,
            "created_at": ("created_utc", "created"),
            "text": ("body", "title&selftext", "title"),
            "reply_count": ("num_comments",),
            "account_created_at": ("author.created_utc",),
        },
        signs=(
            (("id", "body", "created_utc", "link_id", "parent_id"), 0.95),
            (("id", "body", "created_utc", "author", "subreddit"), 0.9),
            (("id", "title", "selftext", "created_utc"), 0.95),
            (("id", "body", "created_utc", "author.name"), 0.95),
            (("id", "title", "created_utc", "author", "subreddit"), 0.9),
        ),
        needed=(("account_id",), ("created_at",), ("post_id",)),
        traps=(
            "`[deleted]` and `[removed]` are no accounts and no words: both are left empty, and the post counts as "
            "deleted where its words are gone.",
            "The account is its name: ids of authors are missing in older data.",
            "A comment is a reply to its parent, a crosspost a repost of the post that it passes on.",
            "AutoModerator is marked as a declared program.",
            "A # begins a heading in what people write on Reddit: hashtags are not looked for.",
            "num_comments of a comment counts those of its whole thread: it is read for submissions only.",
            "`likes` is the vote of whoever collected, and `score` counts votes: neither is read as likes.",
        ),
        beside=BESIDE,
        refine=refine,
        change=mark_programs,
    )
)
