"""Which pictures of a case show a picture of the user's own folder, also mirrored, turned or cut."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from unisono.cases import Case
from unisono.content.pictures.adding import list_files
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.clusters import BOUND
from unisono.content.pictures.hashing import (
    CROPS,
    LEAST_QUALITY,
    WAYS,
    crops_from_bytes,
    quality_of,
    sample,
    waves_of_ways,
    words_of,
)
from unisono.content.pictures.reading import UnreadablePictureError, as_strict_reader, read_bytes, read_picture
from unisono.content.pictures.views import LOOKED_AT_BEFORE
from unisono.engine.hamming_search import Words, search_within
from unisono.model.batches import Rejection
from unisono.model.file_names import written_name
from unisono.model.names import ACCOUNT_NAME, POST_NAME

CUTS = (0.0, 0.05, 0.1, 0.15)
CUT_EDGES = tuple((before, after) for before in CUTS for after in CUTS)
"""How the user's pictures are cut at each side; with the cuts of the case's own, steps lie 2.5 % apart."""

FORMS = len(WAYS) * len(CUT_EDGES) ** 2
PICTURES_AT_ONCE = 100

MATCHES: dict[str, pl.DataType] = {
    "picture": pl.String(),  # file of the user's folder, as file_names writes it
    "name": pl.String(),  # of the case's file
    "sha256": pl.String(),
    "distance": pl.Int64(),  # differing bits of 256 in the form that fits best
    "way": pl.String(),  # how the user's picture was turned for it
    "cut": pl.Float64(),  # the largest share that was cut from one of its edges
    "object": pl.String(),
    "profiles": pl.List(pl.String()),  # accounts, platform:id, with it as their picture
    "accounts": pl.List(pl.String()),  # accounts that posted it
    "posts": pl.List(pl.String()),
}


@dataclass(frozen=True)
class GalleryMatches:
    """What came of it: `matches` in MATCHES columns, nearest first.

    compared: pictures of the folder; blank: those left out as they show too little; rejected: files that could not be
    read. looked_at_before: pictures of the case of which an earlier version kept less (views.py).
    """

    matches: pl.DataFrame
    compared: int = 0
    blank: int = 0
    rejected: tuple[Rejection, ...] = field(default=())
    looked_at_before: int = 0


def match_gallery(case: Case, folder: Path) -> GalleryMatches:
    """Compare every picture of a folder with every picture of the case, and say who used those that match.

    Raises UsageError where there is no folder.
    """
    media = case.media().filter(pl.col("quality") >= LEAST_QUALITY).collect()
    pictures = media.sort("hash", "crops", "name").unique("hash", keep="first", maintain_order=True)
    shown = crops_from_bytes(pictures["crops"].to_list()).reshape(-1, 4) if pictures.height else np.empty((0, 4), "u8")
    rejected: list[Rejection] = []
    compared, blank = 0, 0
    rows = []
    waiting: list[tuple[str, Words]] = []
    with as_strict_reader():
        for number, (file, forms) in enumerate(_forms_of(folder), start=1):
            name = written_name(file)
            if isinstance(forms, str):
                rejected.append(Rejection(forms, number, name))
            elif forms is None:
                blank += 1
            else:
                compared += 1
                waiting.append((name, forms))
            if len(waiting) == PICTURES_AT_ONCE:
                rows += _search(waiting, shown, pictures["hash"])
                waiting = []
    rows += _search(waiting, shown, pictures["hash"])
    schema = {name: MATCHES.get(name, pl.String()) for name in ("picture", "hash", "distance", "way", "cut")}
    best = pl.DataFrame(rows, schema=schema, orient="row").sort("distance", "picture", "hash")
    matches = _with_uses(case, best.join(media.select("hash", "name", "sha256"), on="hash", maintain_order="left"))
    before = case.media().filter(LOOKED_AT_BEFORE).select(pl.len()).collect().item()
    return GalleryMatches(matches, compared, blank, tuple(rejected), int(before))


def _forms_of(folder: Path) -> Iterator[tuple[str, Words | str | None]]:
    """Yield each file with its hashes in every form, None where it shows too little, or why it cannot be read."""
    for name, _ in list_files(folder):
        try:
            picture = read_picture(read_bytes(folder / name))
        except UnreadablePictureError as error:
            yield name, str(error)
            continue
        if quality_of(sample(picture.luminance)) < LEAST_QUALITY:
            yield name, None
            continue
        yield name, np.concatenate([words_of(waves) for waves in waves_of_ways(picture.luminance, CUT_EDGES)])


def _search(forms: list[tuple[str, Words]], shown: Words, hashes: pl.Series) -> list[tuple[str, str, int, str, float]]:
    """Return picture, hash, distance, way and cut of the best form of each match; forms: (picture, its hashes)."""
    if not forms or not len(shown):
        return []
    names = [name for name, _ in forms]
    found = search_within(np.concatenate([each for _, each in forms]), shown, BOUND)
    table = pl.DataFrame(
        {"form": found.left % FORMS, "given": found.left // FORMS, "hit": found.right // CROPS, "d": found.distance}
    )
    # Of equally near forms the least changed one is told: it has the smallest number.
    best = table.sort("given", "hit", "d", "form").unique(["given", "hit"], keep="first", maintain_order=True)
    each = len(CUT_EDGES) ** 2
    return [
        (names[given], hashes[hit], distance, WAYS[form // each], _cut(form % each))
        for form, given, hit, distance in best.iter_rows()
    ]


def _cut(crop: int) -> float:
    down, across = divmod(crop, len(CUT_EDGES))
    return max(*CUT_EDGES[down], *CUT_EDGES[across])


def _with_uses(case: Case, best: pl.DataFrame) -> pl.DataFrame:
    """Add the object of each picture, the accounts that show it, and the accounts and posts that carry it."""
    entries = case_pictures(case).join(best, on="sha256", how="semi").select("entry", "sha256", "object")
    profiles = case.account_snapshots().select(ACCOUNT_NAME, pl.col("avatar_url").alias("entry")).collect()
    carried = case.posts().filter(pl.col("media").list.len() > 0).select(ACCOUNT_NAME, POST_NAME, entry="media")
    posts = carried.explode("entry").collect().join(entries, on="entry")
    shown = entries.join(profiles, on="entry").group_by("sha256").agg(_listed("account").alias("profiles"))
    told = posts.group_by("sha256").agg(_listed("account").alias("accounts"), _listed("post").alias("posts"))
    objects = entries.group_by("sha256").agg(pl.col("object").drop_nulls().first())
    joined = best
    for part in (objects, shown, told):
        joined = joined.join(part, on="sha256", how="left", maintain_order="left")
    lists = [pl.col(name).fill_null(pl.lit([], dtype=MATCHES[name])) for name in ("profiles", "accounts", "posts")]
    return joined.with_columns(lists).select(list(MATCHES))


def _listed(column: str) -> pl.Expr:
    return pl.col(column).unique().sort()
