"""Writes a world into a folder: the exports as the platforms gave them, the pictures, and the truth."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from typing import BinaryIO, cast

import orjson
import polars as pl
import zstandard

from unisono.model.errors import UsageError
from unisono.worlds.assembly import World
from unisono.worlds.building import Tell
from unisono.worlds.files.crowdtangle import write_crowdtangle_csv
from unisono.worlds.files.deletions import write_deleted_posts
from unisono.worlds.files.images import write_images
from unisono.worlds.files.twitter_v1 import append_v1_lines
from unisono.worlds.files.watchlist import write_watchlist
from unisono.worlds.settings import WorldSettings
from unisono.worlds.streaming import build_parts, join_truths

COMPRESSIONS = ("none", "gz", "zst")
GZIP_LEVEL, ZSTD_LEVEL, ZSTD_THREADS = 4, 3, 2
BYTES_OF_POST = {"none": 2_050, "gz": 250, "zst": 150}
"""About what a post takes on the disk, packed in each way."""


@dataclass(frozen=True)
class WrittenWorld:
    """What was written: how many posts of how many accounts, and into which files; the truth comes last."""

    posts: int
    accounts: int
    pictures: int
    networks: int
    files: tuple[Path, ...]


def require_empty(folder: Path) -> None:
    """Raise UsageError where the folder holds anything, is none, or cannot be looked into."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file. Name a new folder: -o NEW_FOLDER")
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty, and nothing in it is replaced. Name a new folder: -o NEW_FOLDER")
    except OSError as error:
        raise _cannot_write_into(folder, error) from error


def require_room(folder: Path, posts: int, compression: str) -> None:
    """Raise UsageError where the disk of a folder, which need not exist yet, has no room for so many posts."""
    needed = posts * BYTES_OF_POST[compression]
    disk = shutil.disk_usage(nearest_standing(folder))
    free = disk.free
    if disk.total and needed > free:  # some file systems do not tell their size
        packed = "" if compression == "zst" else ", pack it (--compress zst)"
        raise UsageError(
            f"A world of {posts:,} posts takes about {needed / 1e9:,.1f} GB, and {folder} has {free / 1e9:,.1f} GB "
            f"left. Ask for fewer (--posts){packed}, or name a folder on another disk: -o NEW_FOLDER"
        )


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises UsageError, naming the folder that was asked for and why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write_into(folder, error) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _cannot_write_into(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def nearest_standing(path: Path) -> Path:
    """Return a path, or the nearest one above it that is there."""
    return next((one for one in (path, *path.parents) if os.path.lexists(one)), Path())


def _cannot_write_into(folder: Path, error: OSError) -> UsageError:
    """Return what to say of a folder that cannot be made or used: what was asked for, and how far its path goes."""
    nearest = nearest_standing(folder)
    what = error.strerror or type(error).__name__
    if nearest == folder:
        where = what
    elif nearest.is_dir():
        where = f"{nearest.resolve()} is there, but nothing could be made in it: {what}"
    else:
        where = f"{nearest} is no folder"
    return UsageError(f"Nothing can be written into {folder}. {where}. Name a folder of your own: -o NEW_FOLDER")


def write_world(
    settings: WorldSettings,
    seed: int,
    folder: Path,
    *,
    tell: Tell | None = None,
    compression: str = "none",
    advance: Callable[[int], None] = lambda posts: None,
) -> WrittenWorld:
    """Write the world of these settings into an empty folder; a large one is built and written part by part.

    `posts.jsonl` (with `.gz` or `.zst`) has the Twitter posts, `crowdtangle.csv` those on Facebook, `deleted.csv` what
    a second look found deleted, `watchlist.csv` the list of a story that tells of one, `images/` the pictures,
    `truth.json` who was planted and which innocents look alike.
    """
    require_empty(folder)
    make_folder(folder)
    posts_file = folder / ("posts.jsonl" if compression == "none" else f"posts.jsonl.{compression}")
    files, truths = [posts_file], []
    posts = accounts = pictures = 0
    with open_written(posts_file, compression) as file:
        for world in build_parts(settings, seed, tell=tell):
            append_v1_lines(world, file)
            files += [path for path in write_tables(world, folder) if path not in files]
            pictures += write_images(world.images, folder / "images")
            truths.append(world.truth)
            posts += world.posts.height
            accounts += world.posts.select(pl.struct("platform", "account_id").n_unique()).item()
            advance(world.posts.height)
            del world  # the next part is built when this one is gone
    truth = join_truths(truths)
    (folder / "truth.json").write_bytes(orjson.dumps(truth, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return WrittenWorld(posts, accounts, pictures, len(truth["networks"]), (*files, folder / "truth.json"))


def write_tables(world: World, folder: Path) -> list[Path]:
    """Write the tables that stand beside the posts, where the world has any of their rows, and return their paths."""
    written = []
    if "facebook" in world.posts["platform"]:
        write_crowdtangle_csv(world, folder / "crowdtangle.csv")
        written.append(folder / "crowdtangle.csv")
    if write_deleted_posts(world, folder / "deleted.csv"):
        written.append(folder / "deleted.csv")
    if write_watchlist(world, folder / "watchlist.csv"):
        written.append(folder / "watchlist.csv")
    return written


@contextmanager
def open_written(path: Path, compression: str) -> Iterator[BinaryIO]:
    """Open a file to be written, compressed on its way; the same content gives the same bytes at any time."""
    with path.open("wb") as file:
        if compression == "gz":
            with GzipFile(filename="", mode="wb", fileobj=file, compresslevel=GZIP_LEVEL, mtime=0) as packed:
                yield cast(BinaryIO, packed)
        elif compression == "zst":
            with zstandard.ZstdCompressor(level=ZSTD_LEVEL, threads=ZSTD_THREADS).stream_writer(file) as stream:
                yield stream
        else:
            yield file
