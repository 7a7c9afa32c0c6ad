"""Posts of a scan looked up by their names, platform:id."""

from collections.abc import Sequence

import polars as pl

from unisono.model.names import POST_NAME


def posts_of_names(posts: pl.DataFrame, names: pl.Series, columns: Sequence[str]) -> pl.DataFrame:
    """Return `post` (platform:id) and these columns of the posts with these names, in the posts' order."""
    parts = names.str.split(":")
    most = parts.list.len().max()
    # Ids alone tell most posts apart: only those with one of these ids get their names. Either part may hold colons.
    after = [parts.list.slice(first).list.join(":") for first in range(1, most if isinstance(most, int) else 0)]
    ids = pl.concat([names.clear(), *after]).unique()
    likely = posts.lazy().filter(pl.col("post_id").is_in(ids.implode()))
    named = likely.select(POST_NAME, *columns)
    return named.filter(pl.col("post").is_in(names.implode())).collect()
