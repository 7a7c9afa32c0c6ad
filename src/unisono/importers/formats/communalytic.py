"""Communalytic's tables of Bluesky posts: id, username, date, text."""

import polars as pl

from unisono.importers.declaration import Source
from unisono.importers.post_addresses import read_addresses
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of

SIGNS_OF_BLUESKY = ("at://did:", "did:plc:", ".bsky.social", "bsky.app/profile/")
IDS = ("author_did", "did", "user_did", "user_id", "author_id")
DID = r"(did:(?:plc|web):[A-Za-z0-9._:%-]+)"
KEY = r"^[a-z2-7]{13}$"  # how Bluesky numbers the posts of an account


def looks_right(source: Source) -> bool:
    """Say whether the beginning names posts or accounts as Bluesky does: the columns alone are any table's."""
    return any(sign in source.sample for sign in SIGNS_OF_BLUESKY)


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name post and account as Bluesky does, as far as the table tells."""
    written, name = cells_of(rows, "id", "uri", "post_id"), cells_of(rows, "username", "author", "handle")
    name = name.str.strip_chars_start("@")
    by_address = read_addresses(written.fill_null(cells_of(rows, "url", "link"))).post_id
    uri = written.set(~written.str.starts_with("at://").fill_null(value=False), None).fill_null(by_address)
    did = uri.str.extract(r"^at://" + DID).fill_null(cells_of(rows, *IDS).str.extract(DID))
    author, key = did.fill_null(name), written.set(~written.str.contains(KEY).fill_null(value=False), None)
    made = "at://" + author + "/app.bsky.feed.post/" + key
    answered = cells_of(rows, *ANSWERS)
    answered = answered.set(~answered.str.starts_with("at://").fill_null(value=False), None)
    kind = pl.when(pl.lit(answered).is_not_null()).then(pl.lit("reply")).otherwise(pl.lit("post"))
    return posts.with_columns(
        uri.fill_null(made).fill_null(posts["post_id"]).alias("post_id"),
        author.alias("account_id"),
        name.alias("handle"),
        kind.alias("kind"),
        answered.alias("ref_post_id"),
    )


ANSWERS = ("reply_to", "in_reply_to", "parent_uri", "reply_parent", "parent_id")

IMPORTER = importer_of(
    TableFormat(
        name="communalytic",
        title="Communalytic posts of Bluesky (CSV)",
        platform="bluesky",
        columns={
            "post_id": ("id", "uri", "post_id"),
            "account_id": ("username", "author", "handle"),
            "created_at": ("date", "created_at"),
            "text": ("text",),
            "lang": ("language", "lang", "langs"),
            "like_count": ("like_count", "likes"),
            "reply_count": ("reply_count", "replies"),
            "repost_count": ("repost_count", "reposts"),
            "quote_count": ("quote_count", "quotes"),
        },
        signs=((("id", "username", "date", "text"), 0.85),),
        needed=(("post_id",), ("account_id",), ("created_at",)),
        traps=(
            "The four columns are those of many tables: this format is chosen only where ids or names are Bluesky's.",
            "The account is the did in the post's address (at://did:…), which outlives every change of handle; without "
            "one the handle stands for it.",
            "A short id (3k…) is the post's key: with the author it makes the address that other exports write.",
            "Tables of other platforms are read as any table: --platform names theirs.",
            "Times without an offset are read as UTC, which is reported; --tz names another zone.",
        ),
        beside=("id", "uri", "post_id", "username", "author", "handle", "url", "link", *IDS, *ANSWERS),
        foreign=("author_display_name", "thread_id"),
        states_zone=False,
        looks_right=looks_right,
        refine=refine,
    )
)
