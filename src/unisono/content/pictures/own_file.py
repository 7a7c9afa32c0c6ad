"""Which picture of a case a file on the user's own disk shows."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.content.pictures.clusters import cluster_pictures
from unisono.content.pictures.hashing import LEAST_QUALITY
from unisono.content.pictures.reading import UnreadablePictureError, as_strict_reader, read_bytes, read_picture
from unisono.content.pictures.views import hash_views
from unisono.model.errors import UsageError


def is_file(name: str) -> bool:
    """Say whether a name is that of a file on disk."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a name too long for a file, or with characters that none has
        return False


def show_file(case: Case, pictures: pl.DataFrame, name: str) -> str:
    """Return the object of the picture that a file on disk shows; pictures is CASE_PICTURES.

    Raises UsageError where it cannot be read or compared, and where no post or profile has it.
    """
    try:
        with as_strict_reader():
            seen = hash_views(read_picture(read_bytes(Path(name))).luminance)
    except UnreadablePictureError as error:
        raise UsageError(f"{name}: {error}. Name a JPEG, PNG, GIF, WebP, AVIF, BMP or TIFF file.") from error
    if seen.quality < LEAST_QUALITY:
        raise UsageError(f"{name} shows too little to be compared. Type the id of a picture or a post that shows it.")
    known = pictures.filter(pl.col("object").is_not_null()).select("hash", "object").unique("hash", keep="first")
    exact = known.filter(pl.col("hash") == seen.hash)["object"]
    if len(exact):
        return str(exact[0])
    media = case.media().select("hash", "crops").collect().join(known, on="hash", how="semi")
    crops = media.sort("crops").unique("hash", keep="first").sort("hash")
    near = _alike(seen.hash, seen.crops, crops)
    fits = known.filter(pl.col("hash").is_in(near)).sort("object")["object"].unique()
    if not len(fits):
        raise UsageError(
            f"Nobody in {case.path} posted or wears the picture of {name}, as far as files of its pictures were "
            f"imported. Add more: unisono import {quote(str(case.path))} --media DIR"
        )
    return str(fits.sort()[0])


def _alike(own: str, crops: bytes, media: pl.DataFrame) -> list[str]:
    """Return the hashes of pictures that show the same as one's own."""
    middles = cluster_pictures([own, *media["hash"].to_list()], [crops, *media["crops"].to_list()])
    mine = middles.filter(pl.col("hash") == own)["middle"][0]
    return middles.filter((pl.col("middle") == mine) & (pl.col("hash") != own))["hash"].to_list()
