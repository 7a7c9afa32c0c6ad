"""Pages of Twitter API v2 become batches: posts find their authors, originals and pictures among what is included."""

from typing import Any

import polars as pl

from unisono.engine.json_lines import Chunk, JsonLines
from unisono.importers.declaration import Source
from unisono.importers.json_files.second_look import read_with_second_look
from unisono.importers.problems import shorten
from unisono.importers.tweets import v2_fields
from unisono.importers.tweets.first_versions import versions_of
from unisono.importers.tweets.lookups import Lookup, rows_at
from unisono.importers.tweets.v2_problems import Noted
from unisono.importers.tweets.v2_records import Pieces, find_pieces
from unisono.importers.tweets.v2_shapes import as_page
from unisono.importers.tweets.versions import join_versions
from unisono.importers.tweets.wide_rows import PROFILE, posts_of, references_of, thin_snapshots
from unisono.model.batches import Batch, Rejection

USER_COLUMNS = tuple(ours for ours in PROFILE.values() if ours != "user_id")
LISTS = ("hashtags", "urls", "mentions")


def read_pages(reader: JsonLines, chunk: Chunk, source: Source, shape: str, noted: Noted) -> Batch:
    """Return what some lines hold; lines of another shape than the file's first are read one by one.

    noted: takes the problems of lines that are read where they stand in their file.
    """

    def read_shape(chunk: Chunk) -> tuple[Batch, list[int]]:
        pieces = read_pieces(reader, chunk, shape)
        if chunk.span is not None:
            noted.note(chunk, pieces.rows.filter(pieces.is_telling))
        return _batch_and_rest(pieces, source)

    def read_page(chunk: Chunk) -> tuple[Batch, list[int]]:
        return _batch_and_rest(read_pieces(reader, chunk, "page"), source)

    return read_with_second_look(chunk, read_shape, read_page, as_page)


def _batch_and_rest(pieces: Pieces, source: Source) -> tuple[Batch, list[int]]:
    """Return what some lines hold, and the rows of the lines without any data."""
    return batch_of(pieces, source.sha256), pieces.rows.filter(~pieces.filled).to_list()


def read_pieces(reader: JsonLines, chunk: Chunk, shape: str) -> Pieces:
    """Read a chunk; where it stands in its file, the plain lines take the quick way."""
    if chunk.span is None:
        return _read_fully(reader, chunk, shape)
    pieces, refused = find_pieces(chunk, shape)
    if not refused:
        return pieces
    chunk.path.write_bytes(b"".join(line for _, line in refused))
    again = _read_fully(reader, Chunk(chunk.path, 0, len(refused), max(len(line) for _, line in refused)), shape)
    return _joined(pieces, again, pl.Series([row for row, _ in refused], dtype=pl.Int64))


def _joined(pieces: Pieces, again: Pieces, lines: pl.Series) -> Pieces:
    """Put what the full reader found where its lines stand among the others."""

    def join(table: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
        placed = other.with_columns(lines.gather(other["line"]).alias("line"))
        return pl.concat([table, placed.select(table.columns)]).sort("line", maintain_order=True)

    return Pieces(
        posts=join(pieces.posts, again.posts),
        users=join(pieces.users, again.users),
        included=join(pieces.included, again.included),
        media=join(pieces.media, again.media),
        filled=pieces.filled.scatter(lines, again.filled),
        is_telling=pieces.is_telling.scatter(lines, values=True),
        rows=pieces.rows,
    )


def _read_fully(reader: JsonLines, chunk: Chunk, shape: str) -> Pieces:
    """Read any lines whatever, through a typed query."""
    reader.load(chunk, v2_fields.COLUMNS[shape], v2_fields.PIECES[shape])
    filled = reader.ask("select len(data) > 0 as filled from pieces")["filled"].fill_null(value=False)
    return Pieces(
        posts=_with_times(reader.ask(v2_fields.POSTS)),
        users=_with_times(reader.ask(v2_fields.USERS)),
        included=_with_times(reader.ask(v2_fields.INCLUDED_POSTS)),
        media=reader.ask(v2_fields.MEDIA_FILES).with_columns(pl.col("line").cast(pl.Int64)),
        filled=filled,
        is_telling=pl.Series([True]).new_from_index(0, len(filled)),
        rows=pl.Series(chunk.rows(len(filled)), dtype=pl.Int64),
    )


def batch_of(pieces: Pieces, sha256: str) -> Batch:
    """Return the posts, snapshots and references of some lines, and the posts that are none."""
    found, users = _numbered(pieces.posts, pieces.rows), _numbered(pieces.users, pieces.rows)
    included, files = _numbered(pieces.included, pieces.rows), pieces.media
    people = Lookup(users, "user_id")
    included = included.unique(["line", "id"], keep="first", maintain_order=True)
    is_profile = pl.col("user_handle").is_not_null() & pl.col("text").is_null()
    is_post = pl.col("id").is_not_null() & pl.any_horizontal(
        pl.col(name).is_not_null() for name in ("text", "user_id", "original_id")
    )
    versions = versions_of(pl.concat(table.select("history", "source_row") for table in (found, included)), sha256)
    posts, included = join_versions(found.filter(~is_profile & is_post), included)
    included = _with_media(_with_users(included, users, people), files)
    posts = _with_media(_with_users(posts.drop(USER_COLUMNS, strict=False), users, people), files)
    wide = _wide_rows(posts, included, users["user_handle"], people)
    rejected = tuple(_no_post(row) for row in found.filter(~is_profile & ~is_post).iter_rows(named=True))
    profiles = found.filter(is_profile).with_columns(
        pl.col("id").alias("user_id"), pl.col("created_at").alias("user_created_at")
    )
    return Batch(
        posts=posts_of(wide, sha256),
        accounts=_snapshots(users, profiles, found, sha256),
        references=references_of(_not_among(included, posts), sha256, prefixes=("",)),
        rejected=rejected,
        versions=versions,
        read=wide.height + profiles.height + len(rejected),
    )


def _not_among(included: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Leave out posts of the line itself: the versions of an edited post include it once more."""
    return included.join(posts.select("line", "id"), on=["line", "id"], how="anti", maintain_order="left")


def _with_times(table: pl.DataFrame) -> pl.DataFrame:
    """Read the times that the full reader gives as texts."""
    times = [name for name in ("created_at", "user_created_at", "retrieved_at") if name in table.columns]
    return table.with_columns(pl.col("line").cast(pl.Int64), *(read_time(pl.col(name)).alias(name) for name in times))


def _numbered(table: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Number the rows of a table as the file does."""
    return table.with_columns(rows.gather(table["line"]).alias("source_row"), *_empty_lists(table))


def _empty_lists(table: pl.DataFrame) -> list[pl.Expr]:
    """Tell none from unknown: a post with any entity has all its tags, links and mentions."""
    if "has_entities" not in table.columns:
        return []
    none = pl.lit([], dtype=pl.List(pl.String))
    known = pl.col("has_entities")
    return [pl.when(known).then(pl.col(name).fill_null(none)).otherwise(pl.col(name)).alias(name) for name in LISTS]


def read_time(text: pl.Expr) -> pl.Expr:
    """Read `2021-04-08T15:07:30.000Z` and `…+00:00`; a time without an offset is UTC in this API."""
    whole = text.str.replace(r"(?:Z|\+00:00)$", "")
    plain = whole.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False).dt.replace_time_zone("UTC")
    other = text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%z", time_unit="us", time_zone="UTC", strict=False)
    return plain.fill_null(other)


def _with_users(posts: pl.DataFrame, users: pl.DataFrame, people: Lookup) -> pl.DataFrame:
    """Put beside each post its author's profile on the same line."""
    profiles = users.select(name for name in USER_COLUMNS if name in users.columns)
    found = rows_at(profiles, people.places(posts["line"], posts["user_id"]))
    return posts.hstack(found).with_columns(pl.lit(None, dtype=pl.String).alias("user_lang"))


def _with_media(posts: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """Replace media keys by addresses; a key whose file is not included stays a key. No entities: lists are unknown."""
    numbered = posts.with_row_index("number")
    keys = numbered.select("number", "line", pl.col("media_keys").alias("media_key")).explode("media_key")
    files = files.unique(["line", "media_key"], keep="first")
    named = (
        keys.filter(pl.col("media_key").is_not_null())
        .join(files, on=["line", "media_key"], how="left", maintain_order="left")
        .group_by("number", maintain_order=True)
        .agg(pl.col("address").fill_null(pl.col("media_key")).alias("media"))
    )
    return numbered.join(named, on="number", how="left", maintain_order="left").drop("number")


def _wide_rows(posts: pl.DataFrame, included: pl.DataFrame, handles: pl.Series, people: Lookup) -> pl.DataFrame:
    """Put beside each post the posts it refers to, as far as its line includes them."""
    wide, by_id = posts, Lookup(included, "id")
    nested = included.drop("line", "id", "source_row", "media_keys", "has_entities")
    for prefix in ("original_", "quoted_", "replied_"):
        found = rows_at(nested, by_id.places(posts["line"], posts[f"{prefix}id"]))
        wide = wide.hstack(found.rename({name: f"{prefix}{name}" for name in found.columns}))
    answered = handles.gather(people.places(posts["line"], posts["in_reply_to_user"]))
    return wide.with_columns(
        answered.alias("in_reply_to_handle"),
        pl.col("replied_id").alias("in_reply_to_post"),
        pl.col("retrieved_at").alias("collected_at"),
    )


def _snapshots(users: pl.DataFrame, profiles: pl.DataFrame, posts: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return the profiles of authors, of people mentioned, and of lists of profiles, seen when the line was saved."""
    latest = posts.filter(pl.col("text").is_not_null()).group_by("line").agg(pl.col("created_at").max().alias("latest"))
    columns = ("line", "retrieved_at", "source_row", "user_id", *(name for name in USER_COLUMNS if name != "user_lang"))
    everyone = pl.concat([users.select(columns), profiles.select(columns)]).join(latest, on="line", how="left")
    seen = everyone.select(
        *(pl.col(ours).alias(field) for field, ours in PROFILE.items() if ours != "user_lang"),
        pl.col("retrieved_at").fill_null(pl.col("latest")).alias("observed_at"),
        "source_row",
    )
    return thin_snapshots(seen.filter(pl.col("handle").is_not_null()), sha256)


def _no_post(row: dict[str, Any]) -> Rejection:  # a row of any table
    known = {name: value for name, value in row.items() if isinstance(value, str) and name != "line"}
    return Rejection("no post: it has neither text nor author", row["source_row"], shorten(str(known)))
