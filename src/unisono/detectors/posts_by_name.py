"""Posts of a scan looked up by their names, platform:id."""

from collections.abc import Sequence

import polars as pl

from unisono.model.names import POST_NAME


def posts_of_names(posts: pl.DataFrame, names: pl.Series, columns: Sequence[str]) -> pl.DataFrame:
    """Return `post` (platform:id) and these columns of the posts with these names, in the posts' order."""
    # Ids alone tell most posts apart: only those with one of these ids get their names.
    likely = posts.lazy().filter(pl.col("post_id").is_in(ids_in_names(names).implode()))
    named = likely.select(POST_NAME, *columns)
    return named.filter(pl.col("post").is_in(names.implode())).collect()


def ids_in_names(names: pl.Series) -> pl.Series:
    """Return every id that these names, platform:id, could stand for, each once: either part may hold colons."""
    parts = names.str.split(":")
    most = parts.list.len().max()
    after = [parts.list.slice(first).list.join(":") for first in range(1, most if isinstance(most, int) else 0)]
    return pl.concat([names.clear(), *after]).unique()
