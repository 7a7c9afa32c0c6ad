"""Which rows of a table are posts, and why the others are none."""

import polars as pl

from unisono.importers.problems import shorten
from unisono.importers.tables.rows import ROW, no_cells
from unisono.importers.zones import find_unknown_letters
from unisono.model.batches import Rejection

BAD_TIME = "time cannot be read"
UNKNOWN_ZONE = "zone letters unknown: "
NOBODY = "has neither time nor account"


def check_rows(posts: pl.DataFrame, written: pl.Series, refused: pl.Series) -> tuple[pl.Series, tuple[Rejection, ...]]:
    """Say which rows are posts: not those whose format refuses them, nor an unreadable time, nor no time and no author.

    `written` are the times as the file has them, `refused` the reasons of the format, null for a post.
    """
    has_time = posts["created_at"].is_not_null()
    has_account = posts["account_id"].is_not_null() if "account_id" in posts.columns else ~has_time & False
    text = written.cast(pl.String)
    is_written = (text.str.strip_chars() != "").fill_null(value=False)
    bad_time, nobody = ~has_time & is_written, ~has_time & ~has_account
    is_refused = refused.is_not_null()
    if not (bad_time | nobody | is_refused).any():
        return has_time | ~has_time, ()
    table = pl.DataFrame({"row": posts[ROW], "refused": refused, "time": text, "text": _texts(posts)}).with_columns(
        pl.when(pl.lit(is_refused)).then(pl.col("refused"))
        .when(pl.lit(bad_time)).then(pl.lit(_why_unread(text)))
        .when(pl.lit(nobody)).then(pl.lit(NOBODY))
        .alias("reason"),
        (bad_time & ~is_refused).alias("by_time"),
    )  # fmt: skip
    example = pl.when("by_time").then(pl.col("time")).otherwise(pl.col("text"))
    left_out = table.filter(pl.col("reason").is_not_null()).select("reason", "row", example.alias("example"))
    rejected = [Rejection(reason, row, shorten(text)) for reason, row, text in left_out.sort("row").iter_rows()]
    return table["reason"].is_null(), tuple(rejected)


def _why_unread(written: pl.Series) -> pl.Series:
    """Say of each written time why it could not be read."""
    table = pl.DataFrame({"letters": find_unknown_letters(written)})
    unknown = pl.lit(UNKNOWN_ZONE) + pl.col("letters")
    return table.select(pl.coalesce(unknown, pl.lit(BAD_TIME)).alias("why"))["why"]


def _texts(posts: pl.DataFrame) -> pl.Series:
    """Return the texts of posts; empty where the file has none."""
    if "text" in posts.columns:
        return posts["text"].fill_null("")
    return no_cells(posts.height).fill_null("")
