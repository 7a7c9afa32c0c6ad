"""Twitter's API v2: pages as they were received, one flattened post a line, or lines of a stream."""

from collections.abc import Iterator
from typing import Any

from unisono.engine.json_fields import load_kernels
from unisono.engine.json_lines import Chunk, JsonLines
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.batches import read_json_batches
from unisono.importers.json_files.declared import reads_in_place
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.problems import Problem
from unisono.importers.tweets.v2_pages import read_pages
from unisono.importers.tweets.v2_problems import Noted, find_in_file
from unisono.model.batches import Batch

NOTED = "problems on the lines of API v2"
LEAST_IN_PLACE = 64 << 20
"""Bytes from which on loading, or for the first time compiling, the kernels is worth it."""


def shape_of(found: dict[str, Any]) -> str | None:  # JSON is of any shape
    """Name the shape of one line: page, stream or flat; nothing when it holds neither posts nor profiles."""
    data = found.get("data")
    if isinstance(data, dict):
        return "stream" if "id" in data and ("text" in data or "username" in data) else None
    if isinstance(data, list):
        first = data[0] if data and isinstance(data[0], dict) else {}
        return "page" if "id" in first and ("text" in first or "username" in first) else None
    if "id" in found and "text" in found and ("author_id" in found or "edit_history_tweet_ids" in found):
        return "flat"
    return None


def recognise(source: Source) -> float:
    """Return how sure it is that these are posts or profiles of API v2."""
    objects = first_objects(source)
    shapes = [shape for found in objects if (shape := shape_of(found))]
    if not shapes:
        return 0.0
    signs = ("__twarc", "includes", "matching_rules", "author_id", "edit_history_tweet_ids", "meta")
    return 0.95 if any(sign in found for found in objects for sign in signs) else 0.6


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts in batches, in file order."""
    shape = next((shape for found in first_objects(source) if (shape := shape_of(found))), "page")
    noted = Noted()

    def read_chunk(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
        return read_pages(reader, chunk, source, shape, noted)

    if not reads_in_place(source, LEAST_IN_PLACE):
        yield from read_json_batches(source, settings, read_chunk)
        return
    load_kernels()
    yield from read_json_batches(source, settings, read_chunk, in_place=True)
    source.noticed[NOTED] = noted


def map_columns(source: Source, settings: ReadSettings) -> dict[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "id",
        "account_id": "author_id",
        "handle": "author.username",
        "display_name": "author.name",
        "created_at": "created_at",
        "collected_at": "__twarc.retrieved_at",
        "text": "the original's text in a repost, note_tweet.text or text",
        "kind": "referenced_tweets[].type, RT @…",
        "ref_post_id": "referenced_tweets[].id",
        "ref_account_id": "referenced_tweets[].author_id or in_reply_to_user_id",
        "thread_id": "conversation_id",
        "hashtags": "entities.hashtags[].tag",
        "urls": "entities.urls[].unwound_url or expanded_url",
        "mentions": "entities.mentions[].id",
        "media": "attachments.media_keys",
        "lang": "lang",
        "client": "source",
    }


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report edited posts, withheld posts and posts that the platform no longer gave out."""
    noted = source.noticed.get(NOTED)
    return noted.found() if isinstance(noted, Noted) else find_in_file(source.path)


IMPORTER = Importer(
    name="twitter_v2",
    title="Twitter API v2, JSON lines (pages, flattened or streamed)",
    platform="twitter",
    columns=("id", "text", "author_id", "created_at"),
    traps=(
        "A repost's text is cut: the original's text, tags, links, mentions and media are taken where the line has it.",
        "A repost's own counts are unknown; the original's go to the references.",
        "A page holds posts and what they refer to: only `data` are posts, `includes` are references and profiles.",
        "The posts of a page share its line number.",
        "An edited post has several ids: the first names it, and every version that was saved is an observation of it.",
        "The address of a post's own picture is no link; it is among its media.",
    ),
    recognise=recognise,
    read=read,
    is_hashed_later=True,
    map_columns=map_columns,
    find_problems=find_problems,
)
