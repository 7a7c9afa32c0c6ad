"""Messages of Telegram channels and groups as the coordinated sharing service takes them: one message a row."""

import polars as pl

from unisono.importers.tables.cells import drop_damaged_ids, read_ids
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of

BARE = r"(\d{3,})\D*$"  # the digits of -1001234567890, channel1234567890 or PeerChannel(channel_id=1234567890)


def bare_ids(cells: pl.Series) -> pl.Series:
    """Take from ids of users and channels what marks their kind: `-1001234`, `channel1234` and `1234` are one."""
    marked = drop_damaged_ids(read_ids(cells)).str.replace(r"^-100(\d{5,})", "$1")
    return marked.str.extract(BARE).fill_null(marked.str.strip_prefix("@"))


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name messages by chat and number; where nobody is named as the sender, the channel itself has posted."""
    chat = bare_ids(cells_of(rows, "channel_id", "chat_id"))
    name = cells_of(rows, "channel_username", "channel_name", "chat")
    chat = chat.fill_null(name)
    number = cells_of(rows, "message_id").str.extract(r"^(\d+)(?:\.0*)?$")
    sender = bare_ids(cells_of(rows, "sender_id", "from_id")).fill_null(chat)
    by_channel = (sender == chat).fill_null(value=False)
    user = cells_of(rows, "sender_username", "username")
    signed = cells_of(rows, "post_author", "sender_name")
    origin = bare_ids(cells_of(rows, *ORIGINS))
    replied = cells_of(rows, *REPLIES).str.extract(r"^(\d+)(?:\.0*)?$")
    kind = pl.when(pl.lit(origin).is_not_null()).then(pl.lit("repost"))
    return posts.with_columns(
        (chat + "/" + number).fill_null(posts["post_id"]).alias("post_id"),
        sender.alias("account_id"),
        name.set(~by_channel, None).fill_null(signed).alias("display_name"),
        cells_of(rows, "channel_username").set(~by_channel, None).fill_null(user).alias("handle"),
        chat.alias("community_id"),
        kind.when(pl.lit(replied).is_not_null()).then(pl.lit("reply")).otherwise(pl.lit("post")).alias("kind"),
        pl.when(pl.lit(origin).is_null()).then(pl.lit(chat + "/" + replied)).alias("ref_post_id"),
        origin.alias("ref_account_id"),
    )


ORIGINS = ("forwarded_from_id", "fwd_from_id", "forward_from_id")
REPLIES = ("reply_to_message_id", "reply_to_msg_id", "reply_to")

BESIDE = (
    "channel_id", "chat_id", "channel_username", "channel_name", "chat", "message_id", "sender_id", "from_id",
    "post_author", "sender_name", "sender_username", "username", *ORIGINS, *REPLIES,
)  # fmt: skip

IMPORTER = importer_of(
    TableFormat(
        name="telegram_csv",
        title="Telegram messages of channels and groups (CSV)",
        platform="telegram",
        columns={
            "created_at": ("date",),
            "post_id": ("message_id",),
            "account_id": ("sender_id", "channel_id"),
            "text": ("message_text", "message", "text"),
            "view_count": ("views",),
            "repost_count": ("forwards",),
        },
        signs=(
            (("channel_id", "message_id", "date", "message_text"), 0.95),
            (("channel_name", "message_id", "date", "message_text"), 0.9),
            (("channel_id", "message_id", "date", "sender_id"), 0.9),
        ),
        needed=(("post_id",), ("created_at",), ("account_id",)),
        traps=(
            "Message numbers count within one chat: a post's id is the chat's id and the number.",
            "Ids of channels come bare, with -100 or with a word before them; they are written bare, as one.",
            "A message without a sender was posted by the channel itself, which is its account.",
            "post_author is a signature that anybody may choose, and no account.",
            "Times without an offset are read as UTC, which is reported; --tz names another zone.",
        ),
        beside=BESIDE,
        states_zone=False,
        refine=refine,
    )
)
