"""Tables of tweets in which the posts that others refer to stand among them as rows of their own.

Such a tool writes what a post refers to right above it. In a table without this habit that is rare: results of a search
come newest first, so that what is referred to comes later, if at all.
"""

from collections.abc import Sequence

import polars as pl

from unisono.importers.tweet_tables.wide_columns import TWEET
from unisono.importers.tweets.wide_rows import NESTED

REACH = 2  # a post refers to two others at most: it answers one and quotes one
LEAST_SHARE = 0.8
LEAST_ROWS = 3


def are_inlined(ids: pl.Series, authors: pl.Series, references: Sequence[pl.Series]) -> bool:
    """Say whether most posts of others that the first rows refer to stand right above.

    Answers to oneself do not count: a thread in order of time looks the same.
    """
    rows = pl.DataFrame({"id": ids, "author": authors, **{f"of_{place}": of for place, of in enumerate(references)}})
    near = rows.with_row_index("row").select(
        "row",
        "author",
        *(pl.col(f"of_{place}") for place in range(len(references))),
        *(pl.col("id").shift(step).alias(f"id_{step}") for step in range(1, REACH + 1)),
        *(pl.col("author").shift(step).alias(f"author_{step}") for step in range(1, REACH + 1)),
    )
    named = near.unpivot(
        [f"of_{place}" for place in range(len(references))],
        index=[name for name in near.columns if not name.startswith("of_")],
        value_name="of",
    ).filter(pl.col("of").is_not_null())
    # Each original is written once: only who names it first has it right above.
    first = named.sort("row").unique("of", keep="first", maintain_order=True)
    above = first.select(
        pl.any_horizontal(
            (pl.col("of") == pl.col(f"id_{step}")) & (pl.col("author") != pl.col(f"author_{step}"))
            for step in range(1, REACH + 1)
        ).fill_null(value=False)
    ).to_series()
    return int(above.sum()) >= LEAST_ROWS and float(above.sum()) >= LEAST_SHARE * len(above)


def mark_inlined(ids: pl.Series, references: Sequence[pl.Series], following: Sequence[pl.Series]) -> pl.Series:
    """Say of each row whether one of the next rows refers to it; `following` are the references of rows that come."""
    height = len(ids)
    found = pl.Series("inlined", [False], dtype=pl.Boolean).new_from_index(0, height)
    for here, coming in zip(references, following, strict=True):
        whole = pl.concat([here, coming.head(REACH)])
        for step in range(1, REACH + 1):
            ahead = pl.concat([whole.slice(step, height), pl.Series([None] * height, dtype=pl.String)]).head(height)
            found |= (ahead == ids).fill_null(value=False)
    return found


def fill_nested(wide: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Fill what wide rows do not say of the posts they refer to with what rows of the same table say of these."""
    if not known.height:
        return wide
    nested = known.select(*TWEET).filter(pl.col("id").is_not_null())
    for prefix in NESTED:
        key = f"{prefix}id"
        found = wide.select(key).join(
            nested.rename({name: f"{prefix}{name}" for name in TWEET}), on=key, how="left", maintain_order="left"
        )
        wide = wide.with_columns(
            pl.coalesce(f"{prefix}{name}", found[f"{prefix}{name}"]) for name in TWEET if name != "id"
        )
    return wide
