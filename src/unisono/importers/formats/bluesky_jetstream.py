"""Recordings of Bluesky's stream of events (Jetstream), of its first and its second version."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.bluesky.declared_times import find_time_differences
from unisono.importers.bluesky.event_accounts import accounts_of
from unisono.importers.bluesky.event_times import with_event_times
from unisono.importers.bluesky.other_records import reason_for_other
from unisono.importers.bluesky.record_fields import POST, REPOST, post_address, record_fields, with_record_columns
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.blank_names import without_blanks
from unisono.importers.json_files.declared import ROW, JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.problems import Problem
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, conform

EVENTS = "network.bsky.jetstream.subscribeEvents#"
KINDS = ("commit", "identity", "account", "sync", "info")
OF_EVENTS = ("", "payload.")  # the second version, as it is sent inside a frame or without it
PREFIXES = ("commit.record", "record", "payload.record")
TIMES = (
    Wanted("time_us", "time_us", "number"),
    Wanted("time", "time"),
    Wanted("payload.time", "time", rank=1),
    Wanted("commit.rev", "rev"),
    Wanted("rev", "rev", rank=1),
    Wanted("payload.rev", "rev", rank=2),
)
COMMIT = (
    Wanted("commit.operation", "operation"),
    Wanted("operation", "operation", rank=1),
    Wanted("payload.operation", "operation", rank=2),
    Wanted("commit.collection", "collection"),
    Wanted("collection", "collection", rank=1),
    Wanted("payload.collection", "collection", rank=2),
)


def _of_notice(notice: str, name: str, column: str, kind: str = "text") -> list[Wanted]:
    """Return where a notice about an account has a field: in an object of its own or flat, in a payload or without."""
    paths = [f"{frame}{inside}{name}" for frame in OF_EVENTS for inside in (f"{notice}.", "")]
    return [Wanted(path, column, kind, rank) for rank, path in enumerate(paths)]


FIELDS = JsonFields(
    (
        Wanted("kind", "event"),
        Wanted("payload.$type", "event", rank=1),
        Wanted("$type", "event", rank=2),
        Wanted("did", "account_id"),
        Wanted("payload.did", "account_id", rank=1),
        *TIMES,
        *COMMIT,
        Wanted("commit.rkey", "key"),
        Wanted("rkey", "key", rank=1),
        Wanted("payload.rkey", "key", rank=2),
        *(Wanted(path, "has_record", "object", rank) for rank, path in enumerate(PREFIXES)),
        *record_fields(PREFIXES),
        *_of_notice("identity", "handle", "named"),
        *_of_notice("account", "active", "active", "flag"),
        *_of_notice("account", "status", "status"),
        *(Wanted(f"{path}.displayName", "profile_name", rank=rank) for rank, path in enumerate(PREFIXES)),
        *(Wanted(f"{path}.description", "profile_words", rank=rank) for rank, path in enumerate(PREFIXES)),
        *(Wanted(f"{path}.avatar.ref.$link", "profile_picture", rank=rank) for rank, path in enumerate(PREFIXES)),
    )
)
NAMES = ("event", "account_id", "operation", "collection", "key", "subject", "parent", "quoted", "named", "status")
DECLARED = JsonFields(
    (*TIMES, *COMMIT, *(Wanted(f"{path}.createdAt", "declared_at", rank=rank) for rank, path in enumerate(PREFIXES)))
)


def recognise(source: Source) -> float:
    """Say how surely these are events of Jetstream."""
    objects = first_objects(source)
    found = [one for one in objects if _is_event(one)]
    return 0.97 if found and len(found) * 2 >= len(objects) else 0.0


def _is_event(found: Mapping[str, Any]) -> bool:  # JSON is of any shape
    inside = found.get("payload")
    kinds = [found.get("$type"), inside.get("$type") if isinstance(inside, dict) else None]
    if any(isinstance(kind, str) and kind.startswith(EVENTS) for kind in kinds):
        return True
    return str(found.get("did")).startswith("did:") and "time_us" in found and found.get("kind") in KINDS


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the recording's posts, deletions and accounts in batches, in file order."""

    def make(wide: pl.DataFrame) -> Made:
        return make_events(wide, source.sha256)

    return read_declared(source, settings, FIELDS, make)


def make_events(wide: pl.DataFrame, sha256: str) -> Made:
    """Return what the events of wide rows say; those that say nothing for a case with the reason."""
    wide = with_event_times(without_blanks(wide, NAMES)).with_columns(
        pl.col("event").str.strip_prefix(EVENTS),
        post_address(pl.col("account_id"), pl.col("collection"), pl.col("key")).alias("post_id"),
    )
    is_commit = pl.col("event") == "commit"
    is_post = is_commit & pl.col("collection").is_in([POST, REPOST])
    is_own = pl.col("type").is_null() | (pl.col("type") == pl.col("collection"))
    posted = is_post & pl.col("operation").is_in(["create", "update"]) & pl.col("has_record") & is_own
    is_gone = is_post & (pl.col("operation") == "delete") & pl.col("post_id").is_not_null()
    made = make_posts(_as_posts(wide.filter(posted)), platform="bluesky", sha256=sha256)
    accounts = accounts_of(wide, sha256)
    left = wide.filter(~posted.fill_null(value=False), ~is_gone.fill_null(value=False)).filter(
        ~pl.col(ROW).is_in(accounts[ROW].implode())
    )
    return Made(
        posts=made.posts,
        accounts=accounts,
        deletions=_deletions(wide.filter(is_gone), sha256),
        left=pl.concat([made.left, left.select(ROW, _reason().alias("reason"))]),
    )


def _as_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """Name the columns of posts. An update says when a post was changed, not when it was made: that it declares."""
    has_time = pl.col("event_at").is_not_null() & (pl.col("operation") == "create")
    at = pl.col("event_at").dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
    return with_record_columns(wide, PREFIXES).with_columns(
        pl.when(has_time).then(at).otherwise("declared_at").alias("created_at"),
        pl.col("seen_at").alias("collected_at"),
    )


def _deletions(gone: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return notices that a post is gone: which, and when that happened."""
    return conform(
        gone.select(
            pl.lit("bluesky").alias("platform"), "post_id", "account_id", pl.col("event_at").alias("at"),
            pl.lit("deleted").alias("reason"), pl.lit(sha256).alias("source_sha256"), ROW,
        ),
        DELETIONS,
    )  # fmt: skip


def _reason() -> pl.Expr:
    """Say what an event is that is neither a post nor tells of an account."""
    is_delete = pl.col("operation") == "delete"
    is_post = pl.col("collection").is_in([POST, REPOST])
    unnamed = pl.col("account_id").is_null() | pl.col("key").is_null()
    return (
        pl.when(pl.col("event") == "identity").then(pl.lit("a notice about an account that names no handle"))
        .when(pl.col("event") == "account").then(pl.lit("a notice about an account that says nothing of it"))
        .when(pl.col("event") == "sync").then(pl.lit("a notice that a repository was read anew: no post"))
        .when(pl.col("event") == "info").then(pl.lit("a message of the stream: no post"))
        .when((pl.col("event") != "commit").fill_null(value=True)).then(pl.lit("no event of Jetstream that is known"))
        .when(is_post & unnamed).then(pl.lit("no post: it has no id"))
        .when(is_post & pl.col("has_record").is_null() & ~is_delete).then(pl.lit("no post: its record is missing"))
        .otherwise(reason_for_other(pl.col("collection"), is_delete))
    )  # fmt: skip


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Compare the times that posts declare, and the clocks of their servers, with the time of the stream."""
    return find_time_differences(source, DECLARED, _compared, "created_at is the time of the stream.")


def _compared(wide: pl.DataFrame) -> pl.DataFrame:
    """Return what new posts declare, and when the stream brought them."""
    is_new = pl.col("collection").is_in([POST, REPOST]) & (pl.col("operation") == "create")
    return with_event_times(wide.filter(is_new)).select(ROW, "declared_at", "seen_at", "event_at", "is_late")


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "at://did/collection/rkey",
        "account_id": "did",
        "created_at": "time_us (v2: time); of an update record.createdAt",
        "collected_at": "time_us (v2: time)",
        "text": "record.text",
        "kind": "collection, record.reply, record.embed.record",
        "ref_post_id": "record.subject.uri, reply.parent.uri or embed.record.uri",
        "thread_id": "record.reply.root.uri",
        "hashtags": "facets[].features[].tag, tags[]",
        "urls": "facets[].features[].uri, embed.external.uri",
        "mentions": "facets[].features[].did",
        "media": "embed.images[].image.ref.$link, embed.video.ref.$link",
        "lang": "langs[0]",
    }


IMPORTER = Importer(
    name="bluesky_jetstream",
    title="Bluesky's stream of events (Jetstream v1 and v2), recorded as JSON lines",
    platform="bluesky",
    columns=("did", "time_us and kind, or $type", "commit"),
    traps=(
        "`createdAt` is whatever the author's program writes: `created_at` is the time of the stream instead, and "
        "posts that declare a time more than 2 minutes off are counted.",
        "After an interruption a stream delivers much at once, which would make accounts look simultaneous: where the "
        "commit's own clock (`rev`) is more than 2 minutes earlier, `created_at` is that.",
        "An update is a later sight of the same post; when it was made is only what it declares.",
        "A deletion is no post: it marks its post, imported before or later, as gone.",
        "Likes, follows and records of other apps are most of a stream: they are counted and left out.",
        "Events carry no handles: an account is its did; handles come with notices about accounts.",
        "A picture is named by its content's hash, so equal files are one picture whoever posts them.",
        "Only links, tags and mentions that the author's program has marked count as such.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
