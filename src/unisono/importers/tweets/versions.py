"""Edited posts: every version has an id of its own, and all are the post that the first one was.

A history lists the ids of a post's versions, oldest first. The first names the post in the case, whoever quotes or
answers another version; every version that a file holds is an observation of it, so nothing that was said is lost.
"""

import polars as pl

from unisono.importers.tweets.first_versions import date_by_first

REFERENCES = ("original_id", "quoted_id", "replied_id", "thread_id")


def join_versions(posts: pl.DataFrame, included: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return posts with the versions of theirs that their lines include, and both tables under the posts' first ids.

    Both have `line`, `id`, `created_at` and `history` (ids or null), and lose the last. A version is as old as the
    post: when it was written is the time inside its first id.
    """
    histories = pl.concat([posts["history"], included["history"]])
    histories = histories.filter(histories.list.len().fill_null(0) > 1)
    if not len(histories):
        return posts.drop("history"), included.drop("history")
    first_ids = _first_ids(histories)
    posts = _with_included_versions(posts, included, first_ids)
    included = _renamed(included, first_ids).unique(["line", "id"], keep="last", maintain_order=True)
    return _renamed(posts, first_ids).drop("history"), included.drop("history")


def _first_ids(histories: pl.Series) -> pl.DataFrame:
    """Return `version` and `first` for every id of every history."""
    table = pl.DataFrame({"version": histories, "first": histories.list.first()}).explode("version")
    return table.drop_nulls().unique("version", keep="first", maintain_order=True)


def _with_included_versions(posts: pl.DataFrame, included: pl.DataFrame, first_ids: pl.DataFrame) -> pl.DataFrame:
    """Put the other versions of a line's posts among them, each post's versions in the order of their ids."""

    def with_first(table: pl.DataFrame) -> pl.DataFrame:
        return table.join(first_ids, left_on="id", right_on="version", how="left", maintain_order="left").with_columns(
            pl.coalesce("first", "id").alias("first")
        )

    own = with_first(posts.with_row_index("order"))
    line = own.select("line", "first", "order", "retrieved_at").unique(["line", "first"], keep="first")
    others = with_first(included).join(line, on=["line", "first"], maintain_order="left")
    others = others.join(posts, on=["line", "id"], how="anti", maintain_order="left")
    both = pl.concat([own, others], how="diagonal_relaxed").select(own.columns)
    return both.sort("order", pl.col("id").cast(pl.Int64, strict=False), maintain_order=True).drop("order", "first")


def _renamed(table: pl.DataFrame, first_ids: pl.DataFrame) -> pl.DataFrame:
    """Name every post by its first version, and date it by that."""
    later = first_ids.filter(pl.col("version") != pl.col("first"))
    written_at = date_by_first(table["id"], table["created_at"], later)
    old, new = later["version"], later["first"]
    return table.with_columns(
        written_at, *(pl.col(name).replace(old, new) for name in ("id", *REFERENCES) if name in table.columns)
    )
