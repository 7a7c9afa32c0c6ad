"""Telegram messages as Telethon writes them: one JSON object a line, also inside collections of other tools."""

from collections.abc import Iterator, Mapping

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.formats.telegram_desktop import SERVICE, bare_id
from unisono.importers.json_files.declared import JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.tables.text_marks import find_hashtags, find_mentions, find_urls
from unisono.model.batches import Batch

PEERS = ("channel_id", "chat_id", "user_id")


def _peer(path: str, column: str) -> tuple[Wanted, ...]:
    """Want the id of a channel, group or user."""
    return tuple(Wanted(f"{path}.{name}", column, rank=rank) for rank, name in enumerate(PEERS))


FIELDS = JsonFields(
    (
        Wanted("_", "type"),
        Wanted("_type", "type", rank=1),
        Wanted("id", "id"),
        *_peer("peer_id", "chat_id"),
        *_peer("to_id", "older_chat_id"),
        *_peer("from_id", "from_id"),
        Wanted("_sender.id", "sender_id"),
        Wanted("date", "created_at"),
        Wanted("edit_date", "collected_at"),
        Wanted("message", "text"),
        Wanted("entities[].url", "hrefs"),
        Wanted("media.webpage.url", "page"),
        Wanted("media.photo.id", "photo"),
        Wanted("media.document.id", "document"),
        Wanted("fwd_from", "is_forward", "object"),
        *_peer("fwd_from.from_id", "original_author"),
        Wanted("fwd_from.channel_id", "original_author", rank=3),
        Wanted("fwd_from.channel_post", "original_post"),
        Wanted("fwd_from.date", "original_at"),
        Wanted("reply_to.reply_to_msg_id", "reply_to"),
        Wanted("reply_to_msg_id", "reply_to", rank=1),
        *_peer("reply_to.reply_to_peer_id", "reply_to_chat"),
        Wanted("views", "view_count", "number"),
        Wanted("forwards", "repost_count", "number"),
        Wanted("replies.replies", "reply_count", "number"),
        Wanted("via_bot_id", "client"),
        Wanted("_chat.username", "chat_handle"),
        Wanted("_chat.title", "chat_title"),
        Wanted("_sender.username", "sender_handle"),
        Wanted("_sender.first_name", "first_name"),
        Wanted("_sender.last_name", "last_name"),
        Wanted("_sender.title", "sender_title"),
        Wanted("_sender.bot", "by_is_bot_declared", "flag"),
        Wanted("_sender.verified", "by_verified", "flag"),
    )
)
TYPES = ("Message", "MessageService")


def recognise(source: Source) -> float:
    """Say how surely these are Telethon's messages."""
    objects = first_objects(source)
    messages = [found for found in objects if found.get("_", found.get("_type")) in TYPES and "id" in found]
    return 0.97 if messages and len(messages) * 2 > len(objects) else 0.0


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the messages in file order; service messages are rejected."""

    def make(wide: pl.DataFrame) -> Made:
        is_service = pl.col("type").eq_missing("MessageService")
        messages = wide.filter(~is_service & pl.col("id").is_not_null())
        made = make_posts(name_columns(messages), platform="telegram", sha256=source.sha256)
        left = wide.filter(is_service).select("source_row", pl.lit(SERVICE).alias("reason"))
        return Made(made.posts, made.accounts, made.references, left=pl.concat([made.left, left]))

    return read_declared(source, settings, FIELDS, make)


def name_columns(wide: pl.DataFrame) -> pl.DataFrame:
    """Return wide rows with the columns that posts are made of; who posts in a channel's name is the channel."""
    chat, text = pl.coalesce("chat_id", "older_chat_id"), wide["text"]
    author = pl.coalesce("from_id", "sender_id", chat)
    is_channel_s = bare_id(author) == bare_id(chat)
    is_forward = pl.col("is_forward").fill_null(value=False)
    is_reply = pl.col("reply_to").is_not_null() & ~is_forward
    kind = pl.when(is_forward).then(pl.lit("repost")).when(is_reply).then(pl.lit("reply")).otherwise(pl.lit("post"))
    original = pl.concat_str(bare_id(pl.col("original_author")), pl.lit("/"), "original_post")
    answered = pl.concat_str(bare_id(pl.coalesce("reply_to_chat", chat)), pl.lit("/"), "reply_to")
    own_name = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).replace("", None)
    links = pl.concat_list(pl.col("hrefs").fill_null([]), pl.lit(find_urls(text)).fill_null([]), pl.col("page"))
    files = pl.concat_list(pl.lit("photo") + pl.col("photo"), pl.lit("document") + pl.col("document"))
    return wide.select(
        "created_at", "collected_at", "text", "view_count", "reply_count", "client", "by_is_bot_declared",
        "by_verified", "source_row",
        # The count of a forwarded post's forwards is the original's.
        pl.when(~is_forward).then("repost_count").alias("repost_count"),
        pl.concat_str(bare_id(chat), pl.lit("/"), "id").alias("post_id"),
        bare_id(author).alias("account_id"),
        pl.coalesce("sender_handle", pl.when(is_channel_s).then("chat_handle")).alias("handle"),
        pl.coalesce(own_name, "sender_title", pl.when(is_channel_s).then("chat_title")).alias("display_name"),
        kind.alias("kind"),
        pl.when(is_forward).then(original).otherwise(answered).alias("ref_post_id"),
        pl.when(is_forward).then(bare_id(pl.col("original_author"))).alias("ref_account_id"),
        pl.when(is_forward).then("original_at").alias("ref_created_at"),
        bare_id(chat).alias("community_id"),
        pl.lit(find_hashtags(text)).alias("hashtags"),
        pl.lit(find_mentions(text)).alias("mentions"),
        links.list.drop_nulls().list.unique(maintain_order=True).alias("urls"),
        files.list.drop_nulls().alias("media"),
    )  # fmt: skip


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "peer_id / id",
        "account_id": "from_id, _sender.id or peer_id",
        "handle": "_sender.username, or _chat.username of a channel",
        "display_name": "_sender.first_name and last_name, or _chat.title of a channel",
        "created_at": "date",
        "collected_at": "edit_date",
        "text": "message",
        "kind": "fwd_from, reply_to",
        "ref_post_id": "fwd_from.from_id / fwd_from.channel_post, or reply_to.reply_to_msg_id",
        "ref_account_id": "fwd_from.from_id",
        "ref_created_at": "fwd_from.date",
        "community_id": "peer_id",
        "urls": "entities[].url, media.webpage.url and links in the text",
        "media": "media.photo.id, media.document.id",
        "view_count": "views",
        "repost_count": "forwards",
        "reply_count": "replies.replies",
    }


IMPORTER = Importer(
    name="telethon",
    title="Telegram messages of Telethon (JSON lines)",
    platform="telegram",
    columns=("_ or _type", "id", "peer_id", "date", "message"),
    traps=(
        "Numbers of messages are unique in one chat only: a post is named `chat/message`, ids without -100.",
        "Who posts in a channel's name is the channel, unless the message says who wrote it.",
        "A forwarded message is a repost of its original, named by channel and number where those are told.",
        "Views belong to the message and all its copies; the forwards of a forwarded message are the original's.",
        "An edited message is shown as it was last: the time of the edit is when it was observed.",
        "Where text is a link, the address stands in the entities; both it and the links in the text are read.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
