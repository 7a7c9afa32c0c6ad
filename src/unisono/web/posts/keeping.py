"""Keeping the posts of a case in order of time: read once for each state of the case, a part at a time."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import polars as pl
import pyarrow as pa
from pyarrow import ipc

from unisono.cases import Case
from unisono.content.addresses import hosts_of, registrable_domains
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import POSTS, TIME
from unisono.traces.acts import conform_posts, filled
from unisono.traces.uses import read_link_uses, read_tag_uses
from unisono.web.posts.folding import folded
from unisono.web.posts.kept_posts import KeptPosts

FORM = 2
"""Of the files; another number lets older ones be made again."""

BLOCK = 512
"""Posts that are compressed together: fewer are read sooner, more take less room."""

MOST_AT_ONCE = 1_000_000
"""Posts that are in memory together while they are put in order."""

MAKING = ".making-"
A_DAY_S = 86_400

_SMALL = ["platform", "kind", "lang"]


def keep_posts(case: Case, state: str) -> KeptPosts:
    """Return the posts of a case as kept for one state of it; make the files where they are not there yet."""
    name = f"{FORM}-{state}"
    place = case.path / "derived" / "posts"
    kept = KeptPosts(place / name)
    if kept.is_whole:
        return kept
    try:
        place.mkdir(parents=True, exist_ok=True)
        making = place / f"{MAKING}{uuid4().hex}"
        making.mkdir()
    except OSError:
        # A case on a disk that cannot be written is shown all the same.
        making = Path(tempfile.mkdtemp(prefix="unisono-posts-"))
        _write_parts(case, making)
        return KeptPosts(making)
    try:
        _write_parts(case, making)
        shutil.rmtree(kept.folder, ignore_errors=True)
        making.rename(kept.folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    _make_room(place, kept.folder)
    return kept


def _make_room(place: Path, newest: Path) -> None:
    """Remove the files of older states, and what was left where making them was broken off."""
    for old in place.iterdir():
        is_being_made = old.name.startswith(MAKING) and time.time() - old.stat().st_mtime < A_DAY_S
        if old != newest and not is_being_made:
            shutil.rmtree(old, ignore_errors=True)


def _write_parts(case: Case, folder: Path) -> None:
    """Write every file of the folder."""
    numbered, named = _write_posts(case, folder)
    accounts = _accounts(case, numbered, named)
    write_table(folder / "accounts.arrow", accounts)
    writers = accounts.select("account").with_row_index("writer")
    columns = numbered.join(writers, on="account", how="left", maintain_order="left")
    write_table(folder / "columns.arrow", columns.select("post", "at", "writer", "is_deleted", *_SMALL))
    positions = columns.select("post").with_row_index("position")
    original = columns.select("original").with_row_index("position").drop_nulls("original")
    write_table(folder / "originals.arrow", original.select("original", "position").sort("original", "position"))
    tags = read_tag_uses(case.posts(), case.references()).select("post", pl.col("object").alias("tag"))
    write_table(
        folder / "tags.arrow", tags.join(positions, on="post").select("tag", "position").sort("tag", "position")
    )
    write_table(folder / "links.arrow", _links(case, positions))


def _write_posts(case: Case, folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Write the posts in blocks, and return what they are chosen by, and the handles and names of their writers."""
    chosen_by, names = [_nothing()], []
    schema = pl.DataFrame(schema=POSTS).to_arrow().schema.with_metadata({"block": str(BLOCK)})
    options = ipc.IpcWriteOptions(compression="zstd")
    left = pl.DataFrame(schema=POSTS)
    with pa.OSFile(str(folder / "posts.arrow"), "wb") as sink, ipc.new_file(sink, schema, options=options) as out:
        for part in _in_order(case):
            chosen_by.append(_chosen_by(part))
            names.append(_names(part))
            ready = pl.concat([left, part], rechunk=True)
            whole = ready.height // BLOCK * BLOCK
            out.write_table(ready.head(whole).to_arrow().cast(schema), max_chunksize=BLOCK)
            left = ready.tail(ready.height - whole)
        if left.height:
            out.write_table(left.to_arrow().combine_chunks().cast(schema), max_chunksize=BLOCK)
    told = pl.concat(names) if names else _names(left)
    return pl.concat(chosen_by), told


def _in_order(case: Case) -> Iterator[pl.DataFrame]:
    """Yield the posts in order of time, those without a time last, each part small enough for memory."""
    posts = conform_posts(case.posts())
    times = posts.select("created_at").collect().to_series()
    parts = max(1, -(-times.len() // MOST_AT_ONCE))
    ordered = times.drop_nulls().sort()
    bounds: list[datetime | None] = [
        *dict.fromkeys(ordered[ordered.len() * number // parts] for number in range(1, parts) if ordered.len())
    ]
    at = pl.col("created_at")
    for begin, end in zip([None, *bounds], [*bounds, None], strict=True):
        inside = at.is_not_null()
        inside = inside if begin is None else inside & (at >= begin)
        inside = inside if end is None else inside & (at < end)
        # Those without a time come with the last part.
        inside = inside | at.is_null() if end is None else inside
        part = posts.filter(inside).collect()
        yield part.sort("created_at", "platform", "post_id", nulls_last=True).rechunk()


def _chosen_by(part: pl.DataFrame) -> pl.DataFrame:
    original = pl.concat_str(pl.col("platform"), pl.lit(":"), filled("ref_post_id")).alias("original")
    small = [pl.col(name).cast(pl.Categorical) for name in _SMALL]
    gone = pl.col("is_deleted").fill_null(value=False)
    return part.select(POST_NAME, ACCOUNT_NAME, pl.col("created_at").alias("at"), original, gone, *small)


def _nothing() -> pl.DataFrame:
    return _chosen_by(pl.DataFrame(schema=POSTS))


def _names(part: pl.DataFrame) -> pl.DataFrame:
    """Return account, handle and name as the latest posts say them."""
    said = part.select(ACCOUNT_NAME, "platform", "handle", pl.col("display_name").alias("name")).drop_nulls("account")
    return said.group_by("account", maintain_order=True).agg(
        pl.col("platform").last(), pl.col("handle").drop_nulls().last(), pl.col("name").drop_nulls().last()
    )


def _accounts(case: Case, posts: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return one row an account, by its name: of posts and of profiles, with counts and times of its posts."""
    profiles = case.accounts().select(ACCOUNT_NAME, "platform", "handle", pl.col("display_name").alias("name"))
    # Profiles come last: what an account calls itself there is what its page shows.
    both = pl.concat([said, profiles.collect().drop_nulls("account")])
    named = both.group_by("account").agg(pl.col(name).drop_nulls().last() for name in ("platform", "handle", "name"))
    counts = (
        posts.drop_nulls("account")
        .group_by("account")
        .agg(
            pl.len().cast(pl.Int64).alias("posts"),
            pl.col("at").min().alias("first_at"),
            pl.col("at").max().alias("last_at"),
        )
    )
    told = named.join(counts, on="account", how="left").with_columns(pl.col("posts").fill_null(0))
    search = pl.concat_str(pl.col("handle").fill_null(""), pl.lit("\n"), pl.col("name").fill_null(""))
    times = [pl.col(name).cast(TIME) for name in ("first_at", "last_at")]
    return told.with_columns(folded(search).alias("folded"), *times).sort("account")


def _links(case: Case, positions: pl.DataFrame) -> pl.DataFrame:
    uses = read_link_uses(case.posts()).select("post", pl.col("object").alias("address"), "publisher")
    distinct = uses["address"].unique()
    places = pl.DataFrame(
        {"address": distinct, "domain": registrable_domains(distinct), "host": hosts_of(distinct)},
        schema={"address": pl.String(), "domain": pl.String(), "host": pl.String()},
    )
    told = uses.join(places, on="address", how="left").join(positions, on="post")
    return told.select("address", "publisher", "domain", "host", "position").sort("address", "position")


def write_table(file: Path, table: pl.DataFrame) -> None:
    """Write a table that can be mapped into memory: one block, as it is."""
    arrow = table.rechunk().to_arrow(compat_level=pl.CompatLevel.newest()).combine_chunks()
    with pa.OSFile(str(file), "wb") as sink, ipc.new_file(sink, arrow.schema) as out:
        out.write_table(arrow)
