"""What became of a post: whether it is gone, as far as files say, and the versions in which it was seen."""

import polars as pl

from unisono.cases import Case
from unisono.cases.deletions import kept_deletions
from unisono.dossiers.subject_posts import Card

GONE = "deleted"


def describe_history(case: Case, post: str) -> Card:
    """Return `deletion` and `versions` of a post (platform:id)."""
    return {"deletion": describe_deletion(case, post), "versions": describe_versions(case, post)}


def describe_deletion(case: Case, post: str) -> Card | None:
    """Return at, reason and source of the first notice that a post (platform:id) is gone; None where nobody says so.

    A post that its own file marks as deleted has the time at which it was seen to be gone, and the file's name.
    """
    named = _is_post(post)
    notices = kept_deletions(case.path).filter(named).select("at", "reason", "source_sha256").collect()
    marked = case.post_observations().filter(named & pl.col("is_deleted"))
    seen = marked.select(pl.col("collected_at").alias("at"), pl.lit(GONE).alias("reason"), "source_sha256").collect()
    told = pl.concat([notices, seen]).sort("at", nulls_last=True, maintain_order=True)
    if told.is_empty():
        return None
    at, reason, sha256 = told.row(0)
    files = case.sources().filter(pl.col("sha256") == sha256)["file"]
    return {"at": at, "reason": reason or GONE, "file": files[0] if len(files) else None}


def describe_versions(case: Case, post: str) -> list[Card]:
    """Return the texts in which a post was seen, in order of their files: text and seen_at (null where not known)."""
    seen = case.post_observations().filter(_is_post(post) & pl.col("text").is_not_null())
    versions = seen.select("text", pl.col("collected_at").alias("seen_at")).collect()
    return versions.unique("text", keep="first", maintain_order=True).to_dicts()


def _is_post(post: str) -> pl.Expr:
    platform, _, post_id = post.partition(":")
    return (pl.col("platform") == platform) & (pl.col("post_id") == post_id)
