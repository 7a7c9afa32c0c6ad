"""Mastodon's statuses, as its API and its streams give them; also those of servers that speak like it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.fediverse.known_numbers import KnownNumbers, find_known_numbers
from unisono.importers.fediverse.own_platforms import MASTODON, name_by_numbers
from unisono.importers.fediverse.status_fields import FIELDS, NAMES
from unisono.importers.fediverse.status_pages import is_event, is_page, statuses_in
from unisono.importers.fediverse.status_rows import (
    accounts_in,
    deletions_in,
    is_status,
    name_status_columns,
)
from unisono.importers.json_files.blank_names import without_blanks
from unisono.importers.json_files.declared import ROW, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.unrolled import unrolled
from unisono.importers.json_files.wide_posts import make_posts
from unisono.model.batches import Batch

NO_STATUS = "no status: it has no address or no author"
NO_SERVER = "a deletion of a post that this file does not hold, on a server that it does not tell"


def recognise(source: Source) -> float:
    """Say how surely these are statuses, events of a stream, or accounts."""
    found = [one for page in first_objects(source) for one in statuses_in(page)]
    statuses = sum(_is_status(one) or _is_event(one) for one in found)
    accounts = sum(_is_account(one) for one in found)
    if not found or (statuses + accounts) * 2 < len(found):
        return 0.0
    return 0.95 if statuses else 0.9


def _is_account(found: Any) -> bool:  # JSON is of any shape
    return isinstance(found, dict) and {"acct", "url", "username"} <= found.keys()


def _is_status(found: Any) -> bool:  # as above
    if not isinstance(found, dict) or not _is_account(found.get("account")):
        return False
    return "content" in found and ("visibility" in found or "reblog" in found or "in_reply_to_id" in found)


def _is_event(found: Any) -> bool:  # as above
    return is_event(found) and found["event"] in ("delete", "notification", "filters_changed", "conversation")


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the statuses, deletions and accounts in batches, in the order in which they stand."""
    first = first_objects(source)
    is_live = any(is_event(one) for one in first)
    with ExitStack() as opened:
        if is_live or any(is_page(one) for one in first):
            source = opened.enter_context(unrolled(source, statuses_in))
        known = find_known_numbers(source)

        def make(wide: pl.DataFrame) -> Made:
            return make_statuses(wide, known, source.sha256, is_live=is_live)

        yield from read_declared(source, settings, FIELDS, make, _why)


def make_statuses(wide: pl.DataFrame, known: KnownNumbers, sha256: str, *, is_live: bool) -> Made:
    """Return the posts, deletions and accounts of wide rows, and what is none of these with the reason."""
    wide = without_blanks(wide, NAMES)
    statuses = name_by_numbers(name_status_columns(wide.filter(is_status()), known, is_live=is_live))
    made = make_posts(statuses, platform=MASTODON, sha256=sha256)
    others = wide.filter(~is_status())
    deletions, accounts = deletions_in(others, known, sha256), accounts_in(others, sha256)
    used = pl.concat([deletions[ROW], accounts[ROW]])
    left = others.filter(~pl.col(ROW).is_in(used.implode())).select(ROW, _reason().alias("reason"))
    return Made(
        posts=made.posts,
        accounts=pl.concat([made.accounts, accounts]).sort(ROW),
        references=made.references,
        deletions=deletions,
        left=pl.concat([made.left, left.drop_nulls("reason")]),
    )


def _reason() -> pl.Expr:
    """Say what a line is that is neither a status nor an account; null where it is nothing that is known."""
    is_notification = (pl.col("event") == "notification") | (pl.col("type").is_not_null() & pl.col("uri").is_null())
    return (
        pl.when(pl.col("event") == "delete")
        .then(pl.lit(NO_SERVER))
        .when(is_notification).then(pl.lit("a notification: no post"))
        .when(pl.col("event").is_not_null()).then(pl.lit("a notice of the stream: no post"))
    )  # fmt: skip


def _why(found: dict[str, Any]) -> str:  # as above
    """Say what an object is that none of the fields were found in."""
    return "a page among single statuses: put pages in a file of their own" if is_page(found) else NO_STATUS


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "uri",
        "account_id": "account.url",
        "handle": "account.acct, with its server",
        "display_name": "account.display_name",
        "created_at": "created_at",
        "collected_at": "edited_at",
        "text": "spoiler_text and content; of a repost reblog.content",
        "kind": "reblog, in_reply_to_id, quote",
        "ref_post_id": "reblog.uri, in_reply_to_id, quote.quoted_status.uri",
        "hashtags": "tags[].name",
        "urls": "links in content, card.url",
        "mentions": "mentions[].url",
        "media": "media_attachments[].remote_url or url",
        "lang": "language",
        "client": "application.name",
        "like_count": "favourites_count",
    }


IMPORTER = Importer(
    name="mastodon",
    title="Mastodon's statuses: API answers and recorded streams (JSON)",
    platform="mastodon",
    columns=("uri", "account.url", "created_at", "content"),
    traps=(
        "Numbers (`id`) are known to one server only: a post is its `uri`, an account its `url`, so the same post "
        "fetched from two servers is one post.",
        "`in_reply_to_id` is such a number: it becomes the `uri` where the same file holds that post, else "
        "`server:number`, which joins replies of one server only.",
        "Deletions in a stream name a number too: those of posts that the file does not hold are kept under "
        "`server:number`, where the file tells its server.",
        "Truth Social and Gab answer as Mastodon does: known by their addresses, their posts and accounts go by the "
        "numbers of those platforms.",
        "`acct` lacks the server for accounts of the server that was asked: it is added.",
        "`content` is HTML: its text is kept, with whole addresses where the server shows them cut; links of mentions "
        "and hashtags are no links.",
        "An edited status is a later sight of the same post, dated by `edited_at`; others do not say when they were "
        "fetched.",
        "A profile is dated by its post in a stream, and undated elsewhere; `account.created_at` is a day.",
        "`application` is given by the author's own server only.",
        "A status marked as a declared program (`account.bot`) stays in; the mark is kept with the account.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
