"""Twitter's API v1.1: one post a line, as streams, searches and timelines of 2010 to 2023 were saved."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from unisono.engine.json_fields import load_kernels, read_fields
from unisono.engine.json_lines import Chunk, JsonLines
from unisono.engine.json_plan import Plan, plan_fields
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.batches import read_json_batches
from unisono.importers.json_files.declared import reads_in_place
from unisono.importers.json_files.second_look import read_with_second_look
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.tweets.deletions import with_deletions
from unisono.importers.tweets.v1_fields import FIELDS, FULL_TEXT_RANKS
from unisono.importers.tweets.wide_rows import posts_of, references_of, snapshots_of
from unisono.model.batches import Batch
from unisono.model.tables import TIME

TIME_FORMAT = "%a %b %d %H:%M:%S %z %Y"

USER = (
    "struct(id varchar, id_str varchar, screen_name varchar, name varchar, description varchar, location varchar, "
    "url varchar, profile_image_url_https varchar, created_at varchar, followers_count bigint, friends_count bigint, "
    "statuses_count bigint, favourites_count bigint, verified boolean, lang varchar)"
)
MEDIA = "struct(media struct(media_url_https varchar, media_url varchar)[])"
ENTITIES = (
    "struct(hashtags struct(text varchar)[], urls struct(expanded_url varchar, url varchar)[], "
    "user_mentions struct(id_str varchar, id varchar, screen_name varchar)[], "
    "media struct(media_url_https varchar, media_url varchar)[])"
)
EXTENDED = f"struct(full_text varchar, entities {ENTITIES}, extended_entities {MEDIA})"
TWEET = {
    "id": "varchar",
    "id_str": "varchar",
    "created_at": "varchar",
    "text": "varchar",
    "full_text": "varchar",
    "truncated": "boolean",
    "extended_tweet": EXTENDED,
    "entities": ENTITIES,
    "extended_entities": MEDIA,
    "user": USER,
    "retweet_count": "bigint",
    "reply_count": "bigint",
    "favorite_count": "bigint",
    "quote_count": "bigint",
}


def _struct(fields: Mapping[str, str]) -> str:
    return "struct(" + ", ".join(f'"{name}" {kind}' for name, kind in fields.items()) + ")"


LINE = {
    **TWEET,
    "source": "varchar",
    "lang": "varchar",
    "in_reply_to_status_id": "varchar",
    "in_reply_to_status_id_str": "varchar",
    "in_reply_to_user_id": "varchar",
    "in_reply_to_user_id_str": "varchar",
    "in_reply_to_screen_name": "varchar",
    "quoted_status_id_str": "varchar",
    "retweeted_status": _struct(TWEET),
    "quoted_status": _struct(TWEET),
}


def _fields(tweet: str, prefix: str) -> str:
    """Write the columns of one post of a line; `tweet` is where it stands, `prefix` what its columns begin with."""
    return f"""
      coalesce({tweet}.id_str, {tweet}.id) as {prefix}id,
      {tweet}.created_at as {prefix}created_at,
      coalesce({tweet}.extended_tweet.full_text, {tweet}.full_text, {tweet}.text) as {prefix}text,
      coalesce({tweet}.truncated, false)
        and coalesce({tweet}.extended_tweet.full_text, {tweet}.full_text) is null as {prefix}truncated,
      [tag.text
        for tag in coalesce({tweet}.extended_tweet.entities.hashtags, {tweet}.entities.hashtags)] as {prefix}hashtags,
      [coalesce(link.expanded_url, link.url)
        for link in coalesce({tweet}.extended_tweet.entities.urls, {tweet}.entities.urls)] as {prefix}urls,
      [coalesce(named.id_str, named.id, named.screen_name)
        for named in coalesce({tweet}.extended_tweet.entities.user_mentions, {tweet}.entities.user_mentions)
      ] as {prefix}mentions,
      [coalesce(file.media_url_https, file.media_url)
        for file in coalesce({tweet}.extended_tweet.extended_entities.media, {tweet}.extended_tweet.entities.media,
          {tweet}.extended_entities.media, {tweet}.entities.media)] as {prefix}media,
      coalesce({tweet}."user".id_str, {tweet}."user".id) as {prefix}user_id,
      {tweet}."user".screen_name as {prefix}user_handle,
      {tweet}."user".name as {prefix}user_name,
      {tweet}."user".description as {prefix}user_bio,
      {tweet}."user".location as {prefix}user_location,
      {tweet}."user".url as {prefix}user_url,
      {tweet}."user".profile_image_url_https as {prefix}user_avatar,
      {tweet}."user".created_at as {prefix}user_created_at,
      {tweet}."user".followers_count as {prefix}user_followers,
      {tweet}."user".friends_count as {prefix}user_following,
      {tweet}."user".statuses_count as {prefix}user_posts,
      {tweet}."user".favourites_count as {prefix}user_likes,
      {tweet}."user".verified as {prefix}user_verified,
      {tweet}."user".lang as {prefix}user_lang,
      {tweet}.retweet_count as {prefix}reposts,
      {tweet}.reply_count as {prefix}replies,
      {tweet}.favorite_count as {prefix}likes,
      {tweet}.quote_count as {prefix}quotes"""


WIDE_ROWS = f"""
select {_fields("lines", "")},
  {_fields("lines.retweeted_status", "original_")},
  {_fields("lines.quoted_status", "quoted_")},
  quoted_status_id_str as quoted_status_id,
  source,
  lang,
  coalesce(in_reply_to_status_id_str, in_reply_to_status_id) as in_reply_to_post,
  coalesce(in_reply_to_user_id_str, in_reply_to_user_id) as in_reply_to_user,
  in_reply_to_screen_name as in_reply_to_handle
from lines
"""

LEAST_IN_PLACE = 64 << 20
"""Bytes from which on loading, or for the first time compiling, the kernels is worth it."""


def read_chunk(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
    """Return the posts, references and snapshots of some lines, and the lines that are none."""

    def read_once(chunk: Chunk) -> tuple[Batch, list[int]]:
        return _read_once(reader, chunk, source)

    return with_deletions(read_with_second_look(chunk, read_once, read_once, _post_or_nothing), chunk, source.sha256)


def _read_once(reader: JsonLines, chunk: Chunk, source: Source) -> tuple[Batch, list[int]]:
    """Read a chunk; also return the rows without an id."""
    lines = read_lines(reader, chunk)
    wide = _in_our_types(lines.filter(pl.col("id").is_not_null()))
    batch = Batch(
        posts=posts_of(wide, source.sha256),
        accounts=snapshots_of(wide, source.sha256),
        references=references_of(wide, source.sha256),
        read=wide.height,
    )
    return batch, lines.filter(pl.col("id").is_null())["source_row"].to_list()


def read_lines(reader: JsonLines, chunk: Chunk) -> pl.DataFrame:
    """Return a wide row for each line, with its `source_row`; plain lines of a large file take the quick way."""
    if chunk.span is None:
        lines = _with_times(reader.select(chunk, LINE, WIDE_ROWS))
        return lines.with_columns(pl.Series("source_row", chunk.rows(lines.height)))
    found = read_fields(chunk.blocks(), chunk.span[2] - chunk.span[1], chunk.lines, _plan())
    is_cut = {
        f"{prefix}truncated": pl.col(f"{prefix}truncated").fill_null(value=False)
        & pl.Series(found.ranks[f"{prefix}text"] >= FULL_TEXT_RANKS)
        for prefix in ("", "original_", "quoted_")
    }
    lines = found.table.with_columns(**is_cut, source_row=pl.Series(found.lines + chunk.first_line))
    return _with_refused_lines(lines, found.refused, chunk.path, reader) if found.refused else lines


def _with_refused_lines(
    lines: pl.DataFrame, refused: list[tuple[int, bytes]], scratch: Path, reader: JsonLines
) -> pl.DataFrame:
    """Give the lines that the quick way refuses to the full reader, and put their rows in place."""
    scratch.write_bytes(b"".join(line for _, line in refused))
    longest = max(len(line) for _, line in refused)
    again = _with_times(reader.select(Chunk(scratch, 0, len(refused), longest), LINE, WIDE_ROWS))
    rows = [row for row, _ in refused]
    again = again.with_columns(lines["source_row"].gather(rows)).select(lines.columns)
    plain = pl.Series([True]).new_from_index(0, lines.height).scatter(rows, values=False)
    return pl.concat([lines.filter(plain), again]).sort("source_row")


@cache
def _plan() -> Plan:
    return plan_fields(FIELDS)


def _post_or_nothing(found: dict[str, Any]) -> dict[str, Any] | None:  # JSON is of any shape
    """Return an object that has the id of a post."""
    return found if "id_str" in found or "id" in found else None


def _with_times(lines: pl.DataFrame) -> pl.DataFrame:
    """Read the times that the full reader gives as texts."""
    times = [name for name in lines.columns if name.endswith("created_at")]
    return lines.with_columns(
        pl.col(name).str.to_datetime(TIME_FORMAT, time_unit="us", time_zone="UTC", strict=False) for name in times
    )


def _in_our_types(lines: pl.DataFrame) -> pl.DataFrame:
    """Add the columns that this format does not have."""
    return lines.with_columns(
        pl.col("quoted_id").fill_null(pl.col("quoted_status_id")),
        *(pl.lit(None, dtype=kind).alias(name) for name, kind in ABSENT.items()),
    )


ABSENT = {
    "collected_at": TIME,
    "views": pl.Int64(),
    "replied_created_at": TIME,
    "replied_user_created_at": TIME,
    **{f"replied_{name}": pl.String() for name in ("id", "text", "user_id", "user_handle", "user_name", "user_bio")},
    **{f"replied_user_{name}": pl.String() for name in ("location", "url", "avatar", "lang")},
    **{f"replied_user_{name}": pl.Int64() for name in ("followers", "following", "posts", "likes")},
    **{f"replied_{name}": pl.Int64() for name in ("reposts", "replies", "likes", "quotes")},
    "replied_user_verified": pl.Boolean(),
}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts in batches, in file order."""
    in_place = reads_in_place(source, LEAST_IN_PLACE)
    if in_place:
        load_kernels()
    return read_json_batches(source, settings, read_chunk, in_place=in_place)


def recognise(source: Source) -> float:
    """Return how sure it is that these are v1.1 posts: ids, a time, a text and a nested user."""
    objects = first_objects(source)
    posts = [found for found in objects if "created_at" in found and ("text" in found or "full_text" in found)]
    nested = [found for found in posts if isinstance(found.get("user"), dict) and ("id_str" in found or "id" in found)]
    named = [found for found in nested if "screen_name" in found["user"] or "id_str" in found["user"]]
    if named:
        return 0.95
    notices = sum(1 for found in objects if "delete" in found or "limit" in found)
    return 0.6 if objects and notices == len(objects) else 0.0


def map_columns(source: Source, settings: ReadSettings) -> dict[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "id_str",
        "account_id": "user.id_str",
        "handle": "user.screen_name",
        "display_name": "user.name",
        "created_at": "created_at",
        "text": "retweeted_status, extended_tweet.full_text, full_text or text",
        "kind": "retweeted_status, in_reply_to_…, quoted_status, RT @…",
        "ref_post_id": "retweeted_status.id_str, in_reply_to_status_id_str or quoted_status_id_str",
        "ref_account_id": "retweeted_status.user.id_str, in_reply_to_user_id_str or quoted_status.user.id_str",
        "hashtags": "entities.hashtags[].text",
        "urls": "entities.urls[].expanded_url",
        "mentions": "entities.user_mentions[].id_str",
        "media": "extended_entities.media[].media_url_https",
        "lang": "lang",
        "client": "source",
    }


IMPORTER = Importer(
    name="twitter_v1",
    title="Twitter API v1.1, JSON lines",
    platform="twitter",
    columns=("id_str", "created_at", "text or full_text", "user"),
    traps=(
        "A repost's text is cut: the original's text, tags, links, mentions and media are taken.",
        "A repost shows the original's counts: its own are unknown, the original's go to the references.",
        "A repost of a quote is a repost; a quote that answers somebody is a reply; `RT @…` typed by hand is a repost.",
        "Numeric ids lose digits in other tools: id_str is read, id only where there is no id_str.",
        "Delete notices of a stream mark the posts they name; limit and warning notices are counted as rejected.",
        "The address of the quoted post is left out of a quote's links.",
    ),
    recognise=recognise,
    read=read,
    is_hashed_later=True,
    map_columns=map_columns,
)
