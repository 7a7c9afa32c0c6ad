"""Names and ids that hold nothing but blank space name nobody: they become null before anything is asked of them."""

from collections.abc import Iterable

import polars as pl


def without_blanks(wide: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Return the table with these columns trimmed, and null where nothing is left.

    >>> import polars as pl
    >>> without_blanks(pl.DataFrame({"id": [" a", " ", None]}), ["id"])["id"].to_list()
    ['a', None, None]
    """
    trimmed = wide.with_columns(pl.col(name).str.strip_chars() for name in names)
    return trimmed.with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in names)
