"""Keeps the index of a case's texts in its folder, so that each scan reads only what came since the last."""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import polars as pl

from unisono.cases import Case
from unisono.cases.durable import writer_lock
from unisono.cases.manifest import read_manifest
from unisono.cases.segments import scan_segments, segment_files
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.content.text_index_files import load_about
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import POSTS

POST_TABLES = ("posts", "again")
"""The tables of a segment that hold posts: seen first, and seen again, perhaps with another text."""


def text_index(case: Case, settings: NearDuplicates | None = None) -> TextIndex:
    """Return the index of every text that accounts wrote themselves, as ever observed; reposts carry another's.

    It lies in CASE/derived/texts (for another similarity in texts-0.8), which can be removed at any time. An index that
    is damaged, that another version or other settings made, or that covers other segments, is made anew; where nothing
    can be written, it is only returned.
    """
    settings = settings or NearDuplicates()
    usual = settings == NearDuplicates()
    lines = read_manifest(case.path / "manifest.jsonl")
    segments = [file for line in lines for table in POST_TABLES for file in segment_files(case.path, [line], table)]
    folder = case.path / "derived" / ("texts" if usual else f"texts-{settings.similarity:g}")
    index, covered = _load_known(folder, settings, {file.sha256 for file in segments})
    missing = [file for file in segments if file.sha256 not in covered]
    if not missing:
        return index
    parts = (own_words(scan_segments([file], POSTS)).collect() for file in missing)
    index = index.extend_by_parts((part["text"], part["created_at"]) for part in parts)
    _keep(index, folder, [file.sha256 for file in segments])
    return index


def own_words(posts: pl.LazyFrame) -> pl.LazyFrame:
    """Return text and created_at of the posts that layers read texts from: with an account and a time, no reposts."""
    is_repost = pl.col("kind").eq("repost") | (pl.col("kind").is_null() & pl.col("text").str.contains(r"^\s*RT @\w"))
    has_author = pl.col("account_id").is_not_null() & (pl.col("account_id") != "")
    kept = has_author & pl.col("created_at").is_not_null() & pl.col("text").is_not_null()
    return posts.filter(kept & ~is_repost.fill_null(False)).select("text", "created_at")


def _load_known(folder: Path, settings: NearDuplicates, present: set[str]) -> tuple[TextIndex, set[str]]:
    """Return the index that is kept and the segments it covers, or an empty one."""
    # Whatever is wrong with a derived file, the posts tell it anew.
    with suppress(DataRejectedError):
        about = load_about(folder)
        covered = set(about.get("covers", []))
        if about["settings"] == asdict(settings) and covered <= present:
            return TextIndex.load(folder), covered
    return TextIndex.build(pl.Series(dtype=pl.String), settings=settings), set()


def _keep(index: TextIndex, folder: Path, covers: list[str]) -> None:
    """Store the index where the case can be written; an index that cannot be kept is made again next time."""
    with suppress(OSError, UsageError):
        folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(folder / "lock"):
            index.save(folder, covers=covers)
