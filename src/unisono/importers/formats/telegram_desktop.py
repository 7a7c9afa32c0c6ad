"""Telegram Desktop's export: result.json of one chat, or of a whole account."""

import mmap
import re
from collections.abc import Iterator, Mapping

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Records, Source
from unisono.importers.json_files.declared import LEAST_IN_PLACE, JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.problems import Problem
from unisono.importers.tables.text_marks import find_hashtags, find_mentions, find_urls
from unisono.importers.zones import check_zone
from unisono.model.batches import Batch

CHAT = "_chat"
DOCUMENTS = tuple(
    Records(path, under=CHAT) for path in ("messages", "chats.list[].messages", "left_chats.list[].messages")
)
MESSAGE = (
    Wanted("id", "id"),
    Wanted("type", "type"),
    Wanted("date_unixtime", "created_at"),
    Wanted("date", "local_at"),
    Wanted("edited_unixtime", "collected_at"),
    Wanted("from", "display_name"),
    Wanted("from_id", "from_id"),
    Wanted("actor_id", "from_id", rank=1),
    Wanted("forwarded_from", "forwarded_from"),
    Wanted("forwarded_from_id", "forwarded_from_id"),
    Wanted("saved_from", "saved_from"),
    Wanted("reply_to_message_id", "reply_to"),
    Wanted("text_entities[].href", "hrefs"),
    Wanted("photo", "media"),
    Wanted("file", "media", rank=1),
    Wanted("via_bot", "client"),
    Wanted(f"{CHAT}.id", "chat_id"),
    Wanted(f"{CHAT}.name", "chat_name"),
)
PIECES, WORDS = Wanted("text_entities[].text", "pieces"), Wanted("text", "words", "words")
FIELDS = JsonFields((*MESSAGE, PIECES))
EARLIER_FIELDS = JsonFields((*MESSAGE, WORDS))
"""Since 2022 every message lists the pieces of its text; before, the text is one, or a list of pieces."""

BOTH_FIELDS = JsonFields((*MESSAGE, PIECES, WORDS))
"""Where some messages list no pieces and have a text; slower, for lists of pieces are then read by Python."""

WITHOUT_PIECES = re.compile(rb'"text_entities"\s*:\s*(?:\[\s*\]|null)')
EMPTY_TEXT = re.compile(rb'"text"\s*:\s*""\s*,\s*$')

NOT_THERE = r"^\(File "  # the words that stand for a file which was not exported
SERVICE = "a service message (somebody joined, a message was pinned, …)"


def recognise(source: Source) -> float:
    """Say how surely these are messages of a chat."""
    objects = first_objects(source)
    messages = [found for found in objects if {"id", "type", "date"} <= found.keys() and CHAT in found]
    told = [found for found in messages if "from" in found or "from_id" in found or "actor" in found]
    return 0.97 if told and len(messages) * 2 > len(objects) else 0.0


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the messages in file order; service messages are rejected."""
    zone = check_zone(settings.zone or "UTC")
    fields = _fields_of(source)

    def make(wide: pl.DataFrame) -> Made:
        is_message = pl.col("type").eq_missing("message") & pl.col("id").is_not_null()
        made = make_posts(name_columns(wide.filter(is_message)), platform="telegram", sha256=source.sha256, zone=zone)
        service = wide.filter(pl.col("type").eq_missing("service"))
        left = service.select("source_row", pl.lit(SERVICE).alias("reason"))
        return Made(made.posts, made.accounts, made.references, left=pl.concat([made.left, left]))

    return read_declared(source, settings, fields, make)


def _fields_of(source: Source) -> JsonFields:
    """Return the fields that a file needs; a large one is looked through for texts that no pieces tell."""
    if not _lists_pieces(source):
        return EARLIER_FIELDS
    is_large = source.path.stat().st_size >= LEAST_IN_PLACE
    return FIELDS if is_large and not lacks_pieces(source) else BOTH_FIELDS


def lacks_pieces(source: Source) -> bool:
    """Say whether a message may have a text and list no pieces of it; one without either has no text at all."""
    with source.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(
            EMPTY_TEXT.search(content[max(found.start() - 40, 0) : found.start()]) is None
            for found in WITHOUT_PIECES.finditer(content)
        )


def _lists_pieces(source: Source) -> bool:
    return any("text_entities" in found for found in first_objects(source))


def name_columns(wide: pl.DataFrame) -> pl.DataFrame:
    """Return wide rows with the columns that posts are made of."""
    told = {"pieces": pl.col("pieces").list.join(""), "words": pl.col("words")}
    texts = [words.replace("", None) for name, words in told.items() if name in wide.columns]
    text = wide.select(pl.coalesce(texts).alias("text"))["text"]
    is_forward = pl.any_horizontal(
        pl.col(name).is_not_null() for name in ("forwarded_from", "forwarded_from_id", "saved_from")
    )
    is_reply = pl.col("reply_to").is_not_null() & ~is_forward
    kind = pl.when(is_forward).then(pl.lit("repost")).when(is_reply).then(pl.lit("reply")).otherwise(pl.lit("post"))
    links = pl.concat_list(pl.col("hrefs").fill_null([]), pl.lit(find_urls(text)).fill_null([]))
    file = pl.when(~pl.col("media").str.contains(NOT_THERE)).then("media")
    return wide.select(
        "display_name", "collected_at", "client", "source_row",
        pl.concat_str("chat_id", pl.lit("/"), "id").alias("post_id"),
        bare_id(pl.coalesce("from_id", "chat_id")).alias("account_id"),
        pl.coalesce("created_at", "local_at").alias("created_at"),
        pl.lit(text).alias("text"),
        kind.alias("kind"),
        pl.when(is_reply).then(pl.concat_str("chat_id", pl.lit("/"), "reply_to")).alias("ref_post_id"),
        bare_id(pl.col("forwarded_from_id")).alias("ref_account_id"),
        pl.col("chat_id").alias("community_id"),
        pl.lit(find_hashtags(text)).alias("hashtags"),
        pl.lit(find_mentions(text)).alias("mentions"),
        links.list.unique(maintain_order=True).alias("urls"),
        pl.when(file.is_not_null()).then(pl.concat_list(file)).otherwise(pl.lit([], pl.List(pl.String))).alias("media"),
    )  # fmt: skip


def bare_id(written: pl.Expr) -> pl.Expr:
    """Return the id of a user, chat or channel without what tools put before it: user12, channel12, -10012, -12."""
    return written.str.replace(r"^(?:user|channel|chat|-100|-)", "").replace("", None)


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "the chat's id / id",
        "account_id": "from_id, or the chat's id",
        "display_name": "from",
        "created_at": "date_unixtime, or else date",
        "collected_at": "edited_unixtime",
        "text": "text_entities[].text, or else text" if _lists_pieces(source) else "text",
        "kind": "forwarded_from…, reply_to_message_id",
        "ref_post_id": "reply_to_message_id",
        "ref_account_id": "forwarded_from_id",
        "community_id": "the chat's id",
        "urls": "text_entities[].href and links in the text",
        "media": "photo or file",
        "client": "via_bot",
    }


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report exports whose times are those of the exporter's clock."""
    if any("date_unixtime" in found for found in first_objects(source)) or settings.zone:
        return ()
    advice = (
        "Times are those of the exporter's clock (before June 2022 Telegram wrote no others), and were read as UTC. "
        "Name the zone: --tz Europe/Kyiv"
    )
    first = next((str(found.get("date")) for found in first_objects(source)), "")
    return (Problem("no_time_zone", 0, first, advice),)


IMPORTER = Importer(
    name="telegram_desktop",
    title="Telegram Desktop's export of chats (result.json)",
    platform="telegram",
    columns=("messages", "id", "type", "date", "from_id"),
    traps=(
        "`date` is the exporter's local time: date_unixtime is read, and where it is missing (before June 2022) --tz.",
        "Numbers of messages are unique in one chat only: a post is named `chat/message`.",
        "A forwarded message is a repost; of its original the file tells who wrote it, not which message it was.",
        "Without forwarded_from_id the original's author hides or is gone: such reposts are joined by their text.",
        "Messages of a channel have the channel as their account; `user`, `channel` and -100 before ids are taken off.",
        "An edited message is shown as it was last: the time of the edit is when it was observed.",
        "Views are not exported, and reactions, which may be hostile, are not counted as likes.",
        "Files that were not exported along have no name: `(File not included …)` is left out.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
    documents=DOCUMENTS,
)
