"""Talkwalker's exports of results, with the dotted names of its interface as columns."""

import polars as pl

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.post_addresses import name_platforms, read_addresses
from unisono.importers.problems import Problem
from unisono.importers.tables.addressed_posts import counts_of, place_posts
from unisono.importers.tables.damaged_columns import find_damaged_accounts
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.importers.tables.tabular import Table

PART = "article_extended_attributes."
LIKES = {
    name: (f"{PART}{name}_likes",) for name in ("twitter", "facebook", "instagram", "youtube", "linkedin", "tiktok")
}
REPOSTS = {
    "twitter": (f"{PART}twitter_shares", f"{PART}twitter_retweets"), "facebook": (f"{PART}facebook_shares",),
    "linkedin": (f"{PART}linkedin_shares",), "tiktok": (f"{PART}tiktok_shares",),
}  # fmt: skip
VIEWS = {"youtube": (f"{PART}youtube_views",), "tiktok": (f"{PART}tiktok_views",)}
KIND_OF_SOURCE = r"(?i)(SOCIALMEDIA_[A-Z]+|MESSAGE_REDDIT|BLOG_TUMBLR)"
WRITTEN_BY_USERS = r"(?i)MESSAGEBOARD|FORUM|REVIEW|COMMENT"
AUTHOR_ID = "extra_author_attributes.id"
NUMBER_OF_AUTHOR = r"(?:twitter\.com|facebook\.com)-(\d\S*)$"
ID_OF_AUTHOR = r"(?:twitter\.com|facebook\.com|youtube\.com)-(\d+|UC[\w-]+)$"


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name platform, post and author, and tell comments from posts."""
    address, kind_of_source = cells_of(rows, "url"), cells_of(rows, "source_type")
    stated = name_platforms(kind_of_source.str.extract(KIND_OF_SOURCE))
    named = name_platforms(cells_of(rows, "external_provider", "source_type"))
    author = cells_of(rows, AUTHOR_ID)
    posts = place_posts(
        posts,
        address,
        stated.fill_null(named).fill_null(kind_of_source.set(kind_of_source.is_not_null(), "web")),
        document=cells_of(rows, "external_id", "id"),
        account=lambda platform: author.str.extract(ID_OF_AUTHOR),
        name=cells_of(rows, "extra_author_attributes.name"),
        by_users=kind_of_source.str.contains(WRITTEN_BY_USERS).fill_null(value=False),
    )
    platform = posts["platform"]
    parent = read_addresses(cells_of(rows, "parent_url")).within(platform)
    tags = cells_of(rows, "tags_internal").str.to_lowercase()
    answers = tags.str.contains("iscomment|isreply").fill_null(value=False)
    answers |= (parent.post_id.is_not_null() & (parent.post_id != posts["post_id"])).fill_null(value=False)
    is_post = pl.col("kind") == "post"
    return posts.with_columns(
        counts_of(rows, platform, LIKES).alias("like_count"),
        counts_of(rows, platform, REPOSTS).alias("repost_count"),
        counts_of(rows, platform, VIEWS).alias("view_count"),
        pl.when(is_post & pl.lit(answers)).then(pl.lit("reply")).otherwise(pl.col("kind")).alias("kind"),
        pl.when(pl.lit(answers)).then(pl.lit(parent.post_id)).alias("ref_post_id"),
        pl.coalesce("ref_handle", pl.when(pl.lit(answers)).then(pl.lit(parent.handle))).alias("ref_handle"),
    )


def find_problems(source: Source, table: Table, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report ids of authors that a spreadsheet has destroyed."""
    return find_damaged_accounts(table, (AUTHOR_ID,), rows_per_batch=settings.rows_per_batch, inside=NUMBER_OF_AUTHOR)


BESIDE = (
    "url", "source_type", "external_provider", "external_id", "id", AUTHOR_ID, "parent_url",
    "tags_internal", *(name for group in (LIKES, REPOSTS, VIEWS) for names in group.values() for name in names),
)  # fmt: skip

IMPORTER = importer_of(
    TableFormat(
        name="talkwalker",
        title="Talkwalker results (CSV)",
        platform="twitter",
        columns={
            "created_at": ("published",),
            "collected_at": ("indexed", "search_indexed"),
            "post_id": ("url", "external_id"),
            "handle": ("extra_author_attributes.short_name", "author"),
            "display_name": ("extra_author_attributes.name",),
            "text": ("content|content_snippet|title|title_snippet",),
            "lang": ("lang",),
            "reply_count": (f"{PART}num_comments",),
            "avatar_url": ("extra_author_attributes.image_url",),
            "account_url": ("extra_author_attributes.url",),
        },
        signs=(
            (("published", "extra_author_attributes.name"), 0.97),
            (("published", "extra_author_attributes.short_name"), 0.97),
            (("published", "extra_source_attributes.name"), 0.95),
            (("published", "content_snippet", "source_type"), 0.95),
            (("published", "domain_url", "source_type"), 0.9),
        ),
        needed=(("created_at",), ("post_id",), ("text",)),
        traps=(
            "One file holds posts of several platforms: each row's platform is that of its address, or else of "
            "source_type.",
            "Times are Unix milliseconds or text, by the way of export; text without an offset is read as UTC, which "
            "is reported.",
            "An author's id is used where it is one of X, Facebook or YouTube; elsewhere the short name, or the name, "
            "stands for the account.",
            "On news sites and blogs the site is the account, on forums site/author: many people are called admin.",
            "Where content is empty, the snippet or the title is the text: a snippet is a part of it.",
            "Likes and shares are read from the columns of the row's own platform: the others hold 0.",
            "Sentiment, reach, engagement, gender and place are the suite's estimates, and are not read.",
        ),
        beside=BESIDE,
        states_zone=False,
        refine=refine,
        find_problems=find_problems,
    )
)
