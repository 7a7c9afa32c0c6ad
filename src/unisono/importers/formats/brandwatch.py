"""Brandwatch's exports of mentions: five lines about the report, a blank one, then the table."""

from dataclasses import replace
from functools import partial

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.post_addresses import name_platforms, read_addresses
from unisono.importers.problems import Problem
from unisono.importers.tables.addressed_posts import counts_of, place_posts
from unisono.importers.tables.cells import read_ids
from unisono.importers.tables.damaged_columns import find_damaged_accounts
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.importers.tables.tabular import Table
from unisono.model.batches import Batch

LIKES = {
    "twitter": ("X Likes", "Twitter Likes"), "facebook": ("Facebook Likes",), "instagram": ("Instagram Likes",),
    "linkedin": ("Linkedin Likes",), "tiktok": ("Tiktok Likes",), "bluesky": ("Bluesky Likes",),
    "youtube": ("Youtube Likes",), "": ("Likes",),
}  # fmt: skip
REPLIES = {
    "twitter": ("X Replies", "X Reply Count", "Twitter Reply Count"), "facebook": ("Facebook Comments",),
    "instagram": ("Instagram Comments",), "linkedin": ("Linkedin Comments",), "tiktok": ("Tiktok Comments",),
    "reddit": ("Reddit Comments",), "bluesky": ("Bluesky Replies",), "": ("Comments",),
}  # fmt: skip
REPOSTS = {
    "twitter": ("X Reposts", "X Retweets", "Twitter Retweets"), "facebook": ("Facebook Shares",),
    "linkedin": ("Linkedin Shares",), "tiktok": ("Tiktok Shares",), "bluesky": ("Bluesky Reposts",), "": ("Shares",),
}  # fmt: skip
AUTHOR_IDS = {
    "twitter": ("X Author ID", "Twitter Author ID"), "bluesky": ("Bluesky Author Id",),
    "facebook": ("Facebook Author ID",),
}  # fmt: skip
REPOST_OF = ("X Repost of", "Twitter Retweet of")
REPLY_TO = ("X Reply to", "Twitter Reply to")
WRITTEN_BY_USERS = ("forum", "forums", "review", "reviews", "qq", "q&a", "quora", "comments")
PLATFORMS = ("Content Source Name", "Content Source", "Page Type Name", "Page Type", "Domain")
BESIDE = (
    "Url", "Original Url", "Resource Id", "Thread Author", "Thread URL", "Thread Entry Type", *REPOST_OF, *REPLY_TO,
    *PLATFORMS,
)  # fmt: skip


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name platform, post and author by the address, and what a row passes on or answers."""
    address = cells_of(rows, "Url").fill_null(cells_of(rows, "Original Url"))
    stated = pl.select(pl.coalesce(*(name_platforms(cells_of(rows, name)) for name in PLATFORMS))).to_series()
    posts = place_posts(
        posts,
        address,
        stated,
        document=cells_of(rows, "Resource Id"),
        account=partial(_author_ids, rows),
        by_users=cells_of(rows, "Page Type").str.to_lowercase().is_in(WRITTEN_BY_USERS).fill_null(value=False),
    )
    posts = posts.with_columns(
        counts_of(rows, posts["platform"], LIKES).alias("like_count"),
        counts_of(rows, posts["platform"], REPLIES).alias("reply_count"),
        counts_of(rows, posts["platform"], REPOSTS).alias("repost_count"),
    )
    return posts.with_columns(_tell_kinds(posts, rows))


def _author_ids(rows: pl.DataFrame, platform: pl.Series) -> pl.Series:
    """Take the author's id from the column of the row's platform; most exports have none."""
    table = pl.DataFrame(
        {"platform": platform, **{name: read_ids(cells_of(rows, *columns)) for name, columns in AUTHOR_IDS.items()}}
    )
    own = (
        pl.when((pl.col("platform") == name) & ~pl.col(name).is_in(["0", "-1"])).then(pl.col(name))
        for name in AUTHOR_IDS
    )
    return table.select(pl.coalesce(*own)).to_series()


def find_problems(source: Source, table: Table, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report ids of authors that a spreadsheet has destroyed."""
    columns = [name for columns in AUTHOR_IDS.values() for name in columns]
    return find_damaged_accounts(table, columns, rows_per_batch=settings.rows_per_batch)


def _tell_kinds(posts: pl.DataFrame, rows: pl.DataFrame) -> list[pl.Series]:
    """Return kind, post, author and thread that each row refers to.

    A share that does not begin with RT has words of its own and is a quote.
    """
    text = posts["text"] if "text" in posts.columns else cells_of(rows, "Full Text")
    shared, answered, thread = (
        read_addresses(cells_of(rows, *columns)).within(posts["platform"])
        for columns in (REPOST_OF, REPLY_TO, ("Thread URL",))
    )
    entry = cells_of(rows, "Thread Entry Type").str.to_lowercase()
    table = pl.DataFrame({
        "text": text, "entry": entry, "shared": shared.post_id, "shared_by": shared.handle, "own": posts["post_id"],
        "answered": answered.post_id, "answered_by": answered.handle, "thread": thread.post_id,
        "thread_author": cells_of(rows, "Thread Author").str.strip_chars_start("@"),
        "is_shared": cells_of(rows, *REPOST_OF).is_not_null(), "is_answer": cells_of(rows, *REPLY_TO).is_not_null(),
    })  # fmt: skip
    by_hand = pl.col("text").str.contains(r"^\s*RT[\s:]+@").fill_null(value=False)
    is_share = pl.col("is_shared") | (pl.col("entry") == "share").fill_null(value=False) | by_hand
    is_answer = pl.col("is_answer") | pl.col("entry").is_in(["reply", "comment"]).fill_null(value=False)
    is_repost = is_share & (by_hand | pl.col("text").is_null())
    kind = (
        pl.when(is_repost)
        .then(pl.lit("repost"))
        .when(is_share)
        .then(pl.lit("quote"))
        .when(is_answer)
        .then(pl.lit("reply"))
        .otherwise(pl.lit("post"))
    )
    refers = is_share | is_answer
    other = pl.when(is_share).then("shared").otherwise("answered")
    other = pl.coalesce(other, pl.when(pl.col("thread") != pl.col("own")).then("thread"))
    author = pl.coalesce(pl.when(is_share).then("shared_by").otherwise("answered_by"), "thread_author")
    return table.select(
        kind.alias("kind"),
        pl.when(refers).then(other).alias("ref_post_id"),
        pl.when(refers).then(author).alias("ref_handle"),
    ).get_columns()


def keep_own_followers(batch: Batch, source: Source) -> Batch:
    """Blank what only X tells, 0 for all others; a profile that says nothing else is left out."""
    is_x = pl.col("platform") == "twitter"
    accounts = batch.accounts.with_columns(pl.when(is_x).then(pl.col(name)).alias(name) for name in X_ONLY)
    says = [pl.col(name).is_not_null() for name in ("display_name", "avatar_url", *X_ONLY)]
    return replace(batch, accounts=accounts.filter(pl.any_horizontal(says)))


X_ONLY = ("followers", "following", "posts", "verified")


def settle(table: Table, mapping: dict[str, str]) -> dict[str, str]:
    """Leave out columns that are empty in all of the first rows: tags and links are then looked for in the text."""
    kept = dict(mapping)
    for our_field in ("hashtags", "mentions", "urls"):
        column = mapping.get(our_field, "")
        if column in table.sample.columns and table.sample[column].is_null().all():
            del kept[our_field]
    return kept


IMPORTER = importer_of(
    TableFormat(
        name="brandwatch",
        title="Brandwatch mentions (CSV)",
        platform="twitter",
        columns={
            "created_at": ("Date",),
            "post_id": ("Url", "Original Url", "Resource Id"),
            "handle": ("Author",),
            "display_name": ("Full Name",),
            "text": ("Full Text", "Snippet", "Title"),
            "lang": ("Language",),
            "hashtags": ("Hashtags",),
            "urls": ("Expanded URLs",),
            "mentions": ("Mentioned Authors",),
            "media": ("Media URLs",),
            "thread_id": ("Thread Id",),
            "avatar_url": ("Avatar",),
            "followers": ("X Followers", "Twitter Followers"),
            "following": ("X Following", "Twitter Following"),
            "account_posts": ("X Posts", "X Tweets", "Twitter Tweets"),
            "verified": ("X Verified", "Twitter Verified"),
        },
        signs=(
            (("Query Id", "Query Name", "Date", "Url"), 0.97),
            (("Query Name", "Resource Id", "Date"), 0.97),
            (("Resource Id", "Page Type", "Date", "Author"), 0.95),
            (("Query Name", "Thread Entry Type", "Date"), 0.9),
        ),
        needed=(("created_at",), ("post_id",), ("handle",)),
        traps=(
            "Five lines about the report and a blank one stand above the header; they are passed over.",
            "One file holds posts of several platforms: each row's platform is that of its address, or else of its "
            "page type.",
            "A post's id is taken from its address; two mentions of one post, found by two queries, are one post.",
            "Author ids are used where the export has them (X Author ID); elsewhere the handle stands for the account.",
            "On news sites and blogs the site is the account, on forums site/author: many people are called admin.",
            "On Facebook and YouTube without author ids an author is a name, which can be that of several people.",
            "Exports before 2023 say Twitter where later ones say X; both are read.",
            "The texts of posts on X may be withheld; such a row keeps its id, author and time.",
            "Followers, likes and shares are read from the columns of the row's own platform: the others hold 0.",
            "Sentiment, impressions, reach, gender and place are the suite's estimates, and are not read.",
            "Dates are in the zone of the project, which the file does not state: read as UTC and reported; --tz names "
            "another.",
        ),
        beside=(
            *BESIDE,
            *(name for group in (LIKES, REPLIES, REPOSTS, AUTHOR_IDS) for names in group.values() for name in names),
        ),
        states_zone=False,
        refine=refine,
        change=keep_own_followers,
        settle=settle,
        find_problems=find_problems,
    )
)
