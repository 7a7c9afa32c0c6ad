"""Which columns hold no value in any post of a case: a source that knows no texts fills none of that column's cells."""

from collections.abc import Sequence

import polars as pl

from unisono.cases.post_parts import MARKED_BY_DELETIONS, PostParts
from unisono.model.tables import POSTS

FIRST_ROWS = 1_000


def empty_columns(parts: PostParts, columns: Sequence[str]) -> list[str]:
    """Return those of these columns of POSTS that are null in every observation of every post.

    Most are told from what the files say of themselves. Lists are not among them: files say nothing of those.
    """
    if not parts.files:
        return []
    marked = MARKED_BY_DELETIONS if parts.deletions else ()
    possible = [name for name in columns if name not in marked and not isinstance(POSTS[name], pl.List)]
    first = _rows(parts, 1).select(possible).head(FIRST_ROWS).collect()
    rows = _rows(parts, len(parts.files))
    return [
        name
        for name in possible
        if first[name].null_count() == first.height
        and rows.select(name).filter(pl.col(name).is_not_null()).head(1).collect().is_empty()
    ]


def _rows(parts: PostParts, count: int) -> pl.LazyFrame:
    return pl.scan_parquet([file.path for file in parts.files[:count]], glob=False)
