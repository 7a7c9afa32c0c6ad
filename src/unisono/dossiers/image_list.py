"""The pictures of a case, those of most accounts first, each with a file that shows it where one was imported."""

import polars as pl

from unisono.cases import Case, Run
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.folders import missing_folders
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.dossiers.image_dossier import read_images
from unisono.dossiers.subject_posts import Card, members_of

KEPT = 2_000


def list_images(case: Case, run: Run | None) -> Card:
    """Return pictures (of most accounts, at most 2,000), how many there are, and folders of files that are gone.

    Of a picture: id, posts, accounts, in_networks (its accounts that are; null before a scan), profiles that wear it,
    files, first_at, last_at, and sha256 of the file that most posts have, null where none was imported.
    """
    pictures = case_pictures(case)
    posted = read_images(case, pictures).filter(pl.col("object").is_not_null())
    members = members_of(run)
    named = members["account"] if members is not None else pl.Series([], dtype=pl.String)
    counted = posted.group_by("object").agg(
        pl.col("post").n_unique().alias("posts"),
        pl.col("account").n_unique().alias("accounts"),
        pl.col("account").filter(pl.col("account").is_in(named.implode())).n_unique().alias("in_networks"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
    )
    if members is None:
        counted = counted.with_columns(pl.lit(None, pl.UInt32).alias("in_networks"))
    worn = profile_pictures(case, pictures).filter(pl.col("object").is_not_null())
    profiles = worn.group_by("object").agg(pl.col("account").n_unique().alias("profiles"))
    told = (
        counted.join(profiles, on="object", how="full", coalesce=True)
        .join(_files(pictures, posted), on="object", how="left")
        .with_columns(pl.col("posts", "accounts", "profiles", "files").fill_null(0))
        .sort("accounts", "profiles", "posts", "object", descending=[True, True, True, False])
    )
    return {
        "pictures": told.head(KEPT).rename({"object": "id"}).to_dicts(),
        "in_all": told.height,
        "with_file": told["sha256"].count(),
        "is_scanned": run is not None,
        "missing_folders": missing_folders(case),
    }


def _files(pictures: pl.DataFrame, posted: pl.DataFrame) -> pl.DataFrame:
    """Return object, files (different ones) and sha256 of the one that most posts have, the smallest of equals."""
    named = pictures.filter(pl.col("object").is_not_null()).select("object", "entry", "sha256")
    used = posted.group_by("object", "entry").agg(pl.len().alias("uses"))
    counted = (
        named.join(used, on=["object", "entry"], how="left").group_by("object", "sha256").agg(pl.col("uses").sum())
    )
    ordered = counted.sort("uses", "sha256", descending=[True, False])
    return ordered.group_by("object", maintain_order=True).agg(pl.len().alias("files"), pl.col("sha256").first())
