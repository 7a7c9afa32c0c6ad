"""Posts of Xiaohongshu, 9gag, Imgur and Pinterest, and any table with the columns that all of 4CAT's have."""

import polars as pl

from unisono.importers.fourcat_fields.layout import (
    BASICS,
    Derived,
    FourcatSource,
    Look,
    cells,
    chosen,
    listed,
    title_and_text,
)
from unisono.importers.tables.cells import read_flags

ANONYMOUS = ("9GAGGER", "0")
"""How sites name whoever does not want to be named."""


def derive_titled(frame: pl.DataFrame, look: Look) -> Derived:
    """Put the title above the text."""
    return {"text": title_and_text(frame)}


def derive_rednote(frame: pl.DataFrame, look: Look) -> Derived:
    """Put the title above the text."""
    return {"text": title_and_text(frame, "title")}


XIAOHONGSHU = FourcatSource(
    name="xiaohongshu",
    platform="xiaohongshu",
    telling=frozenset({"id", "url", "title", "body", "author", "author_avatar_url", "video_url"}),
    columns=BASICS | {"display_name": ("author",), "media": ("image_url",), "like_count": ("likes",),
                      "avatar_url": ("author_avatar_url",)},
    clock="unix",
    beside=("title", "body"),
    derives=("text",),
    derive=derive_rednote,
)  # fmt: skip


def derive_ninegag(frame: pl.DataFrame, look: Look) -> Derived:
    """Leave out the name that all anonymous posts share."""
    author = cells(frame, "author")
    hidden = read_flags(cells(frame, "is_anonymous")).fill_null(value=False) | author.is_in(ANONYMOUS)
    named = author.set(hidden.fill_null(value=False), None)
    links = cells(frame, "source_url")
    return {
        "text": title_and_text(frame),
        "account_id": named,
        "handle": named,
        "hashtags": listed(cells(frame, "tags")),
    } | chosen(urls=links)


NINEGAG = FourcatSource(
    name="9gag",
    platform="9gag",
    telling=frozenset({"id", "body", "author", "upvotes", "tags_annotated"}),
    columns=BASICS | {
        "display_name": ("author_name",), "media": ("image_url",), "like_count": ("upvotes",),
        "reply_count": ("comments",), "verified": ("author_verified",),
    },
    clock="unix",
    beside=("subject", "body", "author", "is_anonymous", "source_url", "tags"),
    derives=("text", "account_id", "handle", "hashtags", "urls"),
    derive=derive_ninegag,
)  # fmt: skip


def derive_imgur(frame: pl.DataFrame, look: Look) -> Derived:
    """Leave out the number that all anonymous posts share."""
    author = cells(frame, "author")
    named = author.set(author.is_in(ANONYMOUS).fill_null(value=False), None)
    return {"text": title_and_text(frame), "account_id": named}


IMGUR = FourcatSource(
    name="imgur",
    platform="imgur",
    telling=frozenset({"id", "body", "author", "album_media", "virality_score"}),
    columns={
        "post_id": ("id",), "media": ("media_url",), "like_count": ("upvotes",), "reply_count": ("comments",),
        "view_count": ("views",),
    },
    beside=("subject", "body", "author"),
    derives=("text", "account_id"),
    derive=derive_imgur,
)  # fmt: skip


def derive_pinterest(frame: pl.DataFrame, look: Look) -> Derived:
    """Put the title above the text; the ideas of a pin have blanks inside."""
    return {"text": title_and_text(frame), "hashtags": listed(cells(frame, "idea_tags"))}


PINTEREST = FourcatSource(
    name="pinterest",
    platform="pinterest",
    telling=frozenset({"id", "body", "author", "board", "idea_tags"}),
    columns=BASICS | {"display_name": ("author_fullname",), "media": ("image_url",), "community_id": ("board_url",)},
    beside=("subject", "body", "idea_tags"),
    derives=("text", "hashtags"),
    derive=derive_pinterest,
)

ANY = FourcatSource(
    name="any",
    platform="unknown",
    telling=frozenset({"id", "thread_id", "author", "body", "timestamp"}),
    columns=BASICS | {
        "display_name": ("author_fullname", "author_name"), "lang": ("language_guess", "language"),
        "like_count": ("likes", "like_count"), "reply_count": ("comments", "replies"), "view_count": ("views",),
        "hashtags": ("hashtags",), "urls": ("urls",), "mentions": ("mentions",), "media": ("image_url", "images"),
    },
    beside=("subject", "body"),
    derives=("text",),
    derive=derive_titled,
)  # fmt: skip
