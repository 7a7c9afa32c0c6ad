"""The pictures that members of a network share: how many of them, in how many files, and where those were."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.folders import picture_folders
from unisono.content.pictures.matching import with_objects
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.network.objects import first_of_each, posts_with, shared_objects
from unisono.model.file_names import named_path

NAMES_TOLD = 5
MOST_POSTS = 2_000


@dataclass(frozen=True)
class NetworkImage:
    """A picture by its object; accounts are members.

    variants: different files, or null where no file was looked at. names: of the files, else as posts have them.
    words: read in the picture, null where nobody looked. files: SHA-256 and path of those that were looked at.
    """

    object: str
    accounts: int
    posts: int
    first_at: datetime
    last_at: datetime
    variants: int | None
    names: tuple[str, ...]
    words: str | None
    files: tuple[tuple[str, Path], ...]

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return counts, names and words as a JSON document has them."""
        return {
            "image": self.object,
            "accounts": self.accounts,
            "posts": self.posts,
            "first_at": self.first_at,
            "last_at": self.last_at,
            "variants": self.variants,
            "names": list(self.names),
            "words": self.words,
        }


def read_picture_file(files: Iterable[tuple[str, Path]]) -> bytes | None:
    """Return the bytes of the first file that still has its SHA-256; null where none is at hand unchanged."""
    for digest, path in files:
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == digest:
            return content
    return None


def files_of_pictures(case: Case, objects: Sequence[str]) -> dict[str, list[tuple[str, Path]]]:
    """Return SHA-256 and path of the files that show these objects of the image layer, by object."""
    found: dict[str, list[tuple[str, Path]]] = {}
    pictures = _pictures_with_folders(case)
    wanted = pictures.filter(pl.col("shows").is_in(list(objects)) & pl.col("folder").is_not_null())
    for row in wanted.unique(["shows", "sha256"], keep="first", maintain_order=True).iter_rows(named=True):
        found.setdefault(row["shows"], []).append((row["sha256"], named_path(Path(row["folder"]) / row["name"])))
    return found


def images_of_networks(
    case: Case, run: Run, members: pl.DataFrame, posts: pl.DataFrame, most: int
) -> tuple[dict[int, list[NetworkImage]], dict[int, int]]:
    """Return the pictures of each network, most members first, and how many it has in all; posts: post, media."""
    traces = traces_of_run(run, "image")
    shared = shared_objects(traces, members)
    kept = first_of_each(shared, most)
    if kept.is_empty():
        return {}, {}
    entries = posts_with(traces, members, kept, MOST_POSTS).join(posts.select("post", "media"), on="post")
    told = _files_of(case, entries.explode("media").rename({"media": "entry"}))
    found: dict[int, list[NetworkImage]] = {}
    for row in kept.iter_rows(named=True):
        files = told.filter((pl.col("network") == row["network"]) & (pl.col("object") == row["object"]))
        found.setdefault(row["network"], []).append(_image(row, files))
    return found, dict(shared.group_by("network").len().iter_rows())


def _image(shared: Mapping[str, Any], rows: pl.DataFrame) -> NetworkImage:  # Any: cells of SHARED
    files = rows.filter(pl.col("sha256").is_not_null()).unique("sha256", keep="first", maintain_order=True)
    names = (files["name"] if files.height else rows["entry"]).unique(maintain_order=True).to_list()
    words = [text for text in files["text"].drop_nulls() if text.strip()]
    known = files.filter(pl.col("folder").is_not_null())
    return NetworkImage(
        object=shared["object"],
        accounts=shared["accounts"],
        posts=shared["posts"],
        first_at=shared["first_at"],
        last_at=shared["last_at"],
        variants=files.height or None,
        names=tuple(names[:NAMES_TOLD]),
        words=words[0] if words else None,
        files=tuple(
            (row["sha256"], named_path(Path(row["folder"]) / row["name"])) for row in known.iter_rows(named=True)
        ),
    )


def _files_of(case: Case, entries: pl.DataFrame) -> pl.DataFrame:
    """Return network, object and entry with name, sha256, text and folder of its file, null where there is none."""
    pictures = _pictures_with_folders(case)
    platform = entries.with_columns(pl.col("post").str.extract(r"^([^:]*):").alias("platform"))
    named = with_objects(platform.rename({"object": "shared"}), pictures.rename({"shows": "object"}))
    return named.filter(pl.col("shared") == pl.col("object"))


def _pictures_with_folders(case: Case) -> pl.DataFrame:
    """Return entry, name, sha256, text, shows (the object) and folder of the case's pictures that have a file."""
    media = case.media().select("name", "sha256", "source_sha256").collect()
    if media.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(("entry", "name", "sha256", "text", "shows", "folder"), pl.String))
    folders = picture_folders(case).select("source_sha256", "folder")
    homes = media.join(folders, on="source_sha256").unique(["name", "sha256"], keep="last", maintain_order=True)
    pictures = case_pictures(case).select("entry", "name", "sha256", "text", pl.col("object").alias("shows"))
    return pictures.join(
        homes.select("name", "sha256", "folder"), on=["name", "sha256"], how="left", maintain_order="left"
    )
