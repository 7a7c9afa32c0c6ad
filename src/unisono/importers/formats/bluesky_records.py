"""Bluesky's records and the answers of its API: feeds, searches, threads, lists of posts, profiles."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.importers.bluesky.api_pages import is_page, records_in
from unisono.importers.bluesky.declared_times import find_time_differences
from unisono.importers.bluesky.view_fields import DECLARED, FIELDS, NAMES
from unisono.importers.bluesky.view_rows import is_post, is_profile, name_post_columns, profiles_in, reason_for_none
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.blank_names import without_blanks
from unisono.importers.json_files.declared import ROW, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.unrolled import unrolled
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.problems import Problem
from unisono.importers.times import read_times
from unisono.model.batches import Batch

MOST_LOOKED_AT = 200
NO_RECORD = "no record of Bluesky that is known"


def recognise(source: Source) -> float:
    """Say how surely these are Bluesky's records, views or profiles."""
    found = [record for one in first_objects(source) for record in _some_records(one)]
    posts = sum(_is_record(one) for one in found)
    accounts = sum(_is_account(one) for one in found)
    if (posts + accounts) * 2 < len(found) or not found:
        return 0.0
    return 0.95 if posts else 0.8 if accounts else 0.0


def _some_records(found: dict[str, Any]) -> list[Any]:  # JSON is of any shape
    return [record for record, _ in zip(records_in(found), range(MOST_LOOKED_AT), strict=False)]


def _is_record(found: Any) -> bool:  # as above
    if not isinstance(found, dict):
        return False
    inside = found["post"] if isinstance(found.get("post"), dict) else found
    return str(inside.get("uri")).startswith("at://")


def _is_account(found: Any) -> bool:  # as above
    names = {"handle", "didDoc", "displayName"}
    is_named = isinstance(found, dict) and str(found.get("did")).startswith("did:")
    return is_named and "time_us" not in found and (bool(names & found.keys()) or len(found) == 1)


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the posts and profiles in batches, in the order in which they stand."""

    def make(wide: pl.DataFrame) -> Made:
        return make_views(wide, source.sha256)

    if not _has_pages(source):
        yield from read_declared(source, settings, FIELDS, make, _why)
        return
    with unrolled(source, records_in) as lines:
        yield from read_declared(lines, settings, FIELDS, make, _why)


def _has_pages(source: Source) -> bool:
    return any(is_page(one) or "depth" in one for one in first_objects(source))


def make_views(wide: pl.DataFrame, sha256: str) -> Made:
    """Return the posts and profiles of wide rows, and what is neither with the reason."""
    wide = without_blanks(wide, NAMES)
    made = make_posts(name_post_columns(wide.filter(is_post())), platform="bluesky", sha256=sha256)
    profiles = profiles_in(wide.filter(~is_post()), sha256)
    left = wide.filter(~is_post(), ~is_profile()).select(ROW, reason_for_none().alias("reason"))
    return Made(
        posts=made.posts,
        accounts=pl.concat([made.accounts, profiles]).sort(ROW),
        references=made.references,
        left=pl.concat([made.left, left.drop_nulls("reason")]),
    )


def _why(found: dict[str, Any]) -> str:  # as above
    """Say what an object is that none of the fields were found in."""
    if not is_page(found):
        return NO_RECORD
    if _some_records(found) == [found]:
        return "a page without posts"
    return "a page among single posts: put pages in a file of their own"


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Compare the times that posts declare with those of the platform."""
    kept = "created_at is what they declare, or the platform's time where that is earlier."
    if not _has_pages(source):
        return find_time_differences(source, DECLARED, _compared, kept)
    with unrolled(source, records_in) as lines:
        return find_time_differences(lines, DECLARED, _compared, kept)


def _compared(wide: pl.DataFrame) -> pl.DataFrame:
    """Return what posts declare, and when the platform saw them."""
    posts = wide.filter(pl.col("seen_at").is_not_null(), pl.col("declared_at").is_not_null())
    seen = read_times(posts["seen_at"]).at.alias("seen_at")
    return posts.select(ROW, "declared_at", seen, seen.alias("event_at"), pl.lit(value=False).alias("is_late"))


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "uri; of a repost reason.uri",
        "account_id": "author.did, or the did in uri; of a repost reason.by.did",
        "handle": "author.handle",
        "display_name": "author.displayName",
        "created_at": "record.createdAt, or indexedAt where that is earlier; of a repost reason.indexedAt",
        "text": "record.text",
        "kind": "reason, record.reply, record.embed.record",
        "ref_post_id": "post.uri of a repost, record.reply.parent.uri, record.embed.record.uri",
        "thread_id": "record.reply.root.uri",
        "hashtags": "record.facets[].features[].tag, record.tags[]",
        "urls": "record.facets[].features[].uri, record.embed.external.uri",
        "mentions": "record.facets[].features[].did",
        "media": "record.embed.images[].image.ref.$link, record.embed.video.ref.$link",
        "lang": "record.langs[0]",
        "like_count": "likeCount",
    }


IMPORTER = Importer(
    name="bluesky_records",
    title="Bluesky's records and answers of its API: feeds, searches, threads, posts, profiles (JSON)",
    platform="bluesky",
    columns=("uri and record or value, or did and handle",),
    traps=(
        "`createdAt` is whatever the author's program writes. It counts unless the platform saw the post before "
        "(`indexedAt`). The later time of the platform does not count: it is also late where the platform caught up, "
        "and would make accounts look simultaneous. Posts on which the two differ by more than 2 minutes are counted; "
        "only a recording of the stream settles when they were made.",
        "A repost in a feed names the post that it passes on, which is kept as a reference; older answers give reposts "
        "no address, so the same repost in a recording of the stream is another post.",
        "Posts that are quoted, or shown above an answer in a feed, are references, not posts of the case.",
        "The posts of a thread are all posts of the case; those that cannot be seen any more are counted.",
        "`handle.invalid` stands where a handle does not lead back to its account: it is left empty.",
        "Answers do not say when they were fetched: profiles are undated.",
        "Rows of pages and threads are numbered through: the place of a post among all of the file.",
        "Lists of followers and other profiles give accounts, no posts; likes and feeds are left out.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
