"""Messages of Telegram: numbered within their chat, which the table names and whose id the channel's own posts tell."""

import polars as pl

from unisono.importers.fourcat_fields.layout import Derived, FourcatSource, Look, cells, chosen
from unisono.importers.tables.cells import read_flags

FORWARDS = ("author_forwarded_from_id", "author_forwarded_from_username", "author_forwarded_from_name")
FORWARDED_AT = ("unix_timestamp_forwarded_from", "timestamp_forwarded_from")


def bare(ids: pl.Series) -> pl.Series:
    """Take off what marks the kind of an account: `-1001234567890` and `channel1234567890` are 1234567890."""
    number = ids.str.extract(r"^(?:-100|-|user|channel|chat)?(\d{3,})(?:\.0)?$")
    return number.fill_null(ids)


def look(rows: pl.DataFrame) -> pl.DataFrame:
    """Say of each chat which id it has: a post under the chat's own name is by the chat itself."""
    chat, author = cells(rows, "chat", "thread_id").str.to_lowercase(), bare(cells(rows, "author"))
    is_own = (cells(rows, "author_username").str.to_lowercase() == chat).fill_null(value=False)
    return pl.DataFrame({"name": chat, "meaning": author}).filter(is_own & author.is_not_null())


def derive(frame: pl.DataFrame, look: Look) -> Derived:
    """Name messages by the chat's id and their number; what is forwarded is a repost of whom it names."""
    name = cells(frame, "chat", "thread_id")
    number = name.str.extract(r"^(?:-100)?(\d{5,})$")
    chat = number.fill_null(look.of(name.str.to_lowercase())).fill_null(name.str.to_lowercase())
    message = cells(frame, "id").str.extract(r"(\d+)(?:\.0+)?$")
    origin, username, called = (cells(frame, column) for column in FORWARDS)
    answered = cells(frame, "reply_to").str.extract(r"(\d+)(?:\.0+)?$")
    is_reply = read_flags(cells(frame, "is_reply")).fill_null(value=False) | answered.is_not_null()
    is_forward = origin.is_not_null() | username.is_not_null() | called.is_not_null()
    kind = pl.select(
        pl.when(pl.lit(is_forward)).then(pl.lit("repost"))
        .when(pl.lit(is_reply)).then(pl.lit("reply"))
        .otherwise(pl.lit("post")).alias("kind")
    ).to_series()  # fmt: skip
    # Where nobody is named as the sender, a channel has posted itself.
    sender = bare(cells(frame, "author")).fill_null(look.of(name.str.to_lowercase()))
    forwarded_at = cells(frame, FORWARDED_AT[0]).fill_null(cells(frame, FORWARDED_AT[1]))
    return {"kind": kind, "post_id": chat + "/" + message, "account_id": sender, "community_id": chat} | chosen(
        ref_post_id=pl.when(pl.lit(kind) == "reply").then(pl.lit(chat + "/" + answered)),
        ref_account_id=pl.when(pl.lit(kind) == "repost").then(pl.lit(bare(origin))),
        ref_handle=pl.when(pl.lit(kind) == "repost").then(pl.lit(username)),
        ref_created_at=pl.when(pl.lit(kind) == "repost").then(pl.lit(forwarded_at)),
    )


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Add the page that a message shows to its links."""
    shown = cells(rows, "link_attached")
    lists = posts["urls"].fill_null(pl.Series([[]], dtype=pl.List(pl.String)))
    whole = pl.select(pl.concat_list(lists, shown).list.drop_nulls().list.unique(maintain_order=True)).to_series()
    return posts.with_columns(whole.alias("urls"))


TELEGRAM = FourcatSource(
    name="telegram",
    platform="telegram",
    telling=frozenset({"id", "chat", "author_username", "body", "author_forwarded_from_name"}),
    columns={
        "post_id": ("id",), "account_id": ("author",), "handle": ("author_username",),
        "display_name": ("author_name",), "text": ("body",), "view_count": ("views",),
        "media": ("attachment_filename",), "is_bot_declared": ("author_is_bot",), "community_id": ("chat",),
    },
    clock="unix",
    beside=("chat", "thread_id", "id", "author", "reply_to", "is_reply", "link_attached", *FORWARDS, *FORWARDED_AT),
    derives=(
        "kind", "post_id", "account_id", "community_id", "ref_post_id", "ref_account_id", "ref_handle",
        "ref_created_at",
    ),
    derive=derive,
    looked_at=("chat", "thread_id", "author", "author_username"),
    look=look,
    refine=refine,
)  # fmt: skip
